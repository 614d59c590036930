/** Odd evenings, each made anew: what a report of them says lies in `golden/`. */
import { Evening, SIX } from './evening.ts';

const THREE = ['Ann', 'Bob', 'Cid'];

/** Texts that terminals, pages and spreadsheets might obey, or draw somewhere else. */
export const HOSTILE = [
  '=HYPERLINK("http://example.org","you won")',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u001b[2J\u001b[31mred',
  "@SUM(1+1)*cmd|'/C calc'!A0",
  '\t-1+2',
  'a\nb,"c";d',
  'אברהם כהן \u202egnol',
  '𝓛𝓸𝓷𝓰 '.repeat(40),
  '\ud800 & &amp; ]]> --> ${1}',
] as const;

async function two(evening: Evening): Promise<Evening> {
  await evening.talk(290, 0);
  await evening.talk(330);
  return evening;
}

const twoBoots = async (): Promise<Evening> => {
  const evening = await two(new Evening(THREE));
  let boot = 3;
  for (const [i, line] of evening.lines.entries()) {
    if (line.type === 'finish') boot = 4;
    if (line.type === 'session') evening.lines[i] = { ...line, trim: -312 };
    if ('state' in line) evening.lines[i] = { ...line, podium: boot };
  }
  return evening;
};

export const ODD: Readonly<Record<string, () => Evening | Promise<Evening>>> = {
  'never started': () => new Evening(THREE),
  'one talk': async () => {
    const evening = new Evening(['Ann']);
    await evening.talk(299, 0);
    return evening;
  },
  reordered: async () => {
    const evening = new Evening([...THREE, 'Dan']);
    await evening.edit({ type: 'later' });
    await evening.edit({ type: 'swap', id: 3, with: 4 });
    await evening.edit({ type: 'add', talk: { speaker: 'Fay', title: 'New' }, next: true });
    return two(evening);
  },
  'brought back in a talk': async () => {
    const evening = new Evening([...THREE, 'Dan']);
    await evening.talk(290, 0);
    await evening.press('skip');
    evening.pass(60);
    await evening.press('start');
    evening.pass(100);
    await evening.edit({ type: 'call', id: 2 });
    evening.pass(100);
    await evening.press('finish');
    await evening.talk(310);
    await evening.talk(240);
    return evening;
  },
  'brought back and not come': async () => {
    const evening = new Evening(THREE);
    await evening.press('skip');
    await evening.press('start');
    await evening.edit({ type: 'call', id: 1 });
    evening.pass(240);
    await evening.press('finish');
    evening.pass(20);
    await evening.press('skip');
    return evening;
  },
  reopened: async () => {
    const evening = await two(new Evening(['Ann', 'Bob']));
    await evening.press('reopen');
    await evening.talk(50);
    return evening;
  },
  'killed five times': async () => {
    const evening = new Evening(THREE);
    await evening.press('start');
    for (let i = 0; i < 5; i++) {
      evening.pass(55);
      evening.kill(8);
    }
    await evening.press('finish');
    return evening;
  },
  'across midnight': () => two(new Evening(THREE, { at: Date.UTC(2026, 11, 31, 23, 55) })),
  'a change of daylight saving': () => {
    // At one o'clock UTC clocks in Berlin go from 3:00 back to 2:00.
    const at = Date.UTC(2026, 9, 25, 0, 55);
    return two(new Evening(THREE, { at, settings: { zone: 'Europe/Berlin' } }));
  },
  'two boots of the podium': twoBoots,
  'time of day set by an hour': async () => {
    const evening = new Evening(THREE, { settings: { start: SIX + 3600_000 } });
    await evening.talk(290, 0);
    evening.setClock(3600);
    await evening.talk(330);
    return evening;
  },
  'hostile names': () => {
    const talks = HOSTILE.map((text) => ({ speaker: text, title: text, notes: text }));
    const [name] = HOSTILE;
    return two(new Evening(talks, { settings: { name, room: HOSTILE[1], zone: 'No/Zone' } }));
  },
};
