/** One session in hostile surroundings, drawn from a seed, and what of it did not hold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packageRoot } from '../../host/system/paths.ts';
import { Dice } from '../faults/dice.ts';
import { freePort } from '../support/free-port.ts';
import { Crowd } from './crowd.ts';
import { Disk } from './disk.ts';
import { lateness, linesOf, wrongIn } from './journal-verdict.ts';
import { until, Victim, type Answered, type Setting } from './victim.ts';

export interface Chaos {
  readonly broken: readonly string[];
  /** What was done to it. */
  readonly done: readonly string[];
  readonly acknowledged: number;
  /** How long answers took, in ms: to presses, but for those that waited for a disk, and to other requests. */
  readonly presses: readonly number[];
  readonly reads: readonly number[];
  /** How late cues were shown, in ms, while nobody stopped the whole process. */
  readonly late: readonly number[];
}

const LINEUP = join(packageRoot(), 'tests/chaos/lineup.csv');
const EVENTS = ['start', 'finish', 'hold', 'start', 'grant', 'skip', 'back', 'undo'] as const;
/** What surroundings do, in turns; between two of them the session is pressed. */
const DEEDS = [
  'stall',
  'slow',
  'full',
  'crowd',
  'kill',
  'end',
  'window',
  'stop',
  'keys',
  'watch',
] as const;
type Deed = (typeof DEEDS)[number];
/** Of a session that is left in peace, for comparison. */
const QUIET: readonly Deed[] = ['watch'];

export class ChaosSession {
  readonly #dice: Dice;
  readonly #setting: Setting;
  readonly #crowd = new Crowd();
  readonly #name: string;
  #victim: Victim;
  #count = 0;
  #slow = false;
  readonly #done: string[] = [];
  readonly #acknowledged: string[] = [];
  readonly #broken: string[] = [];
  readonly #presses: number[] = [];
  readonly #reads: number[] = [];
  /** Whether the whole process was stopped: its cues cannot be in time. */
  #stopped = false;

  readonly #deeds: readonly Deed[];

  private constructor(
    seed: number,
    dice: Dice,
    setting: Setting,
    victim: Victim,
    deeds: readonly Deed[],
  ) {
    this.#deeds = deeds;
    this.#name = String(seed);
    this.#dice = dice;
    this.#setting = setting;
    this.#victim = victim;
  }

  static async run(seed: number, quiet = false): Promise<Chaos> {
    const dice = new Dice(seed);
    const disk = await Disk.mount();
    const setting: Setting = {
      disk,
      port: await freePort(),
      light: dice.chance(0.25) ? 'virtual' : 'none',
      lineup: LINEUP,
      output: dice.oneOf(['screen', 'screen', 'plain', 'nowhere']),
    };
    let session: ChaosSession | undefined;
    try {
      const victim = await Victim.start(setting);
      session = new ChaosSession(seed, dice, setting, victim, quiet ? QUIET : DEEDS);
      return await session.#live();
    } finally {
      disk.slow(0);
      await session?.leave();
      await disk.release();
    }
  }

  private async leave(): Promise<void> {
    this.#crowd.leave();
    await this.#victim.end('SIGKILL');
  }

