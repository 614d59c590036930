/** The committed image in the emulator, as a driver of scenarios. */
import type { Programme } from '../../protocol/programme.ts';
import { SOUND_LEVELS, type SoundLevel } from '../../protocol/signal.ts';
import type { Placement, Refusal, StageEvent, State } from '../../protocol/stage.ts';
import type { Duration } from '../../protocol/time.ts';
import type { Driver, Look } from './driver.ts';
import { ImageBoard, type Edge } from './image-board.ts';

/** What the podium says of itself is on the wire for so long, in ms. */
const TOLD_WITHIN = 15;
/** What is seen is told so much later, in ms, so that an event that was late makes nothing early. */
const LAG = 25;

export class ImageDriver implements Driver {
  readonly tolerance = 2 * LAG + 2;
  readonly #board = new ImageBoard();
  readonly #base: number;
  #now = 0;
  #seen = 0;

  constructor(programme: Programme, level: SoundLevel = 'quiet') {
    const board = this.#board;
    board.run(100);
    const lamps = programme.scores.some(({ cues }) => cues.some(({ signal }) => signal.lamps >= 8));
    board.values('set', { name: 'lamps', value: lamps ? 15 : 7 });
    board.values('set', { name: 'sound', value: SOUND_LEVELS.indexOf(level) });
    board.load(programme);
    board.run(TOLD_WITHIN);
    this.#put({ state: 'standby', talk: 0, elapsed: null, granted: 0 as Duration });
    board.run(3000);
    this.#base = board.uno.ms;
  }

  at(ms: number): void {
    if (ms < this.#now) throw new RangeError(`${String(ms)} ms is past`);
    this.#now = ms;
  }

  event({ type, amount = 0 as Duration }: StageEvent): 'ok' | Refusal {
    this.#reach(this.#now);
    const rev = this.#rev();
    const outcome =
      type === 'grant'
        ? this.#board.outcome(type, { rev, amount: amount / 1000 })
        : this.#board.outcome(type, { rev });
    return outcome as 'ok' | Refusal;
  }

  put(place: Placement): void {
    this.#reach(this.#now);
    this.#put(place);
  }

  practise(score: number, cue: number, length: Duration): void {
    this.#reach(this.#now);
    this.#board.values('practise', { score, cue, length: length / 1000 });
  }

  look(): Look {
    this.#reach(this.#now + TOLD_WITHIN);
    const { lamps, buzzer } = this.#edgeAt(this.#base + this.#now - LAG);
    const stage = this.#board.pushes.findLast((push) => push.name === 'stage')?.values;
    const cue = this.#board.pushes.findLast((push) => push.name === 'cue')?.values.cue ?? 0;
    const state: State = stage?.state ?? 'standby';
    return { state, talk: stage?.talk ?? 0, lamps, buzzer, cue: state === 'closed' ? 0 : cue };
  }

  #reach(ms: number): void {
    const ahead = this.#base + ms - this.#board.uno.ms;
    if (ahead > 0) this.#board.run(ahead);
  }

  /** What was shown at a moment of the emulator; moments are asked for in order. */
  #edgeAt(ms: number): Pick<Edge, 'lamps' | 'buzzer'> {
    const { edges } = this.#board;
    const cycle = ms * 16_000;
    while ((edges[this.#seen + 1]?.cycle ?? Infinity) <= cycle) this.#seen += 1;
    return edges[this.#seen] ?? { lamps: 0, buzzer: false };
  }

  #rev(): number {
    return this.#board.pushes.findLast((push) => push.name === 'stage')?.values.rev ?? 0;
  }

  #put({ state, talk, elapsed, granted }: Placement): void {
    this.#board.values('put', { rev: this.#rev(), state, talk, elapsed, granted: granted / 1000 });
  }
}
