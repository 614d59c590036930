/** The operator's screen: draws the session when something on it changes, and turns keys into presses. */
import { NEW_PLAYER, practise, type Player } from '../../protocol/player.ts';
import type { Answer, SessionView, Snapshot } from '../session/types.ts';
import { guard } from './guard.ts';
import { HeldKeys, SETTLES } from './held.ts';
import { Keyboard } from './keyboard.ts';
import { mayRepeat, wishOf, type Wish } from './keys.ts';
import { paintOf, type Paint } from './line.ts';
import { NO_NOTES, read, type Model, type Notes } from './model.ts';
import { untilNextChange } from './next.ts';
import { practiceOf } from './practice.ts';
import { Surface, type Input, type Output } from './surface.ts';
import { sentence, tell } from './tell.ts';
import { draw } from './view.ts';

export interface ScreenOptions {
  readonly input?: Input;
  readonly output?: Output;
  /** The operator wants to quit, or a signal asks the program to end; the screen has to be stopped then. */
  readonly quit?: () => void;
  /** How many ms of the session's clock pass in one of the wall's. */
  readonly speed?: number;
  /** The time of day in ms since 1970. */
  readonly wall?: () => number;
}

/** How long a message stays, and how long a first Ctrl-C waits for the second, in ms. */
const MESSAGE_STAYS = 6000;
const LEAVING_STAYS = 3000;
/** No more drawings than this, whatever a hurried session does. */
const SHORTEST_WAIT = 40;
const LONGEST_WAIT = 60_000;

export class OperatorScreen {
  readonly #session: SessionView;
  readonly #options: ScreenOptions;
  readonly #surface: Surface;
  readonly #keyboard: Keyboard;
  readonly #output: Output;
  readonly #paint: Paint;
  readonly #held = new HeldKeys();
  readonly #releases: (() => void)[] = [];
  #player: Player = NEW_PLAYER;
  #notes: Notes = NO_NOTES;
  #messageUntil = Infinity;
  #leavingUntil = -Infinity;
  /** What the operator sees: presses carry its revision. */
  #shown: Model | undefined;
  #before: Snapshot;
  #drawing: NodeJS.Timeout | undefined;
  #settling: NodeJS.Timeout | undefined;
  #stopped = false;

