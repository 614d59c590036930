/** The operator's screen: drawn when something on it changes, and never on a fast timer. */
import { NEW_PLAYER, type Player } from '../../protocol/player.ts';
import type { SessionView, Snapshot } from '../session/types.ts';
import { guard } from './terminal-guard.ts';
import { Keyboard } from './keyboard.ts';
import { paintOf, type Paint } from './line.ts';
import { read, type Model } from './model.ts';
import { untilNextChange } from './next.ts';
import { MESSAGE_STAYS, NotePad } from './notes.ts';
import { PhoneCodes, type Phones } from './phones.ts';
import { Presses } from './presses.ts';
import { Surface, type Input, type Output } from './surface.ts';
import { sentence, tell, type Event } from './tell.ts';
import { draw } from './view.ts';

export interface ScreenOptions {
  readonly input?: Input;
  readonly output?: Output;
  /** The operator wants to quit, or a signal asks the program to end. The screen is stopped by then. */
  readonly quit?: (signal?: NodeJS.Signals) => void;
  /** How many ms of the session's clock pass in one of the wall's; without it, what the session says. */
  readonly speed?: number;
  /** Sentences about the session, made each time they are shown: the light that was found and why, addresses. */
  readonly about?: () => readonly string[];
  /** Where the page of all screens is. */
  readonly screens?: (() => string) | undefined;
  /** The web server, for a phone that becomes a second operator's screen. */
  readonly phones?: Phones | undefined;
  /** The time of day in ms since 1970. */
  readonly wall?: () => number;
}

/** Drawn no more often than this (ms), whatever a hurried session does. */
const SHORTEST_WAIT = 40;
const LONGEST_WAIT = 60_000;

export class OperatorScreen {
  readonly #session: SessionView;
  readonly #surface: Surface;
  readonly #keyboard: Keyboard;
  readonly #presses: Presses;
  readonly #output: Output;
  readonly #paint: Paint;
  readonly #speed: number;
  readonly #wall: () => number;
  readonly #quit: () => void;
  readonly #about: () => readonly string[];
  readonly #notes = new NotePad();
  readonly #phones: PhoneCodes;
  readonly #releases: (() => void)[] = [];
  #player: Player = NEW_PLAYER;
  #shown: Model | undefined;
  #before: Snapshot;
  #drawing: NodeJS.Timeout | undefined;
  #stopped = false;
  /** Until when what is said first is read, by the monotonic clock. */
  readonly #firstRead = performance.now() + MESSAGE_STAYS;

