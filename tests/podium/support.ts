/** A session's podium in a simulated world: the image itself, behind a cable that can be pulled. */
import { PodiumLink } from '../../host/podium/podium-link.ts';
import { PodiumTimekeeper } from '../../host/podium/podium-timekeeper.ts';
import type { Happening } from '../../host/session/timekeeper.ts';
import { PRESETS } from '../../protocol/presets.ts';
import { isProgrammeProblem, makeProgramme, type Programme } from '../../protocol/programme.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import type { Outcome, StageEvent } from '../../protocol/stage.ts';
import { minutes } from '../../protocol/time.ts';
import { chance } from '../support/random.ts';
import { World, type WorldOptions } from './world.ts';
import { linesOf } from '../../host/serial/port-lines.ts';

export function programmeOf(ids: readonly number[], length = 5): Programme {
  const rules = PRESETS.get('clap');
  if (!rules) throw new Error('no rules');
  const plans = ids.map((id) => ({ id, rules, length: minutes(length) }));
  const programme = makeProgramme(plans, THREE_TIERS);
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  return programme;
}

export class Evening {
  readonly world: World;
  readonly keeper: PodiumTimekeeper;
  readonly happenings: Happening[] = [];

  private constructor(world: World, keeper: PodiumTimekeeper) {
    this.world = world;
    this.keeper = keeper;
    keeper.listen((happening) => this.happenings.push(happening));
  }

  /** Three talks of five minutes, loaded; standby of the first. */
  static async begin(options: WorldOptions = {}): Promise<Evening> {
    const world = new World(options);
    const link = new PodiumLink(linesOf(world.port), world.clock, chance());
    const name = { kind: 'podium', name: 'the podium' } as const;
    const keeper = await world.until(PodiumTimekeeper.greet(link, world.clock, name));
    await world.until(keeper.begin(programmeOf([1, 2, 3])));
    return new Evening(world, keeper);
  }

  async act(event: StageEvent): Promise<Outcome> {
    return this.world.until(this.keeper.act(event));
  }

  async unplug(): Promise<void> {
    this.world.unplug();
    await this.world.run(5);
  }

  async plug(): Promise<void> {
    const link = new PodiumLink(linesOf(this.world.plug()), this.world.clock, chance());
    await this.world.until(this.keeper.meetAgain(link));
  }

  /** Events as a journal has them: who, what, and how long after the one before. */
  get events(): string[] {
    return this.happenings.flatMap((one) =>
      one.kind === 'event' ? [`${one.button ? 'button' : 'host'} ${one.type}`] : [],
    );
  }

  /** Cues as a journal has them: talk, number, and how late it was shown. */
  get cues(): string[] {
    return this.happenings.flatMap((one) =>
      one.kind === 'cue' && !one.changeover ? [`${String(one.talk)}:${String(one.cue)}`] : [],
    );
  }

  /** What was said of the light. */
  get said(): string[] {
    return this.happenings.flatMap((one) => (one.kind === 'light' ? [one.text] : []));
  }
}
