/** What happened besides the talks: links, lights, sleeps, restarts. Bounded, whatever a journal holds. */
import { duration, formatDuration } from '../../protocol/time.ts';
import type { Line } from '../journal/journal.ts';
import type { EventLine } from '../session/written-lines.ts';
import type { Incident } from './report.ts';

/** As many as anybody reads. */
const MOST = 300;
const MOST_LIGHTS = 20;

export class Incidents {
  /** Moments are places on the session's line. */
  readonly all: Incident[] = [];
  readonly lights: string[] = [];
  more = 0;
  #boot: number | undefined;
  #reached = true;

  add(incident: Incident): void {
    if (this.all.length < MOST) this.all.push(incident);
    else this.more += 1;
  }

  /** A line of another kind, told at a moment while a talk was on, or none. */
  take(line: Line, at: number, open: number | undefined): void {
    const { type, text, slept, counted, on } = line;
    const talk = open === undefined ? {} : { talk: open };
    if (type === 'link' && typeof text === 'string') {
      this.add({ at, kind: this.#kindOf(line, text), text, ...talk });
    } else if (type === 'sleep' && typeof slept === 'number') {
      const length = lengthOf(slept);
      const what =
        counted === true ? 'and the talk’s clock went on' : 'and the talk was paused from then';
      this.add({ at, kind: 'sleep', text: `the computer slept ${length}, ${what}`, ...talk });
    } else if (type === 'mute') {
      this.add({
        at,
        kind: 'sound',
        text: on === true ? 'sound muted' : 'sound on again',
        ...talk,
      });
    } else if (type === 'notice' && typeof text === 'string') {
      this.add({ at, kind: 'notice', text, ...talk });
    }
  }

  /** Another run of the program goes on with the session. */
  resumed(at: number, since: number, ending: string | undefined, open: number | undefined): void {
    const talk = open === undefined ? {} : { talk: open };
    const gap = lengthOf(Math.max(0, at - since));
    if (ending === undefined)
      this.add({
        at: since,
        kind: 'cut off',
        text: 'the last line before Claplight was cut off',
        ...talk,
      });
    this.add({ at, kind: 'resumed', text: `went on after ${gap}`, ...talk });
  }

  light({ light }: Line): void {
    if (typeof light !== 'string' || this.lights.includes(light)) return;
    if (this.lights.length < MOST_LIGHTS) this.lights.push(light);
  }

  /** The podium tells the number of its boot: another one than before means that it was started anew. */
  podium({ podium, alone }: EventLine, at: number, open: number | undefined): void {
    if (podium === undefined || alone === true) return;
    const talk = open === undefined ? {} : { talk: open };
    if (this.#boot !== undefined && this.#boot !== podium)
      this.add({ at, kind: 'podium started', text: 'the podium restarted', ...talk });
    this.#boot = podium;
  }

  /** Older journals have the sentence alone. */
  #kindOf({ reached }: Line, text: string): Incident['kind'] {
    const is = typeof reached === 'boolean' ? reached : !text.includes('out of reach');
    const was = this.#reached;
    this.#reached = is;
    if (was === is) return 'light';
    return is ? 'link found' : 'link lost';
  }
}

const lengthOf = (ms: number): string => formatDuration(duration(Math.round(ms / 1000) * 1000));
