/** The operator's page: all that the terminal can do, on a phone. */
import { keepAwake } from './awake.ts';
import { openButtons } from './buttons.ts';
import { Conductor } from './conductor.ts';
import { Desk, ignoreRepeats } from './operator-model.ts';
import type { OperatorDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import { Link } from './session-link.ts';
import { drawOperator } from './operator-view.ts';
import { TalkSheet } from './talk-sheet.ts';
import { PageToken } from './page-token.ts';

const token = new PageToken();
const gate = part('gate') as HTMLFormElement;
const room = part('desk');

const link: Link<OperatorDocument> = new Link<OperatorDocument>({
  headers: () => token.headers,
  strict: true,
  changed: () => {
    conductor.wake();
  },
  denied: () => {
    token.take(undefined);
    ask('That token does not hold (any more): scan the code again, or type the new one.');
  },
});
const desk = new Desk(link, token);
const sheet = new TalkSheet(desk);
const conductor = new Conductor(link, (frame) => {
  drawOperator(frame, desk, sheet);
});

function show(what: 'gate' | 'desk'): void {
  gate.hidden = what === 'desk';
  room.hidden = part('link').hidden = what === 'gate';
}

/** Without a token there is nothing to operate. */
function ask(sentence: string): void {
  link.close();
  link.session = undefined;
  sheet.close();
  show('gate');
  setText(part('gate-message'), sentence);
  part('gate-token').focus();
}

function enter(): void {
  show('desk');
  link.open();
  conductor.wake();
}

gate.addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = (part('gate-token') as HTMLInputElement).value.trim();
  if (!/^[\x21-\x7e]+$/.test(typed)) {
    setText(part('gate-message'), 'That is no token: it is what follows #token= in the address.');
    return;
  }
  token.take(typed);
  enter();
});
token.onScan(enter);
ignoreRepeats();
openButtons(desk);
part('add').addEventListener('click', () => {
  sheet.open();
});
conductor.start();
keepAwake((how) => {
  setData(document.body, 'awake', how);
  part('sleep-note').hidden = how !== 'asleep';
});
if (token.value === undefined) ask('This page needs the token that the terminal shows.');
else enter();
