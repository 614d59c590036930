/** The operator's page: all that the terminal can do, on a phone. */
import { PageToken } from './page-token.ts';
import { keepAwake } from './awake.ts';
import { openButtons } from './buttons.ts';
import { closeMessages, openMessages } from './message-sheet.ts';
import { Conductor } from './conductor.ts';
import { Desk, ignoreRepeats } from './operator-model.ts';
import type { OperatorDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import { openNotices } from './notices.ts';
import { openKeys } from './page-keys.ts';
import { closeMore, openMore } from './more-sheet.ts';
import { closePaste, openPaste } from './paste-sheet.ts';
import { Vibration } from './vibration.ts';
import { Link } from './session-link.ts';
import { drawOperator } from './operator-view.ts';
import { TalkSheet } from './talk-sheet.ts';

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
    ask('That token is wrong, or not valid any more: scan a new code, or paste a new address.');
  },
});
const desk = new Desk(link, token);
const sheet = new TalkSheet(desk);
const vibration = new Vibration();
const conductor = new Conductor(link, (frame) => {
  drawOperator(frame, desk, sheet);
  vibration.follow(frame);
});

function show(what: 'gate' | 'desk'): void {
  gate.hidden = what === 'desk';
  room.hidden = what === 'gate';
}

/** Without a token there is nothing to operate. */
function ask(sentence: string): void {
  link.close();
  link.session = undefined;
  sheet.close();
  closeMessages();
  closeMore();
  closePaste();
  show('gate');
  setText(part('gate-message'), sentence);
  part('gate-token').focus();
}

function enter(): void {
  show('desk');
  link.open();
  conductor.wake();
}

/** A key that is worth nothing takes nothing from a page that has the token. */
function admit(
  sentence = 'This page needs an address from the terminal: i shows one, c a code.',
): void {
  if (token.value === undefined) ask(sentence);
  else enter();
}

gate.addEventListener('submit', (event) => {
  event.preventDefault();
  void token.typed((part('gate-token') as HTMLInputElement).value.trim()).then(admit);
});
token.onScan(admit);
ignoreRepeats();
openMore();
openNotices();
openButtons(desk);
openKeys();
openMessages(desk);
openPaste(desk);
part('add').addEventListener('click', () => {
  sheet.open();
});
conductor.start();
keepAwake((how) => {
  setData(document.body, 'awake', how);
  part('sleep-note').hidden = how !== 'asleep';
});
void token.enter().then(admit);
