/** Tells other machines by OSC what the light shows: on change, what is left each second, and all of it now and then. */
import type { OscMessageInput } from 'osc-min';
import { stateDocument } from '../session/state-document.ts';
import type { SessionView } from '../session/types.ts';

const SECOND = 1000;
/** UDP loses packets, and panels are switched on late: after so many seconds all is told again. */
const AGAIN = 5;
/** In ms; a session in a hurry has shorter seconds, but tells no more often. */
const LEAST_WAIT = 50;

export class OscTeller {
  readonly #session: SessionView;
  readonly #send: (message: OscMessageInput) => void;
  readonly #stop: () => void;
  /** What was told last, by address. */
  readonly #told = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #seconds = 0;

  constructor(session: SessionView, send: (message: OscMessageInput) => void) {
    this.#session = session;
    this.#send = send;
    this.#stop = session.onChange(() => {
      this.#tell(false);
    });
    this.#second();
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  /** When the seconds on screens change, what is told does. */
  #second(): void {
    const left = this.#tell(this.#seconds % AGAIN === 0, true);
    this.#seconds += 1;
    const speed = this.#session.snapshot().speed ?? 1;
    const rest = left === undefined ? SECOND : (((left % SECOND) + SECOND) % SECOND || SECOND) + 1;
    this.#timer = setTimeout(
      () => {
        this.#second();
      },
      Math.max(LEAST_WAIT, rest / speed),
    ).unref();
  }

  /** Tells what changed, or all of it; `ticks`: also what is left. Gives what is left of a running talk, in ms. */
  #tell(all: boolean, ticks = false): number | undefined {
    const document = stateDocument(this.#session.snapshot(), this.#session.now(), false);
    const { state, position, length, over, text, signal, speaker } = document;
    const on = state === 'running' || state === 'held';
    const left = length - position;
    this.#say('state', all, string(state));
    this.#say('phase', all, string(signal.phase));
    this.#say('speaker', all, string(speaker ?? ''));
    this.#say('lamps', all, string(signal.lamps.join(' ')));
    this.#say('over', all, integer(on && over ? 1 : 0));
    const words = on ? `${over ? '+' : ''}${text}` : '';
    this.#say(
      'left',
      all || (ticks && on),
      integer(on ? Math.ceil(left / SECOND) : 0),
      string(words),
    );
    return state === 'running' ? left : undefined;
  }

  #say(name: string, again: boolean, ...args: OscArg[]): void {
    const json = JSON.stringify(args);
    if (!again && this.#told.get(name) === json) return;
    this.#told.set(name, json);
    this.#send({ address: `/claplight/${name}`, args });
  }
}

/** OSC's numbers are floats unless somebody says so. */
type OscArg =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'integer'; readonly value: number };

const string = (value: string): OscArg => ({ type: 'string', value });
const integer = (value: number): OscArg => ({ type: 'integer', value });
