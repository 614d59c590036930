/**
 * A podium with our firmware keeps the time; the host follows by offset. While the podium is out of
 * reach the host goes on with the last known clock, and they meet again when it is back.
 */
import { crc16 } from '../../protocol/crc.ts';
import type { Push, ReplyValues } from '../../protocol/codec.ts';
import { encodeProgramme, type Programme } from '../../protocol/programme.ts';
import {
  OPENING,
  elapsedOf,
  put,
  step,
  REFUSALS,
  type Outcome,
  type Placement,
  type Refusal,
  type Stage,
  type StageEvent,
} from '../../protocol/stage.ts';
import { duration, type Duration, type Instant } from '../../protocol/time.ts';
import { PROTOCOL_VERSION } from '../../protocol/wire.ts';
import type { Clock } from '../clock.ts';
import { cameTo } from '../session/happening.ts';
import type { Happening, Timekeeper } from '../session/timekeeper.ts';
import type { Light } from '../session/types.ts';
import { ClockProbe } from './clock-probe.ts';
import { followEntry, stageFrom } from './follow.ts';
import { PodiumRefusal, type PodiumLink } from './link.ts';
import { crcWord, loadProgramme } from './load.ts';

const TRUTHS = { '=': 'sure', '~': 'estimated', '!': 'power-lost' } as const;

export class PodiumTimekeeper implements Timekeeper {
  stage: Stage = OPENING;
  programme: Programme = { talks: [], scores: [] };
  light: Light;
  readonly #probe: ClockProbe;
  #link: PodiumLink;
  #boot: number | undefined;
  #crc = '';
  #logged = 0;
  readonly #mine = new Set<number>();
  #syncing: Promise<void> | undefined;
  #syncAgain = false;
  #tell: (happening: Happening) => void = () => undefined;
  #untold: Happening[] | undefined = [];

  private constructor(link: PodiumLink, clock: Clock, light: Pick<Light, 'kind' | 'name'>) {
    this.#link = link;
    this.#probe = new ClockProbe(clock);
    this.light = { ...light, reached: true, truth: 'sure' };
  }

  /** Greets the podium and reads where it stands. Throws LinkLost, or an Error for another protocol. */
  static async greet(
    link: PodiumLink,
    clock: Clock,
    light: Pick<Light, 'kind' | 'name'>,
  ): Promise<PodiumTimekeeper> {
    const keeper = new PodiumTimekeeper(link, clock, light);
    await keeper.#meet(link);
    return keeper;
  }

  now(): Instant {
    return this.#probe.now();
  }

  /** Happenings from before there was a listener are told first. */
  listen(tell: (happening: Happening) => void): void {
    this.#tell = tell;
    const untold = this.#untold ?? [];
    this.#untold = undefined;
    for (const happening of untold) tell(happening);
  }

  async act(event: StageEvent): Promise<Outcome> {
    if (!this.light.reached) return this.#actAlone(event);
    const { type, rev = this.stage.rev } = event;
    try {
      const reply =
        type === 'grant'
          ? await this.#link.request(type, { rev, amount: (event.amount ?? 0) / 1000 })
          : await this.#link.request(type, { rev });
      this.#mine.add(reply.rev);
      await this.#sync();
      return { accepted: true, stage: this.stage };
    } catch (error) {
      if (error instanceof PodiumRefusal && isRefusal(error.code)) {
        if (error.code === 'stale') await this.#sync();
        return { accepted: false, reason: error.code };
      }
      if (this.light.reached) throw error;
      return this.#actAlone(event);
    }
  }

  /**
   * Begins a session: the programme is loaded and the stage is at its opening. With `resume` an older
   * session goes on: where the podium is if it still plays this programme, else where `resume` says.
   */
  async begin(programme: Programme, resume?: () => Placement): Promise<void> {
    if (this.#holds(programme)) {
      this.programme = programme;
      if (resume && this.light.truth === 'sure') return;
    } else {
      // A talk of an older session may be on, which the new programme lacks.
      if (this.stage.state !== 'standby' && this.#crc !== NO_PROGRAMME) await this.#put(FIRST);
      await this.load(programme, 0);
    }
    await this.put(resume?.() ?? FIRST);
  }

  async load(programme: Programme, talk: number): Promise<void> {
    if (this.light.reached && !this.#holds(programme)) {
      await loadProgramme(this.#link, programme, this.stage.rev, talk);
      this.#crc = crcOf(programme);
    }
    this.programme = programme;
    await this.#adoptStage();
  }

  async put(place: Placement): Promise<void> {
    if (this.light.reached) await this.#put(place);
    else this.stage = put(this.stage, place, this.now());
    this.#say({ kind: 'stage' });
  }

  async practise(score: number, cue: number, length: Duration): Promise<boolean> {
    const s = Math.max(1, Math.min(10, Math.round(length / 1000)));
    return this.#asked(() => this.#link.request('practise', { score, cue, length: s }));
  }

  async mute(on: boolean): Promise<void> {
    await this.#asked(() => this.#link.request('mute', { on: on ? 1 : 0 }));
  }

  close(): Promise<void> {
    this.#probe.stop();
    return Promise.resolve();
  }

  /** Goes on with a podium that was out of reach, on a port opened anew. */
  async meetAgain(link: PodiumLink): Promise<void> {
    await this.#meet(link);
    this.light = { ...this.light, reached: true };
    this.#say({ kind: 'light', text: `${this.light.name} is back` });
  }

  async #meet(link: PodiumLink): Promise<void> {
    this.#link = link;
    link.onPush((push) => {
      this.#pushed(push);
    });
    const greeting = await link.request('hello', {});
    if (greeting.protocol !== PROTOCOL_VERSION)
      throw new Error(
        `${this.light.name} speaks version ${String(greeting.protocol)} of the protocol, this program ${String(PROTOCOL_VERSION)}: flash it anew with "claplight flash"`,
      );
    await this.#probe.start(link);
    await this.#settle();
    link.onLost((reason) => {
      this.#probe.stop();
      this.light = { ...this.light, reached: false };
      this.#say({ kind: 'light', text: `${this.light.name} is out of reach: ${reason.message}` });
    });
  }

  /** Finds out whether the podium was reset or lost its power, and puts it right if a talk was on. */
  async #settle(): Promise<void> {
    const boot = await this.#link.request('boot', {});
    const known = this.#boot === undefined ? undefined : this.stage;
    const same = this.#boot === boot.boot;
    this.#boot = boot.boot;
    this.#crc = boot.programme;
    if (!same) this.#logged = await this.#lastLogged();
    if (same) return this.#sync();
    const values = await this.#adoptStage();
    if (known === undefined || values.truth === '=') return;
    await this.put({
      state: known.state,
      talk: known.talk,
      elapsed: clockless(known) ? null : elapsedOf(known, this.#probe.beforeReset()),
      granted: known.granted,
    });
  }

  async #lastLogged(): Promise<number> {
    for (let since = 0; ;) {
      const entry = await this.#link.request('log', { since });
      if (entry.kind === 'end') return since;
      since = entry.kind === 'gap' ? entry.number - 1 : entry.number;
    }
  }