  /** Takes the terminal over at once. */
  constructor(session: SessionView, options: ScreenOptions = {}) {
    const { input = process.stdin, output = process.stdout, quit } = options;
    this.#session = session;
    this.#output = output;
    this.#speed = options.speed ?? session.snapshot().speed ?? 1;
    this.#wall = options.wall ?? Date.now;
    this.#quit = quit ?? ((): void => undefined);
    this.#before = session.snapshot();
    this.#paint = paintOf(output.getColorDepth?.() ?? 1);
    this.#surface = new Surface(input, output, this.#draw);
    this.#phones = new PhoneCodes(options.phones);
    this.#presses = this.#makePresses();
    this.#releases.push(
      session.onChange(this.#changed),
      guard({ give: this.#stop, resumed: this.#resumed, end: quit }),
    );
    output.on('resize', this.#resized).on('error', this.#stop);
    this.#surface.take();
    this.#keyboard = this.#makeKeyboard(input);
    this.#about = options.about ?? ((): readonly string[] => []);
    const about = this.#about();
    const screens = options.screens?.().replace(/^http:\/\//, '');
    this.#notes.note({ about, screens });
    if (about[0] !== undefined) this.#say(about[0]);
    this.#changed();
    this.#draw();
  }

  /** Gives the terminal back as it was. Does nothing the second time. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#drawing);
    for (const release of this.#releases) release();
    // A terminal that has gone may still tell so: the listener for errors stays.
    this.#output.removeListener('resize', this.#resized);
    this.#presses.stop();
    this.#keyboard.stop();
    this.#surface.give();
  }

  readonly #stop = (): void => {
    this.stop();
  };

  /** Somebody else has had the terminal, after Ctrl-Z or a stop. */
  readonly #resumed = (): void => {
    this.#surface.take();
    this.#draw();
  };

  readonly #resized = (): void => {
    this.#surface.forget();
    this.#draw();
  };

  readonly #draw = (): void => {
    clearTimeout(this.#drawing);
    if (this.#stopped || !this.#surface.ready) return;
    const at = performance.now();
    const { model, shown } = read(this.#session, this.#player, this.#notes.notes(at), this.#wall());
    this.#player = shown.player;
    this.#shown = model;
    this.#presses.shows(model.snapshot);
    this.#surface.show(draw(model, this.#surface.width, this.#surface.height, this.#paint));
    const wait = Math.max(SHORTEST_WAIT, untilNextChange(model, shown.next) / this.#speed);
    this.#drawIn(Math.min(wait, this.#notes.untilNextChange(at), LONGEST_WAIT));
  };

  /** Draws after `wait` ms; at once after everything that happens now has happened. */
  #drawIn(wait: number): void {
    clearTimeout(this.#drawing);
    if (!this.#stopped) this.#drawing = setTimeout(this.#draw, Math.ceil(Math.max(0, wait)));
  }

  #say(message: string): void {
    this.#notes.say(message, performance.now());
    this.#drawIn(0);
  }

  readonly #changed = (): void => {
    const before = this.#before;
    const after = this.#session.snapshot();
    this.#before = after;
    const { unreachedSince = this.#wall() } = this.#notes.notes(performance.now());
    this.#notes.note({ unreachedSince: after.light.reached ? undefined : unreachedSince });
    if (before.stage.rev !== after.stage.rev) {
      this.#notes.note({ scroll: 0 });
      this.#notes.stays();
    }
    const events = tell(before, after, this.#session.now());
    const told = events.map(sentence);
    if (told.length > 0) this.#tell(events, told);
    this.#drawIn(0);
  };

  /** A notice that comes with the first picture waits until that has been read. */
  #tell(events: readonly Event[], sentences: readonly string[]): void {
    const wait = this.#firstRead - performance.now();
    if (wait <= 0 || events.some(({ word }) => word !== 'notice')) {
      this.#say(sentences.join('  '));
      return;
    }
    const timer = setTimeout(() => {
      this.#say(sentences.join('  '));
    }, wait);
    this.#releases.push(() => {
      clearTimeout(timer);
    });
  }

  #makeKeyboard(input: Input): Keyboard {
    return new Keyboard(input, {
      key: (name, text) => {
        // Nobody presses a key for the code but to see the next one: all others want the light back.
        if (name !== 'c') this.#notes.showCode(undefined, performance.now());
        this.#presses.key(name, text);
        this.#drawIn(0);
      },
      focus: (focused) => {
        this.#notes.note({ focused });
        this.#drawIn(0);
      },
      pasted: (text) => {
        if (!this.#presses.pasted(text)) this.#say('Paste ignored: press one key at a time.');
      },
    });
  }

  #makePresses(): Presses {
    const notes = (): Model['notes'] => this.#notes.notes(performance.now());
    return new Presses(this.#session, {
      seen: () => this.#shown?.snapshot,
      say: (text) => {
        this.#say(text);
      },
      overlay: (what) => {
        // What opens a page opens it once: each time there is another, and Esc closes it.
        const close = notes().overlay === what && what === 'help';
        const overlay = close ? undefined : what;
        if (overlay === 'about') this.#notes.note({ about: this.#about() });
        this.#notes.note({ overlay });
        this.#drawIn(0);
      },
      close: () => {
        const open = notes().overlay !== undefined;
        this.#notes.note({ overlay: undefined });
        this.#drawIn(0);
        return open;
      },
      scroll: (by) => {
        const most = this.#before.entries.length;
        const scroll = Math.max(-most, Math.min(notes().scroll + by, most));
        this.#notes.note({ scroll });
        this.#drawIn(0);
      },
      lineup: (lineup) => {
        this.#notes.note({ lineup, scroll: 0 });
        this.#drawIn(0);
      },
      telling: (telling) => {
        this.#notes.note({ telling });
        this.#drawIn(0);
      },
      code: () => {
        const at = performance.now();
        const told = this.#phones.code(at, notes().code !== undefined);
        if (this.#phones.onlyHere) this.#notes.note({ about: this.#about(), overlay: 'about' });
        if (typeof told === 'string') this.#say(told);
        else this.#notes.showCode(told, at);
        this.#drawIn(0);
      },
      token: () => {
        this.#say(this.#phones.newToken());
        // Where the pages are now stands there whole.
        if (this.#phones.open) this.#notes.note({ about: this.#about(), overlay: 'about' });
      },
      quit: (during) => {
        const leave = !during || this.#notes.leaves(performance.now());
        this.#drawIn(0);
        if (!leave) return;
        this.stop();
        this.#quit();
      },
    });
  }
}
