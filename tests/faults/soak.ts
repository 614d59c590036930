/**
 * Sessions with faults for as long as one lets it: `npm run soak [-- FIRST [LAST]]`. With one seed it
 * tells the whole session. With `--edited` the lineup is changed all the time; with `--host` first, real
 * processes in hostile surroundings instead: see `tests/chaos`. Exit code 1 if anything did not hold.
 */
import { hostile } from '../chaos/hostile.ts';
import { evening, type Evening } from './evening.ts';
import { Healing } from './healing.ts';
import { brokenBy } from './verdict.ts';

if (process.argv[2] === '--host') {
  const [from, to] = process.argv.slice(3).map(Number);
  process.exit((await hostile(from, to)) ? 0 : 1);
}
const seeds = process.argv.slice(2).filter((one) => one !== '--edited');
const editing = process.argv.includes('--edited');
const [first = '1', last] = seeds;
const from = Number(first);
const single = seeds.length === 1;
const to = single ? from : Number(last ?? Infinity);
let broken = 0;
const healing = new Healing();
process.once('SIGINT', () => process.exit(broken > 0 ? 1 : 0));

for (let seed = from; seed <= to; seed++) {
  const story = await evening(seed, editing);
  const sentences = brokenBy(story);
  healing.add(story);
  if (single) tell(story);
  for (const sentence of sentences) console.log(`seed ${String(seed)}: ${sentence}`);
  if (sentences.length > 0) broken += 1;
  if (seed === to) for (const line of healing.lines()) console.log(line);
  if (seed % 50 === 0 || seed === to)
    console.log(`${String(seed - from + 1)} sessions, ${String(broken)} broken`);
}
process.exitCode = broken > 0 ? 1 : 0;

/** In ms of the time that really passed. */
function tell({ hall, faults, pressed, asked }: Evening): void {
  const told = [
    ...faults.map(({ name, from: at, to: until }) => ({
      at,
      what: `fault ${name} until ${String(until)}`,
    })),
    ...pressed.map(({ at, long }) => ({ at, what: `button ${long ? 'long' : 'short'}` })),
    ...asked.map(({ at, what, answer }) => ({
      at,
      what: `asked ${what}: ${JSON.stringify(answer)}`,
    })),
    ...hall.said.map(({ at, push }) => ({
      at,
      what: `podium ${push.name} ${JSON.stringify(push.values)}`,
    })),
    ...hall.lines.map(({ writtenAt, line }) => ({
      at: writtenAt,
      what: `journal ${JSON.stringify(line)}`,
    })),
    ...hall.lamps.map(({ at, lamps }) => ({ at, what: `lamps ${String(lamps)}` })),
    ...hall.reach.map(({ at, sure }) => ({ at, what: sure ? 'light sure' : 'light not sure' })),
  ].sort((a, b) => a.at - b.at);
  for (const { at, what } of told) console.log(`${at.toFixed(0).padStart(7)} ${what}`);
}