  #pushed(push: Push): void {
    if (push.name === 'boot' && push.values.boot !== this.#boot) void this.#reset();
    else if (push.name === 'press' && push.values.result !== 'ok') {
      const { event: type, result: reason } = push.values;
      this.#say({ kind: 'refused', type, reason, at: this.now() });
    } else if (push.name !== 'beat' || push.values.rev !== this.stage.rev)
      this.#sync().catch(ignore);
  }

  async #reset(): Promise<void> {
    this.#say({ kind: 'light', text: `${this.light.name} was reset` });
    try {
      this.#probe.wasReset();
      await this.#link.request('hello', {});
      await this.#probe.start(this.#link);
      await this.#settle();
    } catch (error) {
      ignore(error);
    }
  }

  /** Reads the log to its end. Calls while it reads make it read once more. */
  #sync(): Promise<void> {
    this.#syncAgain = true;
    this.#syncing ??= this.#readLog().finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  async #readLog(): Promise<void> {
    while (this.#syncAgain) {
      this.#syncAgain = false;
      for (;;) {
        const entry = await this.#link.request('log', { since: this.#logged });
        if (entry.kind === 'end') break;
        this.#logged = entry.number;
        const followed =
          entry.kind === 'gap'
            ? 'ask'
            : followEntry(this.stage, entry, this.programme.talks.length, this.#mine);
        if (followed === 'ask') await this.#adoptStage();
        else if (followed !== 'nothing') {
          this.stage = followed.stage;
          if (followed.happening.kind === 'event') this.#trust('=');
          this.#say(followed.happening);
        }
      }
    }
  }

  async #adoptStage(): Promise<ReplyValues<'stage'>> {
    const values = await this.#link.request('stage', {});
    this.stage = stageFrom(values);
    this.#trust(values.truth);
    this.#say({ kind: 'stage' });
    return values;
  }

  #trust(truth: keyof typeof TRUTHS): void {
    if (this.light.truth !== TRUTHS[truth]) this.light = { ...this.light, truth: TRUTHS[truth] };
  }

  async #put({ state, talk, elapsed, granted }: Placement): Promise<void> {
    const { rev } = this.stage;
    const ms = elapsed === null ? null : Math.max(0, Math.round(elapsed));
    await this.#link.request('put', { rev, state, talk, elapsed: ms, granted: granted / 1000 });
    await this.#adoptStage();
  }

  #actAlone(event: StageEvent): Outcome {
    const from = this.stage;
    const at = this.now();
    const outcome = step(from, event, at, this.programme.talks.length);
    if (!outcome.accepted) return outcome;
    const { stage } = outcome;
    this.stage = stage;
    const { amount } = event;
    const type = cameTo(event.type, from.state);
    this.#say({ kind: 'event', type, at, from, stage, button: false, ...(amount && { amount }) });
    return outcome;
  }

  async #asked(request: () => Promise<unknown>): Promise<boolean> {
    try {
      await request();
      return true;
    } catch {
      return false;
    }
  }

  #holds(programme: Programme): boolean {
    return this.#crc === crcOf(programme);
  }

  #say(happening: Happening): void {
    if (this.#untold) this.#untold.push(happening);
    else this.#tell(happening);
  }
}

const FIRST: Placement = {
  state: 'standby',
  talk: 0,
  elapsed: null,
  granted: duration(0),
};
const NO_PROGRAMME = '0000';

const crcOf = (programme: Programme): string => crcWord(crc16(encodeProgramme(programme)));
const clockless = (stage: Stage): boolean => stage.state === 'standby' && stage.anchor === null;
const isRefusal = (code: string): code is Refusal => (REFUSALS as readonly string[]).includes(code);
/** A link that is lost is told by its own listener; the one who waited has nothing to add. */
const ignore = (_error: unknown): void => undefined;
