/** A session without a terminal: one line an event, in plain words. */
import { NEW_PLAYER, play, type Player } from '../../protocol/player.ts';
import { scoreOf } from '../../protocol/programme.ts';
import { cue } from '../../protocol/score.ts';
import { wordOf } from '../../protocol/words/words.ts';
import type { SessionView, Snapshot } from '../session/types.ts';
import { BoundedLines, type LineStream } from '../system/streams.ts';
import { currentEntry } from './model.ts';
import { tell, type Event } from './tell.ts';
import { clean } from './clean.ts';
import { numbered } from './words.ts';
import { HOUR_WIDTH, secondOf } from '../system/time-of-day.ts';

export interface LinesOptions {
  /** How many ms of the session's clock pass in one of the wall's; without it, what the session says. */
  readonly speed?: number;
  /** The time of day in ms since 1970. */
  readonly wall?: () => number;
}

/** `-0:30 taken away`, and a gap. */
const WORD_WIDTH = 18;
const LONGEST_WAIT = 60_000;

/** Prints events to a stream until stopped, or until nobody reads the stream any more. */
export class EventLines {
  readonly #session: SessionView;
  readonly #output: BoundedLines;
  readonly #speed: number;
  readonly #wall: () => number;
  #before: Snapshot;
  #player: Player = NEW_PLAYER;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  readonly #unlisten: () => void;
  readonly #failed = ({ code }: NodeJS.ErrnoException): void => {
    // Whoever read the lines has gone: the session goes on without them. A disk may have room again.
    if (code !== 'ENOSPC' && code !== 'EDQUOT') this.stop();
  };

  constructor(session: SessionView, output: LineStream, options: LinesOptions = {}) {
    this.#session = session;
    this.#output = new BoundedLines(output);
    this.#speed = options.speed ?? session.snapshot().speed ?? 1;
    this.#wall = options.wall ?? Date.now;
    this.#before = session.snapshot();
    output.on('error', this.#failed);
    this.#unlisten = session.onChange(() => {
      this.#follow();
    });
    const first = currentEntry(this.#before);
    if (first) this.#print({ word: 'next', text: numbered(first, this.#before.entries) });
    // What was wrong before anybody listened.
    for (const event of tell({ ...this.#before, warnings: [] }, this.#before, session.now()))
      this.#print(event);
    this.#follow();
  }

  /** Stops printing. The stream stays open; a write of its own that fails later stays harmless. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#unlisten();
  }

  #follow(): void {
    if (this.#stopped) return;
    const after = this.#session.snapshot();
    const before = this.#before;
    this.#before = after;
    for (const event of tell(before, after, this.#session.now())) this.#print(event);
    this.#playOn(after);
  }

  /** Follows the score, for the lines about its cues, and comes back at the next of them. */
  #playOn(snapshot: Snapshot): void {
    const { programme, stage, entries } = snapshot;
    const now = this.#session.now();
    const shown = play(this.#player, { programme, stage, level: 'off' }, now);
    this.#player = shown.player;
    const score = scoreOf(programme, stage);
    const entry = currentEntry(snapshot);
    for (const { cue: number, changeover } of shown.cues)
      if (score && entry && number > 0 && !changeover)
        this.#print({
          word: clean(wordOf(cue(score, number).phase)),
          text: numbered(entry, entries),
        });
    clearTimeout(this.#timer);
    if (shown.next === undefined) return;
    const wait = Math.ceil(Math.min((shown.next - now) / this.#speed, LONGEST_WAIT));
    this.#timer = setTimeout(
      () => {
        this.#follow();
      },
      Math.max(1, wait),
    );
  }

  #print({ word, text }: Event): void {
    if (this.#stopped) return;
    const lineOf = (what: string, said: string): string =>
      `${secondOf(this.#wall()).padStart(HOUR_WIDTH + 3)}  ${what.padEnd(WORD_WIDTH)}${said}`;
    this.#output.write(lineOf(word, text), (count) =>
      lineOf(
        'notice',
        `${String(count)} ${count === 1 ? 'line was' : 'lines were'} skipped: the output was not read`,
      ),
    );
  }
}
