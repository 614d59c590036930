/**
 * A podium with our firmware keeps the time; the host follows by offset. While the podium is out of
 * reach the host goes on with the last known clock, and they meet again when it is back.
 */
import type { Push } from '../../protocol/codec.ts';
import type { Programme } from '../../protocol/programme.ts';
import {
  REFUSALS,
  type Outcome,
  type Placement,
  type Refusal,
  type Stage,
  type StageEvent,
} from '../../protocol/stage.ts';
import type { Duration, Instant } from '../../protocol/time.ts';
import type { Clock } from '../clock.ts';
import type { Happening, KnownPodium, Resume, Timekeeper } from '../session/timekeeper.ts';
import type { Light } from '../session/types.ts';
import { Alone } from './alone.ts';
import { Follower, OPENING_PLACE } from './follower.ts';
import { LinkLost, PodiumRefusal, type PodiumLink } from './link.ts';
import { joined, type LogPart } from './log.ts';
import { Podium, type Boot } from './podium.ts';
import { meetAgain } from './meeting.ts';
import { stageAt } from './reunion.ts';

const TRUTHS = { '=': 'sure', '~': 'estimated', '!': 'power-lost' } as const;

export class PodiumTimekeeper implements Timekeeper {
  programme: Programme = { talks: [], scores: [] };
  /** The link is lost: whoever opens ports may look for the podium again. */
  onLost: () => void = () => undefined;
  readonly #name: Pick<Light, 'kind' | 'name'>;
  readonly #podium: Podium;
  readonly #far: Follower;
  #link: PodiumLink;
  /** While the podium is out of reach. */
  #alone: Alone | undefined;
  #muted = false;
  #tell: (happening: Happening) => void = () => undefined;
  #untold: Happening[] | undefined = [];

