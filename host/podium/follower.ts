/** Keeps up with a podium that is within reach: its stage, its truth, and the programme it holds. */
import { placeOf } from '../../protocol/placement.ts';
import { OPENING, type Stage } from '../../protocol/stage.ts';
import { instant } from '../../protocol/time.ts';
import type { Programme } from '../../protocol/programme.ts';
import type { Happening } from '../session/timekeeper.ts';
import { followLog } from './follow.ts';
import type { LogEntry } from './podium-log.ts';
import type { Place } from './announced.ts';
import type { Podium, Told } from './podium.ts';

/** Where a session begins. */
export const OPENING_PLACE = placeOf(OPENING, instant(0));

export class Follower {
  /** As far as its log was read. */
  stage: Stage = OPENING;
  truth: Told['truth'] = '=';
  /** What it was last loaded with by this host. */
  programme: Programme = { talks: [], scores: [] };
  readonly #podium: Podium;
  readonly #say: (happening: Happening) => void;
  #reading: Promise<void> | undefined;
  #readAgain = false;

  constructor(podium: Podium, say: (happening: Happening) => void) {
    this.#podium = podium;
    this.#say = say;
  }

  /** Reads the log to its end. Calls while it reads make it read once more. Throws LinkLost. */
  follow(): Promise<void> {
    this.#readAgain = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Resolves when nothing is being read, however that ended. */
  async idle(): Promise<void> {
    await this.#reading?.catch(() => undefined);
  }

  /** Asks for the stage where no log leads to it. */
  async ask(): Promise<void> {
    this.adopt(await this.#podium.stage(this.programme));
  }

  adopt({ stage, truth }: Told): void {
    this.stage = stage;
    this.truth = truth;
  }

  /** Puts a programme in force; `talk` is the index in it of the talk where the stage is. */
  async load(programme: Programme, talk: number): Promise<void> {
    // A no-show that is brought back right away changes where the stage is, and nothing else.
    if (!this.#podium.holds(programme) || this.stage.talk !== talk) {
      await this.#podium.load(programme, this.stage.rev, talk);
      await this.ask();
    }
    this.programme = programme;
  }

  /**
   * Loads the programme where it is missing, and sets the stage: `place` is asked as late as may be.
   * Throws TooLarge, or a PodiumRefusal, `stale`, where the podium has moved on from the stage that is known.
   */
  async putInto(programme: Programme, place: () => Place): Promise<void> {
    if (!this.#podium.holds(programme)) {
      await this.#podium.checkRoom(programme);
      // A talk may be on, which the new programme lacks.
      if (this.stage.state !== 'standby' && !this.#podium.empty) await this.#put(OPENING_PLACE);
      await this.load(programme, 0);
    }
    this.programme = programme;
    await this.#put(place());
  }

  /** Index in an edited programme of the talk where the podium is, in the one that it holds. */
  talkIn({ talks }: Programme): number {
    const id = this.programme.talks[this.stage.talk]?.id;
    const found = talks.findIndex((talk) => talk.id === id);
    return found < 0 ? Math.min(this.stage.talk, talks.length) : found;
  }

  async #put(place: Place): Promise<void> {
    await this.#podium.put(place, this.stage.rev);
    await this.ask();
  }

  /**
   * Takes the steps of some entries and tells them, all but the first `known` events. False where they
   * lead to no stage that is known.
   */
  take(entries: readonly LogEntry[], known = 0): boolean {
    const talks = this.programme.talks.length;
    const { stage, happenings, sure } = followLog(this.stage, entries, talks, this.#podium.mine);
    this.stage = stage;
    let event = 0;
    for (const happening of happenings)
      if (happening.kind !== 'event' || ++event > known) this.#say(happening);
    return sure;
  }

  async #read(): Promise<void> {
    while (this.#readAgain) {
      this.#readAgain = false;
      const { entries, gap } = await this.#podium.news();
      // It was started anew, which is for others to find out.
      if (gap && (await this.#podium.isNew())) return;
      const before = this.stage.rev;
      const sure = this.take(entries);
      if (gap || !sure || (this.truth !== '=' && this.stage.rev !== before)) await this.ask();
      if (gap || !sure) this.#say({ kind: 'stage' });
    }
  }
}
