/** Plays a script of events on the image and on its TypeScript twin, and says how they differ. */
import type { Programme } from '../../protocol/programme.ts';
import { OLDEST_MOMENT, type StageEvent } from '../../protocol/stage.ts';
import { instant } from '../../protocol/time.ts';
import type { Act } from '../support/arbitraries.ts';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import type { DigitModule } from '../../protocol/digits.ts';
import { plugIn } from '../support/digits-on-board.ts';
import { ImageBoard, type Edge } from '../support/image-board.ts';
import { Twin, type TwinEdge } from './twin.ts';

/** Lamps and buzzer may differ by so much, in ms. */
const TOLERANCE = 2;
/** Two presses so close to the end of the guard may be answered either way. */
const GUARD_EDGE = 5;

/** Sentences about every difference; none when image and twin agree. */
export function differences(
  programme: Programme,
  script: readonly Act[],
  { after = 70_000, digits = 'none' }: { after?: number; digits?: DigitModule } = {},
): string[] {
  const board = new ImageBoard();
  board.run(100);
  board.values('set', { name: 'lamps', value: 15 });
  if (digits !== 'none') plugIn(digits, board);
  board.load(programme);
  const { rev } = board.values('stage', {});
  board.values('put', { rev, state: 'standby', talk: 0, elapsed: null, granted: 0 });
  board.run(3000); // Onsets of the start are forgotten.
  const clock = new ClockReader(board);
  const from = board.edges.length - 1;
  // What is read later is only what is new.
  const { clock: put } = board.log().findLast(({ kind }) => kind === 'put') ?? { clock: 0 };
  const stage = board.values('stage', {});
  const twin = new Twin(programme, 'quiet', stage.clock - 2000, stage.rev);
  twin.stage = { ...twin.stage, moment: instant(put) };
  const told: string[] = [];

  const cuesFrom = board.pushes.length;
  for (const [i, { wait, event, ago }] of script.entries()) {
    board.run(wait);
    const differs = differsAt(`act ${String(i)} (${event.type})`, board, twin, event, ago, clock);
    // Answered either way, so that nobody knows where it went on.
    if (!differs) return told;
    told.push(...differs);
    if (told.length > 0) return told;
  }
  board.run(after);
  twin.passTo(clock.now());
  const cues = board.pushes
    .slice(cuesFrom)
    .flatMap((push) => (push.name === 'cue' ? [push.values] : []));
  told.push(...differentCues(cues, twin));
  told.push(...differentEdges(board.edges.slice(from), twin.edges, clock));
  return told;
}

/** The podium's clock at cycles of the emulator, from one reading. */
class ClockReader {
  readonly #board: ImageBoard;
  readonly #zero: number;

  constructor(board: ImageBoard) {
    this.#board = board;
    const asked = board.uno.cycles;
    const { clock, us } = board.values('time', {});
    const heard = asked + (13 * 10 * CYCLES_PER_MS * 1000) / 57_600;
    this.#zero = heard - (clock + us / 1000) * CYCLES_PER_MS;
  }

  at(cycle: number): number {
    return (cycle - this.#zero) / CYCLES_PER_MS;
  }

  now(): number {
    return this.at(this.#board.uno.cycles);
  }
}

function differsAt(
  where: string,
  board: ImageBoard,
  twin: Twin,
  event: StageEvent,
  ago: number | undefined,
  clock: ClockReader,
): string[] | undefined {
  const { rev, changed } = twin.stage;
  const asked = clock.now();
  const { type, amount = 0 } = event;
  const moment = ago === undefined ? undefined : Math.max(0, Math.floor(asked) - ago);
  const outcome =
    type === 'grant'
      ? board.outcome(type, { rev, amount: amount / 1000 })
      : board.outcome(type, { rev, ...(moment === undefined ? {} : { clock: moment }) });
  const at = outcome !== 'ok' ? asked + 3 : moment === undefined ? momentOf(board) : toldOf(board);
  if (moment !== undefined && onEdge(moment, at, twin)) return undefined;
  if (outcome !== 'ok' && changed !== null && Math.abs(at - changed - 2000) < GUARD_EDGE) return [];
  const timed = moment === undefined ? event : { ...event, moment: instant(moment) };
  const expected = twin.event(timed, at);
  if (outcome !== expected) return [`${where}: the image says ${outcome}, the twin ${expected}`];
  const stage = board.values('stage', {});
  const seen = [stage.rev, stage.state, stage.talk, stage.granted * 1000].join(' ');
  const wanted = [twin.stage.rev, twin.stage.state, twin.stage.talk, twin.stage.granted].join(' ');
  return seen === wanted ? [] : [`${where}: the image is at ${seen}, the twin at ${wanted}`];
}

/** Whether a moment is so near to where it would be refused that it may be answered either way. */
const onEdge = (moment: number, at: number, { stage }: Twin): boolean =>
  [at, at - OLDEST_MOMENT, stage.moment ?? NaN].some(
    (edge) => Math.abs(moment - edge) < GUARD_EDGE,
  );

/** The podium's clock when it told of its last event, whenever that was. */
function toldOf(board: ImageBoard): number {
  const push = board.pushes.findLast(({ name }) => name === 'stage');
  if (push?.name !== 'stage') throw new Error('no stage was told');
  return push.values.clock;
}

/** The podium's clock when it accepted its last event. */
function momentOf(board: ImageBoard): number {
  const event = board.log().findLast(({ kind }) => kind !== 'cue');
  if (!event) throw new Error('no event is in the log');
  return event.clock;
}

interface CueSeen {
  readonly talk: number;
  readonly score: number;
  readonly cue: number;
  readonly position: number;
}

function differentCues(seen: readonly CueSeen[], twin: Twin): string[] {
  // The first cue of the twin is the one it began with.
  const wanted = twin.cues.slice(1);
  const told = (cue: { talk: number; changeover: boolean; cue: number }): string =>
    `${String(cue.talk)}/${cue.changeover ? 'changeover' : 'talk'}/${String(cue.cue)}`;
  const a = seen.map((cue) => told({ ...cue, changeover: cue.score === 0 }));
  const b = wanted.map(told);
  if (a.join(' ') !== b.join(' '))
    return [`cues: the image ${a.join(' ')}, the twin ${b.join(' ')}`];
  return seen.flatMap(({ position }, i) => {
    const other = wanted[i]?.position ?? NaN;
    return Math.abs(position - other) <= TOLERANCE
      ? []
      : [`cue ${a[i] ?? ''}: the image at ${String(position)}, the twin at ${String(other)}`];
  });
}

function differentEdges(
  edges: readonly Edge[],
  wanted: readonly TwinEdge[],
  clock: ClockReader,
): string[] {
  const look = ({ lamps, buzzer }: Pick<Edge, 'lamps' | 'buzzer'>): string =>
    `${String(lamps)}${buzzer ? '+' : ''}`;
  const count = Math.max(edges.length, wanted.length);
  for (let i = 1; i < count; i++) {
    const [a, b] = [edges[i], wanted[i]];
    if (!a || !b || look(a) !== look(b) || Math.abs(clock.at(a.cycle) - b.ms) > TOLERANCE)
      return [
        `edge ${String(i)}: the image ${a ? `${look(a)} at ${clock.at(a.cycle).toFixed(1)}` : 'has none'}, the twin ${b ? `${look(b)} at ${String(b.ms)}` : 'has none'}`,
      ];
  }
  return [];
}