  private constructor(link: PodiumLink, clock: Clock, name: Pick<Light, 'kind' | 'name'>) {
    this.#link = link;
    this.#name = name;
    this.#podium = new Podium(link, clock);
    this.#far = new Follower(this.#podium, (happening) => {
      this.#say(happening);
    });
  }

  /** Greets the podium and reads where it stands. Throws LinkLost, or an Error for another protocol. */
  static async greet(
    link: PodiumLink,
    clock: Clock,
    name: Pick<Light, 'kind' | 'name'>,
  ): Promise<PodiumTimekeeper> {
    const keeper = new PodiumTimekeeper(link, clock, name);
    await keeper.#meet(link);
    return keeper;
  }

  get stage(): Stage {
    return this.#alone?.stage ?? this.#far.stage;
  }

  get light(): Light {
    return { ...this.#name, reached: !this.#alone, truth: TRUTHS[this.#far.truth] };
  }

  get boot(): number | undefined {
    return this.#podium.boot;
  }

  now(): Instant {
    return this.#podium.now();
  }

  /** Happenings from before there was a listener are told first. */
  listen(tell: (happening: Happening) => void): void {
    this.#tell = tell;
    const untold = this.#untold ?? [];
    this.#untold = undefined;
    for (const happening of untold) tell(happening);
  }

  async act(event: StageEvent): Promise<Outcome> {
    try {
      if (this.#alone) return this.#actAlone(this.#alone, event);
      await this.#podium.act(event, event.rev ?? this.stage.rev);
      await this.#far.follow();
      return { accepted: true, stage: this.stage };
    } catch (error) {
      if (error instanceof LinkLost && this.#alone) return this.#actAlone(this.#alone, event);
      if (!(error instanceof PodiumRefusal) || !isRefusal(error.code)) throw error;
      if (error.code === 'stale') await this.#far.follow();
      return { accepted: false, reason: error.code };
    }
  }

  /**
   * Begins a session: the programme is loaded and the stage is at its opening. With `resume` an older
   * session goes on, and the podium is met as one that was out of reach meanwhile.
   */
  async begin(programme: Programme, resume?: Resume): Promise<void> {
    this.programme = programme;
    if (resume?.podium) await this.#goOn(programme, resume, resume.podium);
    else {
      await this.#far.putInto(programme, () => resume?.place() ?? OPENING_PLACE);
      this.#say({ kind: 'stage' });
    }
  }

  async #goOn(programme: Programme, resume: Resume, known: KnownPodium): Promise<void> {
    const now = this.now();
    this.#far.programme = programme;
    this.#far.stage = stageAt(known.place(), known.rev, now);
    this.#alone = new Alone(stageAt(resume.place(), known.rev, now), resume.alone);
    const boot = this.#podium.since(known.boot);
    const unheard = this.#podium.after(boot === 'power' ? 0 : known.rev, now - known.heardAgo());
    const sentence = await this.#reunite(boot, unheard);
    if (sentence !== undefined) this.#sayLight(`is back${sentence}`);
  }

  async load(programme: Programme, talk: number): Promise<void> {
    try {
      if (!this.#alone) await this.#far.load(programme, talk);
    } catch (error) {
      if (!(error instanceof LinkLost)) throw error;
    }
    this.programme = programme;
    this.#alone?.load(talk);
    this.#say({ kind: 'stage' });
  }

  async put(place: Placement): Promise<void> {
    if (this.#alone) this.#alone.put(place, this.now());
    else {
      await this.#podium.put(place, this.stage.rev);
      await this.#far.ask();
    }
    this.#say({ kind: 'stage' });
  }

  practise(score: number, cue: number, length: Duration): Promise<boolean> {
    const s = Math.max(1, Math.min(10, Math.round(length / 1000)));
    return this.#podium.practise(score, cue, s).then(
      () => true,
      () => false,
    );
  }

  async mute(on: boolean): Promise<void> {
    this.#muted = on;
    // Out of reach, it is told when it is back.
    await this.#podium.mute(on).catch(ignore);
  }

  close(): Promise<void> {
    this.#podium.close();
    return Promise.resolve();
  }

  /** Goes on with a podium that was out of reach, on a port opened anew. Throws LinkLost. */
  async meetAgain(link: PodiumLink): Promise<void> {
    const sentence = await this.#meet(link);
    this.#sayLight(`is back${sentence ?? ''}`);
  }

  async #meet(link: PodiumLink): Promise<string | undefined> {
    this.#link = link;
    link.onPush((push) => {
      this.#pushed(push);
    });
    const boot = await this.#podium.meet(link);
    this.#podium.onLost((reason) => {
      if (!this.#alone) this.#sayLight(`is out of reach: ${reason.message}`);
      this.#alone ??= new Alone(this.#far.stage);
      this.onLost();
    });
    const sentence = await this.#reunite(boot);
    if (this.#muted) await this.#podium.mute(true);
    return sentence;
  }

  /** Finds out who moved on, and brings both to one stage. */
  async #reunite(boot: Boot | 'new', unheard?: LogPart): Promise<string | undefined> {
    const told = await this.#podium.stage();
    const news = await this.#podium.news();
    const alone = this.#alone;
    if (!alone || boot === 'new') {
      this.#far.adopt(told);
      return undefined;
    }
    const { sentence } = await meetAgain({
      podium: this.#podium,
      far: this.#far,
      alone,
      programme: () => this.programme,
      boot,
      told,
      log: unheard ? joined(unheard, news) : news,
      together: () => {
        this.#alone = undefined;
      },
    });
    this.#say({ kind: 'stage' });
    await this.#far.follow();
    return sentence;
  }

  #pushed(push: Push): void {
    if (this.#podium.isNewBoot(push)) void this.#wasReset();
    else if (push.name === 'press' && push.values.result !== 'ok') {
      const { event: type, result: reason } = push.values;
      this.#say({ kind: 'refused', type, reason, at: this.now() });
    } else if (!this.#alone && (push.name !== 'beat' || push.values.rev !== this.stage.rev))
      this.#far.follow().catch(ignore);
  }

  /** On the same port: another program opened it, somebody pressed the board's reset, the power went. */
  async #wasReset(): Promise<void> {
    this.#podium.wasReset();
    this.#alone ??= new Alone(this.#far.stage);
    try {
      const sentence = await this.#reunite(await this.#podium.meet(this.#link));
      this.#sayLight(`is back${sentence ?? ' after a reset'}`);
    } catch {
      // Reset once more, or gone: on another link it is met again.
      this.onLost();
    }
  }

  readonly #actAlone = (alone: Alone, event: StageEvent): Outcome =>
    alone.act(event, this.now(), this.programme, (happening) => this.#say(happening));

  readonly #sayLight = (text: string): void =>
    this.#say({ kind: 'light', text: `${this.#name.name} ${text}` });

  #say(happening: Happening): void {
    if (this.#untold) this.#untold.push(happening);
    else this.#tell(happening);
  }
}

const isRefusal = (code: string): code is Refusal => (REFUSALS as readonly string[]).includes(code);
/** A link that is lost is told by its own listener. */
const ignore = (_error: unknown): void => undefined;
