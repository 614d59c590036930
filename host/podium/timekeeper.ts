/**
 * A podium with our firmware keeps the time; the host follows by offset. While the podium is out of
 * reach the host goes on with the last known clock, and they meet again when it is back.
 */
import type { Push } from '../../protocol/codec.ts';
import type { Programme } from '../../protocol/programme.ts';
import {
  OPENING,
  REFUSALS,
  type Outcome,
  type Placement,
  type Refusal,
  type Stage,
  type StageEvent,
} from '../../protocol/stage.ts';
import type { Duration, Instant } from '../../protocol/time.ts';
import type { Clock } from '../clock.ts';
import type { Happening, Timekeeper } from '../session/timekeeper.ts';
import type { Light } from '../session/types.ts';
import { Alone } from './alone.ts';
import { Follower, OPENING_PLACE } from './follower.ts';
import { LinkLost, PodiumRefusal, type PodiumLink } from './link.ts';
import { isEvent } from './log.ts';
import { Podium, type Boot } from './podium.ts';
import { placeOf, verdictOf } from './reunion.ts';

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
   * session goes on: where the podium is if it still plays this programme, else where `resume` says.
   */
  async begin(programme: Programme, resume?: () => Placement): Promise<void> {
    const goesOn = resume && this.#podium.holds(programme) && this.#far.truth === '=';
    this.programme = programme;
    if (goesOn) this.#far.programme = programme;
    else await this.#far.putInto(programme, () => resume?.() ?? OPENING_PLACE);
    this.#say({ kind: 'stage' });
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
  async #reunite(boot: Boot | 'new'): Promise<string | undefined> {
    const far = this.#far;
    const told = await this.#podium.stage();
    const { entries, gap } = await this.#podium.news();
    const alone = this.#alone;
    if (!alone || boot === 'new') {
      far.adopt(told);
      return undefined;
    }
    const verdict = verdictOf({
      boot,
      gap,
      sameProgramme: this.#podium.holds(far.programme),
      podium: entries.flatMap(({ kind }) => (isEvent(kind) ? [kind] : [])),
      host: alone.events,
    });
    if (verdict.winner === 'host') await this.#putPodium(alone);
    else {
      if (boot === 'power') far.stage = { ...OPENING, talk: far.stage.talk };
      const sure = far.take(entries, verdict.winner === 'agree' ? alone.events.length : 0);
      // What it tells of itself is better than what was followed across a reset.
      if (!sure || gap || (boot !== 'same' && far.stage.rev === told.stage.rev)) far.adopt(told);
      far.truth = told.truth;
      this.#alone = undefined;
      if (!this.#podium.holds(this.programme))
        await far.load(this.programme, far.talkIn(this.programme));
    }
    this.#say({ kind: 'stage' });
    await far.follow();
    return verdict.sentence;
  }

  async #putPodium(alone: Alone): Promise<void> {
    let done;
    do {
      done = alone.events.length;
      await this.#far.putInto(this.programme, () => placeOf(alone.stage, this.now()));
      // What was done here in these milliseconds counts too.
    } while (alone.events.length !== done);
    this.#alone = undefined;
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
