/**
 * A podium with our firmware keeps the time; the host follows by offset. While the podium is out of
 * reach the host goes on with the last known clock, and they meet again when it is back.
 */
import type { Programme } from '../../protocol/programme.ts';
import type { Outcome, Placement, Stage, StageEvent } from '../../protocol/stage.ts';
import type { Duration, Instant } from '../../protocol/time.ts';
import type { Clock } from '../system/host-clock.ts';
import type { Happening, Resume, Timekeeper } from '../session/timekeeper.ts';
import type { ClockError } from '../session/measures.ts';
import type { Light } from '../session/types.ts';
import type { Place } from './announced.ts';
import type { Unreachable } from './unreachable.ts';
import { Contact, isStale } from './contact.ts';
import { OPENING_PLACE } from './follower.ts';
import { LinkLost, PodiumRefusal, type PodiumLink } from './podium-link.ts';
import { Announcer } from './announcer.ts';

const TRUTHS = { '=': 'sure', '~': 'estimated', '!': 'power-lost' } as const;

export class PodiumTimekeeper implements Timekeeper {
  programme: Programme = { talks: [], scores: [] };
  /** The link is lost: whoever opens ports may look for the podium again. */
  onLost: () => void = () => undefined;
  /** What is on it besides lamps. */
  digits: Light['digits'];
  readonly #name: Pick<Light, 'kind' | 'name'>;
  readonly #contact: Contact;
  readonly #teller = new Announcer();
  #trim: number | undefined;

  private constructor(link: PodiumLink, clock: Clock, name: Pick<Light, 'kind' | 'name'>) {
    this.#name = name;
    this.#contact = new Contact(link, clock, {
      programme: () => this.programme,
      say: this.#say,
      sayLight: this.#sayLight,
      lost: () => {
        this.onLost();
      },
    });
  }

  /** Greets the podium and reads where it stands. Throws LinkLost, or OtherPodium. */
  static async greet(
    link: PodiumLink,
    clock: Clock,
    name: Pick<Light, 'kind' | 'name'>,
  ): Promise<PodiumTimekeeper> {
    const keeper = new PodiumTimekeeper(link, clock, name);
    await keeper.#contact.meet(link);
    await keeper.#readTrim(link);
    return keeper;
  }

  get stage(): Stage {
    return this.#contact.stage;
  }

  get light(): Light {
    const { alone, far } = this.#contact;
    const { digits } = this;
    return { ...this.#name, reached: !alone, truth: TRUTHS[far.truth], ...(digits && { digits }) };
  }

  get boot(): number | undefined {
    return this.#contact.podium.boot;
  }

  get clockError(): ClockError {
    return this.#contact.podium.clockError;
  }

  get trim(): number | undefined {
    return this.#trim;
  }

  now(): Instant {
    return this.#contact.podium.now();
  }

  listen(tell: (happening: Happening) => void): void {
    this.#teller.listen(tell);
  }

  async act(event: StageEvent): Promise<Outcome> {
    const contact = this.#contact;
    const { alone, podium, far } = contact;
    if (alone) return this.#actAlone(alone, event);
    try {
      await podium.act(event, event.rev ?? this.stage.rev);
      // It took the event and started anew: what it did is told when they have met.
      if (contact.alone) await contact.met();
      if (contact.alone) return this.#actAlone(contact.alone, event);
      await far.follow();
      return { accepted: true, stage: this.stage };
    } catch (error) {
      if (error instanceof LinkLost && contact.alone) return this.#actAlone(contact.alone, event);
      const reason = error instanceof PodiumRefusal ? error.refusal : undefined;
      if (!reason) throw error;
      if (reason === 'stale') await far.follow();
      return { accepted: false, reason };
    }
  }

  /**
   * Begins a session: the programme is loaded and the stage is at its opening. With `resume` an older
   * session goes on, and the podium is met as one that was out of reach meanwhile: it holds `held`, whatever
   * was edited since.
   */
  async begin(programme: Programme, resume?: Resume, held = programme): Promise<void> {
    this.programme = programme;
    if (resume?.podium) await this.#contact.goOn(held, resume, resume.podium);
    else {
      const { announced } = this.#contact;
      await this.#insist(programme, () => {
        const place = resume?.place() ?? OPENING_PLACE;
        announced.resume(place, resume?.shown ?? 0);
        return { ...place, quiet: announced.quietIn(place) };
      });
      this.#say({ kind: 'stage' });
    }
  }

  async load(programme: Programme, talk: number): Promise<void> {
    const { alone, far } = this.#contact;
    try {
      if (!alone) await far.load(programme, talk);
    } catch (error) {
      if (!(error instanceof LinkLost)) throw error;
    }
    this.programme = programme;
    this.#contact.alone?.load(talk);
    this.#contact.announced.adopt(this.stage);
    this.#say({ kind: 'stage' });
  }

  async put(place: Placement): Promise<void> {
    const { alone, podium, far } = this.#contact;
    if (alone) alone.put(place, this.now());
    else {
      await podium.put(place, this.stage.rev);
      await far.ask();
    }
    this.#say({ kind: 'stage' });
  }

  practise(score: number, cue: number, length: Duration): Promise<boolean> {
    return this.#contact.podium.practise(score, cue, length);
  }

  async mute(on: boolean): Promise<void> {
    // Out of reach, it is told when it is back.
    await this.#contact.podium.mute(on).catch(() => undefined);
  }

  get jumps(): number {
    return this.#contact.podium.jumps;
  }

  awake(): Promise<void> {
    return this.#contact.podium.awake();
  }

  woke(): void {
    this.#contact.podium.woke();
  }

  close(): Promise<void> {
    this.#contact.podium.close();
    return Promise.resolve();
  }

  /** Goes on with a podium that was out of reach, on a port opened anew. Throws LinkLost. */
  async meetAgain(link: PodiumLink): Promise<void> {
    const sentence = await this.#contact.meet(link);
    await this.#readTrim(link);
    this.#sayLight(`is back${sentence ?? ''}`);
  }

  /** Of the podium that is met now: it may be another board. */
  async #readTrim(link: PodiumLink): Promise<void> {
    this.#trim = (await link.request('get', { name: 'trim' })).value;
  }

  /** Puts the stage somewhere, whatever the button does meanwhile. */
  async #insist(programme: Programme, place: () => Place): Promise<void> {
    const { far } = this.#contact;
    await far.ask();
    await far.putInto(programme, place).catch((error: unknown) => {
      if (!isStale(error)) throw error;
      return this.#insist(programme, place);
    });
  }

  readonly #actAlone = (alone: Unreachable, event: StageEvent): Outcome =>
    alone.act(event, this.now(), this.programme, this.#say);

  readonly #sayLight = (text: string): void => {
    this.#say({ kind: 'light', text: `${this.#name.name} ${text}` });
  };

  readonly #say = (happening: Happening): void => {
    this.#contact.announced.heard(happening);
    this.#teller.say(happening);
  };
}