  async #live(): Promise<Chaos> {
    const { disk } = this.#setting;
    await this.#press('start');
    try {
      for (let n = 0; n < this.#dice.draw(3, 5); n++) {
        const deed = this.#dice.oneOf(this.#deeds);
        this.#done.push(deed);
        await this.#do(deed);
        await this.#pressSome();
      }
      await this.#calm();
      await this.#victim.end('SIGTERM');
    } catch (error) {
      this.#broken.push(`after ${this.#done.join(', ')}: ${(error as Error).message}`);
    }
    const lines = linesOf(readFileSync(disk.inside('journal.jsonl'), 'utf8'), this.#broken);
    this.#broken.push(...wrongIn(lines, this.#acknowledged));
    const late = this.#stopped ? [] : lines.flatMap(lateness);
    const { length: acknowledged } = this.#acknowledged;
    const [broken, done, presses] = [this.#broken, this.#done, this.#presses];
    return {
      broken,
      done,
      acknowledged,
      presses,
      reads: this.#reads,
      late,
    };
  }

  async #do(deed: Deed): Promise<void> {
    const { disk, port } = this.#setting;
    const victim = this.#victim;
    switch (deed) {
      case 'stall':
        victim.stall(this.#dice.chance(0.7));
        break;
      case 'slow':
        this.#slow = true;
        disk.slow(this.#dice.draw(50, 400));
        await this.#pressSome(3);
        if (this.#dice.chance(0.5)) disk.slow(0);
        break;
      case 'full':
        disk.fill();
        await this.#pressSome();
        disk.empty();
        break;
      case 'crowd':
        this.#crowd.gather(port, this.#dice.draw(100, 400));
        break;
      case 'stop':
        this.#stopped = true;
        victim.signal('SIGSTOP');
        await pause(this.#dice.draw(50, 400));
        victim.signal('SIGCONT');
        break;
      case 'keys':
        victim.type(this.#dice.oneOf(['h', ' ', '?', 'e', '\x1b', '\x13', '\x11', 'm']));
        break;
      case 'watch':
        await this.#press('start');
        await pause(2500);
        break;
      case 'kill':
      case 'end':
      case 'window':
        await this.#restart(deed);
    }
  }

  async #restart(how: 'kill' | 'end' | 'window'): Promise<void> {
    // A kill while the disk takes nothing loses what waited, and RELIABILITY.md says so.
    if (how === 'kill') await this.#calm();
    const pending = this.#press('grant').catch(() => undefined);
    if (this.#dice.chance(0.5)) await pause(this.#dice.draw(0, 20));
    await this.#victim.end(how === 'kill' ? 'SIGKILL' : how === 'end' ? 'SIGTERM' : 'window');
    this.#crowd.leave();
    this.#victim = await Victim.start(this.#setting);
    await pending;
  }

  /** The disk takes everything again, and all that waited is there. */
  async #calm(): Promise<void> {
    const { disk } = this.#setting;
    disk.slow(0);
    disk.empty();
    await until('all that was answered is in the journal', () => {
      const text = readFileSync(disk.inside('journal.jsonl'), 'utf8');
      return Promise.resolve(this.#acknowledged.every((one) => text.includes(`"${one}"`)));
    });
    this.#slow = false;
  }

  async #pressSome(most = 6): Promise<void> {
    for (let n = this.#dice.draw(2, most); n > 0; n--) {
      if (this.#dice.chance(0.3)) this.#reads.push((await this.#victim.get('/api/time')).took);
      await this.#press(this.#dice.oneOf(EVENTS), this.#dice.chance(0.15));
      await pause(this.#dice.draw(0, 60));
    }
  }

  /** Until it is answered, as a page does: with the same number, whatever became of the host meanwhile. */
  async #press(event: (typeof EVENTS)[number], edit = false): Promise<void> {
    this.#count += 1;
    const request = `${this.#name}.${String(this.#count)}-${edit ? 'edit' : event}`;
    const [path, body] = edit
      ? ['/api/lineup', { type: 'add', talk: { speaker: request, title: 'A talk' }, request }]
      : [`/api/${event}`, { request, ...(event === 'grant' ? { amount: 30_000 } : {}) }];
    const slow = this.#slow;
    let answer: Answered | undefined;
    await until(`an answer to ${request}`, async () => {
      answer = await this.#victim.post(path, body);
      return true;
    });
    if (!answer) return;
    if (answer.status === 200) this.#acknowledged.push(request);
    else if (answer.status !== 409)
      this.#broken.push(`${request}: ${String(answer.status)} ${answer.body}`);
    if (!slow && !this.#slow) this.#presses.push(answer.took);
  }
}