  /** Takes the terminal over at once. */
  constructor(session: SessionView, options: ScreenOptions = {}) {
    const { input = process.stdin, output = process.stdout } = options;
    this.#session = session;
    this.#options = options;
    this.#output = output;
    this.#before = session.snapshot();
    this.#paint = paintOf(output.getColorDepth?.() ?? 1);
    this.#surface = new Surface(input, output);
    this.#releases.push(
      session.onChange(() => {
        this.#changed();
      }),
      guard({
        give: () => {
          this.stop();
        },
        resumed: () => {
          this.#surface.take();
          this.#draw();
        },
        end: options.quit,
      }),
    );
    output.on('resize', this.#resized).on('drain', this.#draw).on('error', this.#lost);
    this.#surface.take();
    this.#keyboard = new Keyboard(input, {
      key: (name) => {
        this.#key(name);
      },
      focus: (focused) => {
        this.#note({ focused });
      },
      pasted: () => {
        this.#say('Pasted text is left alone: press one key at a time.');
      },
    });
    this.#changed();
    this.#draw();
  }

  /** Gives the terminal back as it was. Does nothing the second time. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#drawing);
    clearTimeout(this.#settling);
    for (const release of this.#releases) release();
    this.#output.removeListener('resize', this.#resized).removeListener('drain', this.#draw);
    this.#keyboard.stop();
    this.#surface.give();
  }

  readonly #resized = (): void => {
    this.#surface.forget();
    this.#draw();
  };

  /** The terminal has gone: the session goes on without this screen. */
  readonly #lost = (): void => {
    this.stop();
  };

  readonly #draw = (): void => {
    clearTimeout(this.#drawing);
    if (this.#stopped || !this.#surface.ready) return;
    const at = performance.now();
    this.#forgetOldNotes(at);
    const { wall = Date.now, speed = 1 } = this.#options;
    const { model, shown } = read(this.#session, this.#player, this.#notes, wall());
    this.#player = shown.player;
    this.#shown = model;
    this.#surface.show(draw(model, this.#surface.width, this.#surface.height, this.#paint));
    const wait = Math.max(SHORTEST_WAIT, untilNextChange(model, shown.next) / speed);
    this.#drawSoon(Math.min(wait, this.#messageUntil - at, this.#waitForLeaving(at), LONGEST_WAIT));
  };

  #drawSoon(wait: number): void {
    clearTimeout(this.#drawing);
    this.#drawing = setTimeout(this.#draw, Math.ceil(Math.max(0, wait)));
  }

  #forgetOldNotes(at: number): void {
    if (at >= this.#messageUntil) {
      this.#messageUntil = Infinity;
      this.#notes = { ...this.#notes, message: undefined };
    }
    if (at >= this.#leavingUntil) this.#notes = { ...this.#notes, leaving: false };
  }

  #waitForLeaving(at: number): number {
    return this.#notes.leaving === true ? this.#leavingUntil - at : Infinity;
  }

  #note(notes: Partial<Notes>): void {
    this.#notes = { ...this.#notes, ...notes };
    this.#drawSoon(0);
  }

  #say(message: string): void {
    this.#messageUntil = performance.now() + MESSAGE_STAYS;
    this.#note({ message });
  }

  #changed(): void {
    const { wall = Date.now } = this.#options;
    const before = this.#before;
    const after = this.#session.snapshot();
    this.#before = after;
    const { unreachedSince = wall() } = this.#notes;
    const moved = before.stage.rev !== after.stage.rev;
    this.#note({
      unreachedSince: after.light.reached ? undefined : unreachedSince,
      ...(moved && { scroll: 0, leaving: false }),
    });
    const told = tell(before, after).map(sentence);
    if (told.length > 0) this.#say(told.join('  '));
  }

  /** A key has arrived: what is shown now is what whoever pressed it saw. */
  #key(name: string): void {
    clearTimeout(this.#settling);
    const seen = this.#shown;
    const wish = seen && wishOf(name, seen.snapshot.stage.state);
    if (!wish) return;
    if (mayRepeat(wish)) {
      this.#carryOut(wish, seen.snapshot);
      return;
    }
    const at = performance.now();
    const verdict = this.#held.arrived(name, at, wish.kind === 'quit');
    if (verdict === 'press') this.#carryOut(wish, seen.snapshot);
    if (verdict !== 'later') return;
    this.#settling = setTimeout(() => {
      this.#held.settled(at);
      this.#carryOut(wish, seen.snapshot);
    }, SETTLES);
  }

  #carryOut(wish: Wish, { stage, muted, programme }: Snapshot): void {
    const { rev } = stage;
    switch (wish.kind) {
      case 'event': {
        this.#ask(this.#session.act({ ...eventOf(wish), rev, by: 'terminal' }));
        return;
      }
      case 'later': {
        this.#ask(this.#session.edit({ type: 'later' }, rev, 'terminal'));
        return;
      }
      case 'mute': {
        this.#ask(this.#session.mute(!muted));
        return;
      }
      case 'practise': {
        this.#ask(this.#session.practise(wish.number), () => {
          const { signal, length } = practiceOf(programme, stage, wish.number);
          if (signal)
            this.#player = practise(this.#player, stage, signal, length, this.#session.now());
        });
        return;
      }
      case 'help': {
        this.#note({ help: !this.#notes.help });
        return;
      }
      case 'scroll': {
        this.#note({ scroll: this.#notes.scroll + wish.by });
        return;
      }
      case 'say': {
        this.#say(wish.sentence);
        return;
      }
      case 'quit': {
        this.#quit(stage.state === 'running' || stage.state === 'held');
        return;
      }
    }
  }

  /** Shows a refusal. What was accepted is told by the change that it makes. */
  #ask(answer: Promise<Answer>, then: () => void = () => undefined): void {
    answer
      .then((given) => {
        if (given.ok) then();
        else this.#say(given.sentence);
        this.#drawSoon(0);
      })
      .catch((error: unknown) => {
        this.#say(`No answer: ${error instanceof Error ? error.message : String(error)}`);
      });
  }

  #quit(during: boolean): void {
    const at = performance.now();
    if (during && at >= this.#leavingUntil) {
      this.#leavingUntil = at + LEAVING_STAYS;
      this.#note({ leaving: true });
      return;
    }
    if (this.#options.quit) this.#options.quit();
    else this.stop();
  }
}

const eventOf = ({ type, amount }: Extract<Wish, { kind: 'event' }>) =>
  amount === undefined ? { type } : { type, amount };
