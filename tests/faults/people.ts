/** Those who press: an MC at the box, an operator at the laptop. */
import type { EventName, State } from '../../protocol/stage.ts';
import { duration, seconds } from '../../protocol/time.ts';
import type { Answer, Edit, Entry } from '../../host/session/types.ts';
import type { Talk } from '../../host/lineup/lineup.ts';
import type { Dice } from './dice.ts';
import type { Hall } from './hall.ts';

/** Something that was asked of the host, and its answer if there was one. */
export interface Asked {
  readonly what: EventName | Edit['type'];
  /** The speaker who was added. */
  readonly speaker?: string;
  readonly at: number;
  answer?: Answer;
  answeredAt?: number;
}

export interface Pressed {
  /** When the button was let go. */
  readonly at: number;
  readonly long: boolean;
}

/** What operators wish for in a state, the likelier the more often. */
const WISHES: Readonly<Record<State, readonly EventName[]>> = {
  standby: ['start', 'start', 'start', 'start', 'go', 'skip', 'back', 'undo'],
  running: ['finish', 'finish', 'go', 'hold', 'grant', 'undo', 'back'],
  held: ['start', 'start', 'go', 'finish', 'grant'],
  closed: ['reopen'],
};

export class People {
  readonly asked: Asked[] = [];
  readonly pressed: Pressed[] = [];
  readonly #hall: Hall;
  readonly #dice: Dice;
  readonly #editing: boolean;
  #added = 0;

  /** `editing`: the lineup is changed in every way, whatever is on, and many do not come at first. */
  constructor(hall: Hall, dice: Dice, editing: boolean) {
    this.#hall = hall;
    this.#dice = dice;
    this.#editing = editing;
  }

  /** Somebody presses something that makes sense to them, on the box or at the laptop. */
  act(): void {
    const { closed, state } = this.#hall;
    if (closed) return;
    const box = this.#hall.light === 'podium' && this.#dice.chance(0.4);
    if (box || state === undefined) {
      if (this.#hall.light === 'podium') this.#press(this.#dice.chance(0.2));
      return;
    }
    if (this.#editing && this.#dice.chance(0.5)) this.#edit(state);
    else if (this.#dice.chance(0.08)) this.#add();
    else this.#ask(this.#dice.oneOf(WISHES[state]));
  }

  #press(long: boolean): void {
    const { world } = this.#hall;
    const length = long ? 1300 : 150;
    if (!world.powered) return;
    world.press(length);
    this.pressed.push({ at: world.now + length, long });
  }

  #ask(what: EventName): void {
    const { session } = this.#hall.host ?? {};
    if (!session) return;
    const asked: Asked = { what, at: this.#hall.world.now };
    this.asked.push(asked);
    const amount = what === 'grant' ? { amount: seconds(this.#dice.oneOf([30, 60, -30])) } : {};
    const { rev } = session.snapshot().stage;
    this.#note(asked, session.act({ type: what, rev, by: 'terminal', ...amount }));
  }

  #add(): void {
    const { session } = this.#hall.host ?? {};
    if (!session) return;
    this.#added += 1;
    const speaker = `Guest ${String(this.#added)}`;
    const asked: Asked = { what: 'add', speaker, at: this.#hall.world.now };
    this.asked.push(asked);
    const talk = {
      speaker,
      title: 'Just came up',
      duration: duration(this.#dice.draw(20, 40) * 1000),
    };
    const { rev } = session.snapshot().stage;
    this.#note(asked, session.edit({ type: 'add', talk }, rev, 'terminal'));
  }

  /** Brings back whoever did not come, or puts the talks to come into another order. */
  #edit(state: State): void {
    const { session } = this.#hall.host ?? {};
    if (!session) return;
    const { entries, stage } = session.snapshot();
    const missed = entries.filter(({ status }) => status === 'missed');
    if (state === 'standby' && this.#dice.chance(0.5)) this.#ask('skip');
    else {
      const edit = this.#editOf(entries, missed);
      const asked: Asked = { what: edit.type, at: this.#hall.world.now };
      this.asked.push(asked);
      this.#note(asked, session.edit(edit, stage.rev, 'terminal'));
    }
  }

  #editOf(entries: readonly Entry[], missed: readonly Entry[]): Edit {
    const one = (): number => this.#dice.oneOf(entries).id;
    const some = (): Talk => ({
      speaker: `Guest ${String((this.#added += 1))}`,
      title: 'Just came up',
      duration: duration(this.#dice.draw(20, 40) * 1000),
    });
    if (missed.length > 0 && this.#dice.chance(0.6))
      return { type: 'call', id: this.#dice.oneOf(missed).id };
    switch (this.#dice.draw(1, 6)) {
      case 1:
        return { type: 'move', id: one(), before: one() };
      case 2:
        return { type: 'swap', id: one(), with: one() };
      case 3:
        return { type: 'remove', id: one() };
      case 4:
        return { type: 'add', talk: some(), next: true };
      case 5:
        return { type: 'paste', talks: [some(), some()], replace: true };
      default:
        return { type: 'later' };
    }
  }

  #note(asked: Asked, answer: Promise<Answer>): void {
    const { host } = this.#hall;
    const answered = (got: Answer): void => {
      // A host that was killed answers nobody.
      if (this.#hall.host !== host) return;
      asked.answer = got;
      asked.answeredAt = this.#hall.world.now;
    };
    answer.then(answered, () => undefined);
  }
}
