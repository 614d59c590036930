/** The lineup on the operator's page: order, notes, and what can be done with each talk. */
import { duration, formatDuration } from '../../protocol/time.ts';
import type { Desk } from './operator-model.ts';
import type { EntryDocument, OperatorDocument } from './document.ts';
import { part, setText } from './draw.ts';
import { isOpen } from '../../protocol/order.ts';
import type { TalkSheet } from './talk-sheet.ts';

const STATUS: Readonly<Record<EntryDocument['status'], string>> = {
  waiting: '',
  next: 'next',
  on: 'on stage',
  ended: 'done',
  missed: 'no-show',
};

/** What is on and to come stands first; what has been is below, the talks given behind a heading that opens. */
const PLACES = {
  waiting: 'lineup',
  next: 'lineup',
  on: 'lineup',
  missed: 'missed',
  ended: 'done',
} as const satisfies Readonly<Record<EntryDocument['status'], string>>;

let drawn = '';

/** Draws the lists anew when they changed; whoever had the focus keeps it. */
export function drawLineup(session: OperatorDocument, desk: Desk, sheet: TalkSheet): void {
  const { entries, granted } = session;
  const key = JSON.stringify([entries, granted]);
  if (key === drawn) return;
  drawn = key;
  const focused = document.activeElement?.getAttribute('data-key');
  for (const place of new Set(Object.values(PLACES)))
    part(place).replaceChildren(
      ...entries
        .filter(({ status }) => PLACES[status] === place)
        .map((entry) => item(entry, desk, sheet, granted)),
    );
  const done = part('done').childElementCount;
  part('given').hidden = done === 0;
  setText(part('given-count'), `Done: ${String(done)}`);
  if (focused !== null && focused !== undefined)
    part('list').querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
}

function item(entry: EntryDocument, desk: Desk, sheet: TalkSheet, granted: number): HTMLElement {
  const { id, speaker, title, status } = entry;
  const line = document.createElement('li');
  line.dataset.status = status;
  const text = document.createElement('div');
  text.className = 'talk';
  text.append(words('talk-speaker', speaker), words('talk-title', title));
  const gave = status === 'on' ? grantedText(granted) : '';
  line.append(
    text,
    words('talk-more', joined([statusOf(entry), gave])),
    words('talk-notes', notesOf(entry)),
  );
  const add = (name: string, label: string, press: () => void): void => {
    line.append(button(`${String(id)}-${name}`, label, `${label} ${speaker}`, press));
  };
  // The talk that is on and those that have been given are not touched: no button at all.
  if (isOpen(entry))
    add('change', 'Change', () => {
      sheet.open(id);
    });
  else if (status === 'missed')
    add('call', 'Bring back', () => {
      void desk.press(
        'lineup',
        { type: 'call', id },
        desk.session?.stage.state === 'closed' ? `${speaker} is to come.` : `${speaker} is next.`,
      );
    });
  return line;
}

function statusOf({ status, played, length, took, granted = 0 }: EntryDocument): string {
  return joined([
    played === true ? `played ${STATUS[status]}` : STATUS[status],
    took === undefined
      ? formatDuration(duration(length))
      : `took ${formatDuration(duration(took))} of ${formatDuration(duration(length + granted))}`,
  ]);
}

/** What to know before the talk. */
export const notesOf = ({ sayAs, pronouns, notes, silent, noFlash }: EntryDocument): string =>
  joined([
    sayAs === undefined ? '' : `say “${sayAs}”`,
    pronouns ?? '',
    silent === true ? 'no sound' : '',
    noFlash === true ? 'no blinking' : '',
    notes ?? '',
  ]);

/** What the talk that is on was given. */
export const grantedText = (ms: number): string =>
  ms === 0 ? '' : `${ms < 0 ? '−' : '+'}${formatDuration(duration(Math.abs(ms)))} in all`;

export const joined = (texts: readonly string[]): string =>
  texts.filter((text) => text !== '').join(' · ');

function words(name: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  element.dir = 'auto';
  element.textContent = text;
  return element;
}

function button(key: string, label: string, name: string, press: () => void): HTMLElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.dataset.key = key;
  element.textContent = label;
  element.setAttribute('aria-label', name);
  element.addEventListener('click', press);
  return element;
}
