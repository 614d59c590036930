/**
 * The sheet into which a list is pasted: first it shows what was understood, and nothing has changed; then the
 * list is added at the end, or taken in place of what is still to come.
 */
import { duration, formatDuration } from '../../protocol/time.ts';
import type { PasteDocument, PastedTalkDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import type { Desk } from './operator-model.ts';

const sheet = (): HTMLDialogElement => part('paste-sheet') as HTMLDialogElement;
const field = (): HTMLTextAreaElement => part('paste-text') as HTMLTextAreaElement;

export const closePaste = (): void => {
  sheet().close();
};

const talks = (n: number): string => `${String(n)} ${n === 1 ? 'talk' : 'talks'}`;

export function openPaste(desk: Desk): void {
  /** What is shown below: what is confirmed is what was looked at. */
  let shown = { text: '', swap: false };
  const forget = (): void => {
    part('paste-read').hidden = true;
  };
  const look = async (swap: boolean): Promise<void> => {
    const text = field().value;
    const answer = await desk.press('paste', { text, swap }, 'Nothing has changed yet.');
    // Something else was typed meanwhile, or the list is not understood.
    if (!answer.ok || field().value !== text) forget();
    else {
      shown = { text, swap };
      drawRead(answer as PasteDocument, swap);
      part('paste-read').scrollIntoView({ block: 'start' });
    }
  };
  const take = async (how: 'add' | 'replace', done: string): Promise<void> => {
    const answer = await desk.press('paste', { ...shown, take: how }, done);
    if (!answer.ok) return;
    field().value = '';
    forget();
    closePaste();
  };
  part('paste').addEventListener('click', () => {
    desk.hush();
    sheet().showModal();
    sheet().scrollTop = 0;
    field().focus();
  });
  part('paste-close').addEventListener('click', closePaste);
  field().addEventListener('input', () => {
    desk.hush();
    forget();
  });
  part('paste-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void look(false);
  });
  part('paste-swap').addEventListener('click', () => void look(!shown.swap));
  part('paste-add').addEventListener('click', () => void take('add', 'The list was added.'));
  part('paste-replace').addEventListener(
    'click',
    () => void take('replace', 'The list replaced what was to come.'),
  );
}

/** What was understood, and what either button would do with it. */
function drawRead(read: PasteDocument, swap: boolean): void {
  const added = read.talks.filter(({ here }) => here === 'no').length;
  const replacing = read.talks.filter(({ here }) => here !== 'been').length;
  setText(part('paste-count'), `${talks(read.talks.length)} understood. Nothing has changed yet.`);
  part('paste-doubts').replaceChildren(...read.doubts.map((doubt) => item(doubt)));
  part('paste-talks').replaceChildren(...read.talks.map(pastedTalk));
  part('paste-swap').setAttribute('aria-pressed', String(swap));
  setText(part('paste-add'), `Add ${talks(added)} at the end`);
  setText(
    part('paste-replace'),
    `Replace the ${String(read.toCome)} to come with ${String(replacing)}`,
  );
  setData(part('paste-add'), 'may', added > 0 ? 'yes' : 'no');
  setData(part('paste-replace'), 'may', replacing > 0 ? 'yes' : 'no');
  part('paste-read').hidden = false;
}

const HERE = { no: '', 'to-come': 'in the lineup already', been: 'already given: stays as it is' };

function pastedTalk({ speaker, title, length, here }: PastedTalkDocument): HTMLElement {
  const line = document.createElement('li');
  line.dataset.here = here;
  const name = document.createElement('b');
  name.dir = 'auto';
  name.textContent = speaker;
  const more = document.createElement('span');
  more.dir = 'auto';
  const parts = [title, length === null ? '' : formatDuration(duration(length)), HERE[here]];
  more.textContent = parts.filter((text) => text !== '').join(' · ');
  line.append(name, ' ', more);
  return line;
}

function item(text: string): HTMLElement {
  const line = document.createElement('li');
  line.textContent = text;
  return line;
}
