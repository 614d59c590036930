/**
 * The operator's buttons. Each has a place of its own and one meaning; Start and Finish share the big
 * one's, which rests after any event, so that a doubled press on Start never finishes.
 */
import { TECHNICAL_PAUSE } from '../../protocol/message-texts.ts';
import { STARTED_AGO, TABLE, type Cell, type State } from '../../protocol/stage.ts';
import type { Desk, Tap } from './operator-model.ts';
import type { OperatorDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import { closeMore } from './more-sheet.ts';

interface Press {
  readonly id: string;
  readonly command: string;
  readonly body?: object;
  readonly done: string | ((session: OperatorDocument | undefined) => string);
  readonly tap?: Tap;
  /** Why it cannot be pressed now; undefined where it can. */
  readonly why: (session: OperatorDocument) => string | undefined;
}

const OVER = 'The session is over: reopen it first.';
const OFFLINE = 'Offline: buttons are disabled.';
const NO_TALK = 'No talk is on.';
const BETWEEN = 'That is for the time between talks.';

/** Why the stage takes no such event now, in words for each state. */
const stage =
  (event: keyof typeof TABLE, words: Readonly<Partial<Record<State, string>>>): Press['why'] =>
  ({ stage: { state } }) => {
    const row: Readonly<Partial<Record<State, Cell>>> = TABLE[event];
    return row[state] === undefined ? (words[state] ?? 'Not now.') : undefined;
  };
const between: Press['why'] = ({ stage: { state } }) =>
  state === 'standby' ? undefined : state === 'closed' ? OVER : BETWEEN;
const noTalk = { standby: NO_TALK, closed: OVER } as const;
const whyNoPause = stage('hold', {
  held: 'The talk is paused: the big button resumes it.',
  closed: OVER,
});

const PRESSES: readonly Press[] = [
  {
    id: 'start',
    command: 'start',
    done: (session) => (session?.stage.state === 'held' ? 'Goes on.' : 'Started.'),
    tap: 'big',
    why: stage('start', { running: 'The talk is on.', closed: OVER }),
  },
  { id: 'finish', command: 'finish', done: 'Finished.', tap: 'big', why: stage('finish', noTalk) },
  {
    id: 'finish-paused',
    command: 'finish',
    done: 'Finished.',
    tap: 'big',
    why: ({ stage: { state } }) =>
      state === 'held' ? undefined : 'Only in a pause: else the big button finishes.',
  },
  {
    id: 'undo',
    command: 'undo',
    done: 'Undone.',
    tap: 'other',
    why: ({ undo }) => (undo ? undefined : 'There is nothing to undo.'),
  },
  ...STARTED_AGO.map((ago) => ({
    id: `ago${String(ago / 1000)}`,
    command: 'start',
    body: { ago },
    done: `Started ${String(ago / 1000)} s ago.`,
    tap: 'big' as const,
    why: between,
  })),
  ...[
    [-30, '−0:30 taken away.'],
    [30, '+0:30 added.'],
    [60, '+1:00 added.'],
  ].map(([s, done]) => ({
    id: `grant${String(s)}`,
    command: 'grant',
    body: { amount: Number(s) * 1000 },
    done: String(done),
    tap: 'other' as const,
    why: stage('grant', { standby: 'Time is added while a talk is on.', closed: OVER }),
  })),
  {
    id: 'skip',
    command: 'skip',
    done: (session) =>
      session && session.stage.talk + 1 >= session.talks.length
        ? 'No-show: that was the last talk.'
        : 'No-show: the next one is up.',
    tap: 'other',
    why: between,
  },
  {
    id: 'later',
    command: 'lineup',
    body: { type: 'later' },
    done: 'Moved to the end.',
    tap: 'other',
    why: between,
  },
  {
    id: 'back',
    command: 'back',
    done: (session) =>
      session?.stage.state === 'running' || session?.stage.state === 'held'
        ? 'Back to the start: Start begins it again.'
        : 'Back to the previous talk.',
    tap: 'other',
    why: ({ stage: { state, talk } }) =>
      state === 'standby' && talk === 0 ? 'This is the first talk.' : undefined,
  },
  {
    id: 'take',
    command: 'take',
    done: 'The new lineup is used.',
    why: ({ offer }) => (offer === null ? 'The lineup has not changed.' : undefined),
  },
  {
    id: 'hold-from-sleep',
    command: 'hold-from-sleep',
    done: 'Paused, as it was then.',
    why: ({ slept }) => (slept ? undefined : 'The signal is over.'),
  },
  ...(['reopen', 'reopen-now'] as const).map((id) => ({
    id,
    command: 'reopen',
    done: 'Open again.',
    tap: id === 'reopen' ? ('other' as const) : ('big' as const),
    why: stage('reopen', { standby: 'It is open.', running: 'It is open.', held: 'It is open.' }),
  })),
  ...[1, 2, 3, 4].map((signal) => ({
    id: `practise${String(signal)}`,
    command: 'practise',
    body: { signal },
    done: 'Shown for practice.',
    why: between,
  })),
];

/** Between talks the pause is one of the room: a message, and a changeover that accuses nobody. */
export const isTechnicalPause = ({ stage: { state }, messages }: OperatorDocument): boolean =>
  state === 'standby' && messages.room === TECHNICAL_PAUSE;

async function pause(desk: Desk, session: OperatorDocument): Promise<void> {
  if (session.stage.state === 'standby') {
    const over = isTechnicalPause(session);
    const body = { to: 'room', text: over ? '' : TECHNICAL_PAUSE };
    await desk.press(
      'message',
      body,
      over ? 'The pause is over.' : 'The room reads: technical pause.',
    );
  } else await desk.press('hold', {}, 'Paused.', 'other');
}

/** Says why not, or does it. */
function ifAble(desk: Desk, why: Press['why'], act: () => Promise<unknown>): void {
  // Where nothing fresh is shown, the press itself says so.
  const reason = desk.shown && why(desk.shown);
  if (reason === undefined) void act();
  else desk.say(reason);
}

const whyNoHold: Press['why'] = (session) =>
  session.stage.state === 'standby' ? undefined : whyNoPause(session);

export function openButtons(desk: Desk): void {
  for (const { id, command, body = {}, done, tap, why } of PRESSES)
    part(id).addEventListener('click', () => {
      ifAble(desk, why, async () => {
        const said = typeof done === 'string' ? done : done(desk.session);
        const { ok } = await desk.press(command, body, said, tap);
        if (ok && command !== 'practise') closeMore();
      });
    });
  part('hold').addEventListener('click', () => {
    const { session } = desk;
    if (session) ifAble(desk, whyNoHold, () => pause(desk, session));
  });
  part('mute').addEventListener('click', () => {
    const on = desk.session?.muted !== true;
    void desk.press('mute', { on }, on ? 'Muted.' : 'Sound is on.');
  });
}

/** What cannot be pressed now is dim, in its place, and says why. */
export function drawButtons(session: OperatorDocument | undefined): void {
  const mark = (id: string, why: Press['why']): void => {
    const reason = session ? why(session) : OFFLINE;
    const button = part(id);
    setData(button, 'may', reason === undefined ? 'yes' : 'no');
    if (
      button.getAttribute('aria-disabled') === String(reason !== undefined) &&
      button.title === (reason ?? '')
    )
      return;
    button.setAttribute('aria-disabled', String(reason !== undefined));
    button.title = reason ?? '';
  };
  for (const { id, why } of PRESSES) mark(id, why);
  mark('hold', whyNoHold);
  mark('mute', () => undefined);
  if (!session) return;
  const { state } = session.stage;
  part('start').hidden = state === 'running' || state === 'closed';
  part('reopen-now').hidden = state !== 'closed';
  part('finish').hidden = state !== 'running';
  setText(part('start'), state === 'held' ? 'Go on' : 'Start');
  const begun = state === 'running' || state === 'held';
  setText(part('back'), begun ? 'Restart (false start)' : 'Previous');
  press('mute', session.muted);
  press('hold', state === 'held' || isTechnicalPause(session));
}

function press(id: string, on: boolean): void {
  const button = part(id);
  if (button.getAttribute('aria-pressed') !== String(on))
    button.setAttribute('aria-pressed', String(on));
}
