/** The podium at the other end of a link: what it is asked and told, on the session's clock. */
import { encodeRequest, type Push, type ReplyValues } from '../../protocol/codec.ts';
import type { Programme } from '../../protocol/programme.ts';
import type { Stage, StageEvent } from '../../protocol/stage.ts';
import { duration, type Duration, type Instant } from '../../protocol/time.ts';
import { TAG_LIMIT } from '../../protocol/wire.ts';
import type { ClockError } from '../session/measures.ts';
import type { Clock } from '../system/host-clock.ts';
import type { Place } from './announced.ts';
import { ClockProbe, takes } from './clock-probe.ts';
import { stageFrom } from './follow.ts';
import type { LinkLost, PodiumLink } from './podium-link.ts';
import { crcOf, loadProgramme } from './load-programme.ts';
import { checkRoom } from './room.ts';
import { beyond, readLog, type LogPart } from './podium-log.ts';

/** Whether it has started anew since this host met it, and how. */
export type Boot = 'same' | 'reset' | 'power';

/** Revisions of so many own requests are remembered, to tell them from the button's. */
const REMEMBERED = 64;

export interface Told {
  readonly stage: Stage;
  readonly truth: ReplyValues<'stage'>['truth'];
}

export class Podium {
  /** Revisions that this host's own requests led to. */
  readonly mine = new Set<number>();
  readonly #probe: ClockProbe;
  #link: PodiumLink;
  #boot: number | undefined;
  #cold = false;
  #muted = false;
  /** What its log had when this host met it first. */
  #first: LogPart | undefined;
  #programme = '';
  #logged = 0;

  constructor(link: PodiumLink, clock: Clock) {
    this.#link = link;
    this.#probe = new ClockProbe(clock);
  }

  /** Number of its boot, once it was met. */
  get boot(): number | undefined {
    return this.#boot;
  }

  now(): Instant {
    return this.#probe.now();
  }

