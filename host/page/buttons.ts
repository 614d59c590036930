/**
 * The operator's buttons. Each has a place of its own and one meaning: a doubled press on Start never
 * lands on Finish.
 */
import { STARTED_AGO, TABLE, type Cell, type State } from '../../protocol/stage.ts';
import type { Desk, Tap } from './operator-model.ts';
import type { OperatorDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';

interface Press {
  readonly id: string;
  readonly command: string;
  readonly body?: object;
  readonly done: string;
  readonly tap?: Tap;
  readonly may: (session: OperatorDocument) => boolean;
}

const cell =
  (event: keyof typeof TABLE): Press['may'] =>
  ({ stage }) => {
    const row: Readonly<Partial<Record<State, Cell>>> = TABLE[event];
    return row[stage.state] !== undefined;
  };
const standby: Press['may'] = ({ stage }) => stage.state === 'standby';

const PRESSES: readonly Press[] = [
  { id: 'start', command: 'start', done: 'Started.', tap: 'big', may: cell('start') },
  { id: 'finish', command: 'finish', done: 'Finished.', tap: 'big', may: cell('finish') },
  { id: 'hold', command: 'hold', done: 'On hold.', tap: 'other', may: cell('hold') },
  { id: 'undo', command: 'undo', done: 'Undone.', tap: 'other', may: ({ undo }) => undo },
  ...STARTED_AGO.map((ago) => ({
    id: `ago${String(ago / 1000)}`,
    command: 'start',
    body: { ago },
    done: `Started ${String(ago / 1000)} s ago.`,
    tap: 'big' as const,
    may: standby,
  })),
  ...[-30, 30, 60].map((s) => ({
    id: `grant${String(s)}`,
    command: 'grant',
    body: { amount: s * 1000 },
    done: s < 0 ? 'Time taken away.' : 'Time given.',
    tap: 'other' as const,
    may: cell('grant'),
  })),
  { id: 'skip', command: 'skip', done: 'Skipped.', tap: 'other', may: cell('skip') },
  {
    id: 'later',
    command: 'lineup',
    body: { type: 'later' },
    done: 'Moved to the end.',
    tap: 'other',
    may: standby,
  },
  {
    id: 'back',
    command: 'back',
    done: 'Went back.',
    tap: 'other',
    may: (session) => cell('back')(session) && !(standby(session) && session.stage.talk === 0),
  },
  { id: 'take', command: 'take', done: 'Taken over.', may: ({ offer }) => offer !== null },
  {
    id: 'hold-from-sleep',
    command: 'hold-from-sleep',
    done: 'On hold, as it was then.',
    may: ({ slept }) => slept,
  },
  { id: 'reopen', command: 'reopen', done: 'Open again.', tap: 'other', may: cell('reopen') },
  ...[1, 2, 3, 4].map((signal) => ({
    id: `practise${String(signal)}`,
    command: 'practise',
    body: { signal },
    done: 'Shown for practice.',
    may: standby,
  })),
];

export function openButtons(desk: Desk): void {
  for (const { id, command, body = {}, done, tap } of PRESSES)
    part(id).addEventListener('click', () => void desk.press(command, body, done, tap));
  part('mute').addEventListener('click', () => {
    const on = desk.session?.muted !== true;
    void desk.press('mute', { on }, on ? 'Muted.' : 'Sound is on.');
  });
}

/** What cannot be pressed now is dim; pressed all the same, it gets a sentence for an answer. */
export function drawButtons(session: OperatorDocument | undefined): void {
  const mark = (id: string, may: boolean): void => {
    setData(part(id), 'may', may ? 'yes' : 'no');
  };
  for (const { id, may } of PRESSES) mark(id, session !== undefined && may(session));
  mark('mute', session !== undefined);
  if (!session) return;
  setText(part('start'), session.stage.state === 'held' ? 'Go on' : 'Start');
  const mute = part('mute');
  const pressed = String(session.muted);
  if (mute.getAttribute('aria-pressed') !== pressed) mute.setAttribute('aria-pressed', pressed);
}
