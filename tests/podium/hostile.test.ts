import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { positionOf } from '../../protocol/stage.ts';
import { duration, seconds } from '../../protocol/time.ts';
import { LinkLost } from '../../host/podium/podium-link.ts';
import { Evening } from './support.ts';
import { atTalk, Liar, LIES, retell } from './liar.ts';

/** After the podium has become honest, all is right within so many ms. */
const HEALED = 15_000;
/** What drives ports tries so often to open them again. */
const RETRY = 500;

/** Lets time pass, and opens the port again whenever the link was lost, as the cable does. */
class Cable {
  #lost = false;
  readonly #evening: Evening;

  constructor(evening: Evening) {
    this.#evening = evening;
    evening.keeper.onLost = () => {
      this.#lost = true;
    };
  }

  async pass(ms: number): Promise<void> {
    const { world } = this.#evening;
    for (const end = world.now + ms; world.now < end;) {
      await world.run(RETRY);
      if (!this.#lost) continue;
      this.#lost = false;
      world.unplug();
      await this.#evening.plug().catch(() => {
        this.#lost = true;
      });
    }
  }
}

const deeds = fc.constantFrom('start', 'hold', 'finish', 'press', 'grant', 'wait', 'reset');

describe('a host behind a podium that lies', () => {
  it('never fails, and shows what is true soon after the lies have ended', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...LIES), { minLength: 1, maxLength: 4 }),
        fc.array(deeds, { minLength: 1, maxLength: 6 }),
        fc.integer(),
        async (lies, acts, seed) => {
          const evening = await Evening.begin();
          const liar = new Liar(evening.world, lies, seed);
          const cable = new Cable(evening);
          await evening.act({ type: 'start' });
          liar.lying = true;
          for (const act of acts) {
            if (act === 'press') evening.world.press(150);
            else if (act === 'reset') evening.world.uno.reset('external');
            else if (act !== 'wait')
              evening.keeper
                .act({ type: act, ...(act === 'grant' && { amount: seconds(30) }) })
                .catch(() => undefined);
            await cable.pass(2500);
          }
          liar.lying = false;
          await cable.pass(HEALED);
          const { keeper, world } = evening;
          const truth = liar.truth();
          const { state, talk, rev } = keeper.stage;
          expect(keeper.light.reached).toBe(true);
          expect({ state, talk, rev }).toEqual({
            state: truth.state,
            talk: truth.talk,
            rev: truth.rev,
          });
          if (truth.elapsed === null || state === 'held') return;
          const position = truth.elapsed - truth.granted * 1000 + (world.now - truth.at);
          expect(Math.abs(positionOf(keeper.stage, keeper.now()) - position)).toBeLessThan(50);
        },
      ),
      {
        numRuns: Number(process.env.HOSTILE_RUNS ?? 12),
        seed: Number(process.env.HOSTILE_SEED ?? 5),
        endOnFailure: true,
      },
    );
  }, 120_000);

  it.each([3, 60])('is out of its reach when it tells of talk %i of three', async (talk) => {
    const evening = await Evening.begin();
    const { keeper, world } = evening;
    let lying = true;
    const lie = atTalk(talk);
    retell(world, (line) => (lying ? lie(line) : line));
    const place = {
      state: 'running',
      talk: 0,
      elapsed: duration(1000),
      granted: duration(0),
    } as const;
    await expect(world.until(keeper.put(place))).rejects.toThrow(LinkLost);
    expect(keeper.light.reached).toBe(false);
    expect(keeper.stage.talk).toBe(0);
    expect(evening.said.at(-1)).toBe(
      'the podium is out of reach: it reports a talk that it does not have',
    );
    await evening.unplug();
    await expect(evening.plug()).rejects.toThrow(LinkLost);
    expect(keeper.light.reached).toBe(false);
    lying = false;
    await evening.unplug();
    await evening.plug();
    expect(keeper.light.reached).toBe(true);
    expect(keeper.stage).toMatchObject({ state: 'running', talk: 0 });
  });
});
