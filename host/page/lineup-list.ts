/** The lineup on the operator's page: order, notes, and what can be done with each talk. */
import { duration, formatDuration } from '../../protocol/time.ts';
import type { Desk } from './operator-model.ts';
import type { EntryDocument } from './document.ts';
import { isOpen } from '../../protocol/order.ts';
import type { TalkSheet } from './talk-sheet.ts';

const STATUS: Readonly<Record<EntryDocument['status'], string>> = {
  waiting: '',
  next: 'next',
  on: 'on stage',
  ended: 'done',
  missed: 'no-show',
};

let drawn = '';

/** Draws the list anew when it changed; whoever had the focus keeps it. */
export function drawLineup(
  list: HTMLElement,
  entries: readonly EntryDocument[],
  desk: Desk,
  sheet: TalkSheet,
): void {
  const key = JSON.stringify(entries);
  if (key === drawn) return;
  drawn = key;
  const focused = document.activeElement?.getAttribute('data-key');
  list.replaceChildren(...entries.map((entry) => item(entry, desk, sheet)));
  if (focused !== null && focused !== undefined)
    list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
}

function item(entry: EntryDocument, desk: Desk, sheet: TalkSheet): HTMLElement {
  const { id, speaker, title, status } = entry;
  const line = document.createElement('li');
  line.dataset.status = status;
  const text = document.createElement('div');
  text.className = 'talk';
  text.append(
    words('talk-speaker', speaker),
    words('talk-title', title),
    words('talk-more', moreOf(entry)),
  );
  line.append(text);
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

function moreOf({
  status,
  played,
  length,
  took,
  granted = 0,
  sayAs,
  pronouns,
  notes,
  silent,
  noFlash,
}: EntryDocument): string {
  return [
    played === true ? `played ${STATUS[status]}` : STATUS[status],
    took === undefined
      ? formatDuration(duration(length))
      : `took ${formatDuration(duration(took))} of ${formatDuration(duration(length + granted))}`,
    sayAs === undefined ? '' : `say “${sayAs}”`,
    pronouns ?? '',
    silent === true ? 'no sound' : '',
    noFlash === true ? 'no blinking' : '',
    notes ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

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
