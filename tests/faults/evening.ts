/** A whole session with faults at random moments, drawn from a seed and the same for the same seed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seconds } from '../../protocol/time.ts';
import { mulberry32 } from '../../host/system/random.ts';
import { Breaker, FAULTS, type Fault, type FaultName } from './breaker.ts';
import { Dice } from './dice.ts';
import { Hall, type HallLight } from './hall.ts';
import { People, type Asked, type Pressed } from './people.ts';

export interface Evening {
  readonly seed: number;
  readonly hall: Hall;
  readonly faults: readonly Fault[];
  readonly asked: readonly Asked[];
  readonly pressed: readonly Pressed[];
  /** The journal as it is on the disk. */
  readonly file: string;
}

/** Events end by then. */
const LONGEST = 200_000;
/** Faults begin by then. */
const LAST_FAULT = 120_000;
/** Everything heals within this. */
const HEALED_AFTER = 12_000;

interface Step {
  readonly at: number;
  readonly run: () => void;
}

/** Lets people press and things break until the session has closed or is long enough, and all is mended. */
async function play(
  hall: Hall,
  dice: Dice,
  editing: boolean,
): Promise<Pick<Evening, 'faults' | 'asked' | 'pressed'>> {
  const { world, light } = hall;
  const steps: Step[] = [];
  const later = (at: number, run: () => void): void => {
    steps.push({ at, run });
    steps.sort((a, b) => a.at - b.at);
  };
  const people = new People(hall, dice, editing);
  const breaker = new Breaker(hall, dice, later);
  await world.run(2500);
  const names: readonly FaultName[] = light === 'none' ? ['kill', 'wall', 'block'] : FAULTS;
  for (let i = dice.draw(1, 6); i > 0; i--) {
    const name = dice.oneOf(names);
    later(world.now + dice.draw(500, LAST_FAULT), () => {
      breaker.break(name);
    });
  }
  let next = world.now + dice.draw(500, 3000);
  while (world.now < LONGEST && !(hall.closed && steps.length === 0)) {
    const [step] = steps;
    const broken = step !== undefined && step.at <= next;
    await world.run(Math.max(0, (broken ? step.at : next) - world.now));
    if (broken) {
      steps.shift();
      step.run();
    } else {
      people.act();
      next = world.now + dice.draw(700, 9000);
    }
  }
  for (const { run } of steps.splice(0)) run();
  await world.run(HEALED_AFTER);
  const { asked, pressed } = people;
  return { asked, pressed, faults: [...breaker.faults, ...hall.resets] };
}

/** `editing`: see People. */
export async function evening(seed: number, editing = false): Promise<Evening> {
  const dice = new Dice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'claplight-faults-'));
  try {
    const light: HallLight = dice.chance(0.2) ? 'none' : 'podium';
    const talks = Array.from({ length: dice.draw(3, 5) }, (_, i) => ({
      speaker: `Speaker ${String(i + 1)}`,
      title: `Talk ${String(i + 1)}`,
      duration: seconds(dice.draw(20, 60)),
    }));
    const path = join(folder, 'session.jsonl');
    const hall = new Hall(light, talks, { path, random: mulberry32(seed) });
    const told = await play(hall, dice, editing);
    return { seed, hall, ...told, file: readFileSync(hall.path, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
