/** A programme is held against the limits that a podium's greeting tells before any of it is loaded. */
import { describe, expect, it } from 'vitest';
import { frame } from '../../protocol/codec.ts';
import { programmeCrc } from '../../protocol/programme.ts';
import { loadProgramme } from '../../host/podium/load-programme.ts';
import { PodiumLink } from '../../host/podium/podium-link.ts';
import { TooLarge } from '../../host/session/timekeeper.ts';
import { linesOf } from '../../host/serial/port-lines.ts';
import { retell } from './liar.ts';
import { Evening, programmeOf } from './support.ts';
import { World } from './world.ts';

const GREETING = /(2 0\.2\.0) 64 9 54 60 457 20 16/;

/** The podium says this of its talks, scores, cues, line, bytes, part and cues in a score. */
const limited = (world: World, limits: string): void => {
  retell(world, (line) =>
    GREETING.test(line) ? frame(line.slice(0, -5).replace(GREETING, `$1 ${limits}`)) : line,
  );
};

/** A podium with such limits, and the lines that it is sent. */
async function podium(limits: string): Promise<[World, PodiumLink, string[]]> {
  const world = new World();
  await world.run(50);
  limited(world, limits);
  const sent: string[] = [];
  const write = world.port.write.bind(world.port);
  world.port.write = ((text: string, encoding: BufferEncoding) => {
    sent.push(text.trim());
    return write(text, encoding);
  }) as typeof world.port.write;
  return [world, new PodiumLink(linesOf(world.port), world.clock), sent];
}

// Three talks with one kind of score of five signals, and the changeover's of one: 43 bytes and more.
const PROGRAMME = programmeOf([1, 2, 3]);

describe('a programme that a podium has no room for', () => {
  it.each([
    ['2 9 54 60 457 20 16', '3 talks, and the podium has room for 2'],
    ['64 1 54 60 457 20 16', '2 kinds of talk, the changeover counted in, and the podium has room'],
    ['64 9 54 60 457 20 4', '5 signals in one kind of talk, and the podium has room for 4'],
    ['64 9 5 60 457 20 16', '6 signals in all kinds of talk, and the podium has room for 5'],
    ['64 9 54 60 46 20 16', '47 bytes, and the podium has room for 46'],
  ])('of %s is refused before it is loaded', async (limits, why) => {
    const [world, link, sent] = await podium(limits);
    const refused = await world.until(
      loadProgramme(link, PROGRAMME, 0, 0).catch((error: unknown) => error),
    );
    expect(refused).toBeInstanceOf(TooLarge);
    expect(String(refused)).toContain(`this lineup needs ${why}`);
    expect(sent.map((line) => line.split(' ')[1]?.slice(0, 5))).toEqual(['hello']);
  });

  it('is loaded where it fits exactly, in lines that are no longer than the podium takes', async () => {
    const [world, link, sent] = await podium('3 2 6 32 47 20 5');
    await world.until(loadProgramme(link, PROGRAMME, 0, 0));
    for (const line of sent) expect(line.length, line).toBeLessThanOrEqual(32);
    const { programme } = await world.until(link.request('boot', {}));
    expect(parseInt(programme, 16)).toBe(programmeCrc(PROGRAMME));
  });

  it('stops no talk, and is told where an edit asks for it', async () => {
    const evening = await Evening.begin();
    await evening.act({ type: 'start' });
    limited(evening.world, '3 9 54 60 457 20 16');
    const more = programmeOf([1, 2, 3, 4]);
    await expect(evening.world.until(evening.keeper.load(more, 0))).rejects.toThrow(
      'this lineup needs 4 talks, and the podium has room for 3',
    );
    await expect(evening.world.until(evening.keeper.begin(more))).rejects.toBeInstanceOf(TooLarge);
    expect(evening.keeper.stage).toMatchObject({ state: 'running', talk: 0 });
  });
});
