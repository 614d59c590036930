/**
 * Keeps host and podium at one stage: follows what the podium says, goes on alone while it is out of
 * reach, and finds out who moved on when they meet again.
 */
import { stageAt } from '../../protocol/placement.ts';
import type { Push } from '../../protocol/codec.ts';
import type { Programme } from '../../protocol/programme.ts';
import type { Stage } from '../../protocol/stage.ts';
import type { Clock } from '../system/host-clock.ts';
import { TooLarge, type Happening, type KnownPodium, type Resume } from '../session/timekeeper.ts';
import { Unreachable } from './unreachable.ts';
import { Follower } from './follower.ts';
import { PodiumRefusal, type LinkLost, type PodiumLink } from './podium-link.ts';
import { joined, type LogPart } from './podium-log.ts';
import { Announced } from './announced.ts';
import { meetAgain } from './reconcile.ts';
import { Podium, type Boot } from './podium.ts';

export interface Surroundings {
  /** The session's, which may be edited at any time. */
  readonly programme: () => Programme;
  readonly say: (happening: Happening) => void;
  /** For operators: goes on after the light's name. */
  readonly sayLight: (text: string) => void;
  /** The link is lost: whoever opens ports may look for the podium again. */
  readonly lost: () => void;
}

export class Contact {
  readonly podium: Podium;
  readonly far: Follower;
  readonly announced: Announced;
  /** While the podium is out of reach. */
  alone: Unreachable | undefined;
  readonly #around: Surroundings;
  #link: PodiumLink;
  #doubted = false;
  #said = '';
  #meeting: Promise<unknown> = Promise.resolve();

  constructor(link: PodiumLink, clock: Clock, around: Surroundings) {
    this.#link = link;
    this.#around = around;
    this.podium = new Podium(link, clock);
    this.far = new Follower(this.podium, around.say);
    this.announced = new Announced(around.programme);
    this.podium.onNew(() => void this.#doubt());
  }

  get stage(): Stage {
    return this.alone?.stage ?? this.far.stage;
  }

  /** Meets the podium on a port opened anew; gives what there is to say. Throws LinkLost. */
  async meet(link: PodiumLink): Promise<string | undefined> {
    this.#link = link;
    link.onPush((push) => {
      this.#pushed(push);
    });
    return this.#inTurn(async () => {
      const boot = await this.podium.meet(link);
      this.podium.onLost((reason) => {
        this.#lost(reason);
      });
      return this.#reunite(boot);
    });
  }

  /** Meets a podium that may have gone on with `held` while no host was there. Throws LinkLost. */
  async goOn(held: Programme, resume: Resume, known: KnownPodium): Promise<void> {
    const now = this.podium.now();
    this.far.programme = held;
    this.announced.resume(resume.place(), resume.shown ?? 0);
    this.far.stage = stageAt(known.place(), known.rev, now);
    this.alone = new Unreachable(stageAt(resume.place(), known.rev, now), resume.alone);
    const boot = this.podium.since(known.boot);
    const unheard = this.podium.after(boot === 'power' ? 0 : known.rev, now - known.heardAgo());
    const sentence = await this.#inTurn(() => this.#reunite(boot, unheard));
    if (sentence !== undefined) this.#around.sayLight(`is back${sentence}`);
  }

  /** Resolves when no meeting is going on, however it ended. */
  async met(): Promise<void> {
    await this.#meeting;
  }

  #lost(reason: LinkLost): void {
    const reached = !this.alone;
    // Whoever is told looks at once.
    this.alone ??= new Unreachable(this.far.stage);
    if (reached) this.#around.sayLight(`is out of reach: ${reason.message}`);
    this.#around.lost();
  }

  /** One meeting at a time: what tells of a reset may come in the middle of one. */
  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#meeting.then(run);
    this.#meeting = result.catch(ignore);
    return result;
  }

  /** Finds out who moved on, and brings both to one stage. */
  async #reunite(boot: Boot | 'new', unheard?: LogPart): Promise<string | undefined> {
    const { podium, far, alone, announced } = this;
    const told = await podium.stage(far.programme);
    const news = await podium.news();
    if (!alone || boot === 'new') {
      far.adopt(told);
      return undefined;
    }
    const log = unheard ? joined(unheard, news) : news;
    const { programme, say } = this.#around;
    const together = (): void => {
      this.alone = undefined;
    };
    try {
      const meeting = { podium, far, alone, announced, programme, boot, told, log, together };
      const { sentence } = await meetAgain(meeting);
      say({ kind: 'stage' });
      await far.follow();
      return sentence;
    } catch (error) {
      if (error instanceof TooLarge) this.#sayOnce(error.message);
      // Somebody pressed the button in between.
      if (!isStale(error)) throw error;
      return this.#reunite(boot, log);
    }
  }

  /** Whoever opens ports tries again and again. */
  #sayOnce(why: string): void {
    if (this.#said !== why) this.#around.sayLight(`cannot go on: ${why}`);
    this.#said = why;
  }

  /** Whether there is a session, and nothing in doubt. */
  get #follows(): boolean {
    return this.#around.programme().talks.length > 0 && !this.alone && !this.#doubted;
  }

  #pushed(push: Push): void {
    if (this.podium.startedAnew(push)) void this.#doubt();
    else if (push.name === 'press' && push.values.result !== 'ok') {
      const { event: type, result: reason } = push.values;
      this.#around.say({ kind: 'refused', type, reason, at: this.podium.now() });
    } else if (this.#follows && (push.name !== 'beat' || this.podium.lacks(push.values.newest)))
      this.far.follow().catch(ignore);
  }

  /** It may have been started anew; what tells so may come more than once. */
  async #doubt(): Promise<void> {
    if (this.#doubted) return;
    this.#doubted = true;
    await this.#inTurn(async () => {
      if (await this.podium.isNew()) await this.#wasReset();
    }).catch(ignore);
    this.#doubted = false;
  }

  /** On the same port: another program opened it, somebody pressed the board's reset, the power went. */
  async #wasReset(): Promise<void> {
    const { sayLight, lost } = this.#around;
    this.podium.wasReset();
    // What is read of its log at this moment counts, and is not to be forgotten.
    await this.far.idle();
    this.alone ??= new Unreachable(this.far.stage);
    sayLight('restarted');
    try {
      const sentence = await this.#reunite(await this.podium.meet(this.#link));
      sayLight(`is back${sentence ?? ' after a reset'}`);
    } catch {
      // Reset once more, or gone: on another link it is met again.
      lost();
    }
  }
}

export const isStale = (error: unknown): boolean =>
  error instanceof PodiumRefusal && error.refusal === 'stale';

/** A link that is lost is told by its own listener. */
const ignore = (_error: unknown): void => undefined;