  get clockError(): ClockError {
    return { ppm: this.#probe.drift, uncertainty: this.#probe.uncertainty };
  }

  /** Whether it holds any programme. */
  get empty(): boolean {
    return this.#programme === '0000';
  }

  holds(programme: Programme): boolean {
    return this.#programme === crcOf(programme);
  }

  /** Another port, or the same after a reset; `new` at the first meeting. Throws LinkLost, or OtherPodium. */
  async meet(link: PodiumLink): Promise<Boot | 'new'> {
    this.#link = link;
    await link.request('hello', {});
    const { boot, why, programme } = await link.request('boot', {});
    const before = this.#boot;
    this.#boot = boot;
    this.#cold = why === 'cold';
    const started = this.since(before);
    this.#programme = programme;
    if (started !== 'same') this.#probe.wasReset();
    // A podium that lost its power counts its log and its revisions anew.
    if (started === 'power') {
      this.#logged = 0;
      this.mine.clear();
    }
    await this.#probe.start(link);
    // Its silence ends with its boot.
    if (this.#muted) await link.request('mute', { on: 1 });
    return before === undefined ? 'new' : started;
  }

  /** How it started since it had that number of boot. */
  since(boot: number | undefined): Boot {
    if (boot === this.#boot) return 'same';
    return this.#cold ? 'power' : 'reset';
  }

  /** What its log had at the first meeting beyond a revision, and beyond a moment of its clock. */
  after(rev: number, clock: number): LogPart {
    return beyond(this.#first ?? { entries: [], last: 0, gap: false }, rev, clock);
  }

  /** Whether it says, in one of the lines of which each may be lost, that it was started anew. */
  startedAnew = ({ values, name }: Push): boolean =>
    this.#boot !== undefined &&
    (name === 'claplight' ||
      (name === 'boot' && values.boot !== this.#boot) ||
      (name === 'stage' && values.truth !== '='));

  /** Whether it was started anew since this host met it. Throws LinkLost. */
  async isNew(): Promise<boolean> {
    const { boot } = await this.#link.request('boot', {});
    return boot !== this.#boot;
  }

  /** Called when its clock went back, and it was started anew indeed. */
  onNew(listener: () => void): void {
    this.#probe.onDoubt = () => {
      this.isNew().then(
        (isNew) => {
          if (isNew) listener();
          else this.#probe.allowBack(this.#link);
        },
        () => undefined,
      );
    };
  }

  wasReset(): void {
    this.#probe.wasReset();
  }

  /** Whether its log has what was not read yet: a push that told of it was lost. */
  lacks(newest: number): boolean {
    return newest !== this.#logged;
  }

  /** What its log has since it was last read. */
  async news(): Promise<LogPart> {
    const part = await readLog(this.#link, this.#logged);
    this.#logged = part.last;
    const boot = part.entries.findLastIndex(({ kind }) => kind === 'boot');
    const entries = part.entries.map((entry, i) => ({
      ...entry,
      clock: this.#probe.at(entry.clock, i < boot),
    }));
    const news = { ...part, entries };
    this.#first ??= news;
    return news;
  }

  /**
   * `programme` is the one that it should hold; where it does and tells of a talk that is not in it,
   * nothing that it says can be trusted. Throws LinkLost.
   */
  async stage(programme: Programme): Promise<Told> {
    const values = await this.#link.request('stage', {});
    const last = programme.talks.length - (values.state === 'closed' ? 0 : 1);
    if (values.talk > Math.max(0, last) && this.holds(programme))
      throw this.#link.distrust('it reports a talk that it does not have');
    return { stage: stageFrom(values, this.#probe.at(values.clock)), truth: values.truth };
  }

  /** Throws PodiumRefusal or LinkLost. */
  async act({ type, amount = duration(0), moment }: StageEvent, rev: number): Promise<void> {
    const clock = moment === undefined ? undefined : this.#probe.clockAt(moment);
    const reply =
      type === 'grant'
        ? await this.#link.request(type, { rev, amount: amount / 1000 })
        : await this.#link.request(type, { rev, ...(clock === undefined ? {} : { clock }) });
    this.mine.add(reply.rev);
    const [oldest] = this.mine;
    if (this.mine.size > REMEMBERED && oldest !== undefined) this.mine.delete(oldest);
  }

  async put(place: Place, rev: number): Promise<void> {
    const { state, talk, elapsed, granted, quiet = 0 } = place;
    const announced = quiet > 0 ? { quiet } : {};
    const values = { rev, state, talk, granted: granted / 1000, ...announced };
    const ms = elapsed === null ? null : Math.max(0, Math.round(elapsed));
    // By the time the line is there, a clock that goes has gone on.
    const line = encodeRequest(TAG_LIMIT, 'put', { ...values, elapsed: ms });
    const onTheWay = state === 'held' ? 0 : Math.round(takes(line));
    await this.#link.request('put', { ...values, elapsed: ms === null ? null : ms + onTheWay });
  }

  /** Throws TooLarge where a programme is more than its greeting says that it holds, or LinkLost. */
  async checkRoom(programme: Programme): Promise<void> {
    checkRoom(programme, await this.#link.request('hello', {}));
  }

  /** Throws TooLarge, PodiumRefusal or LinkLost. */
  async load(programme: Programme, rev: number, talk: number): Promise<void> {
    await loadProgramme(this.#link, programme, rev, talk);
    this.#programme = crcOf(programme);
  }

  /** For one to ten seconds. False where it says no, or is out of reach. */
  practise(score: number, cue: number, length: Duration): Promise<boolean> {
    const s = Math.max(1, Math.min(10, Math.round(length / 1000)));
    return this.#link.request('practise', { score, cue, length: s }).then(
      () => true,
      () => false,
    );
  }

  /** How often its clock has jumped against the host's, resets left out. */
  get jumps(): number {
    return this.#probe.jumps;
  }

  /** Resolves when its clock is known again after a sleep. */
  awake(): Promise<void> {
    return this.#probe.awake();
  }

  /** The host's clock was set ahead. */
  woke(): void {
    this.#probe.woke(this.#link);
  }

  async mute(on: boolean): Promise<void> {
    this.#muted = on;
    await this.#link.request('mute', { on: on ? 1 : 0 });
  }

  onPush(listener: (push: Push) => void): void {
    this.#link.onPush(listener);
  }

  /** From the loss on, its clock is what was last known. */
  onLost(listener: (reason: LinkLost) => void): void {
    this.#link.onLost((reason) => {
      this.#probe.stop();
      listener(reason);
    });
  }

  /** Lets go of it: what becomes of the link is nobody's news any more. */
  close(): void {
    this.#probe.stop();
    this.#link.onLost(() => undefined);
  }
}
