/** Numbers of reports against edges of lamps: `node dist/tests/faults/report-soak.js FIRST LAST`. */
import { evening } from './evening.ts';
import { numbersOf } from './numbers.ts';

const [from = 1, to = from] = process.argv.slice(2).map(Number);
let compared = 0;
let talks = 0;
let excused = 0;
let differences = 0;
for (let seed = from; seed <= to; seed++) {
  for (const editing of [false, true]) {
    const numbers = numbersOf(await evening(seed, editing));
    compared += numbers.compared;
    talks += numbers.talks;
    excused += numbers.excused;
    differences += numbers.differences.length;
    const of = editing ? ' (editing)' : '';
    for (const one of numbers.differences) console.log(`seed ${String(seed)}${of}: ${one}`);
  }
}
console.log(
  `${String(2 * (to - from + 1))} sessions, half of them edited: ${String(compared)} numbers compared, of ${String(talks)} talks; ${String(excused)} talks left out; ${String(differences)} differences`,
);
process.exitCode = differences > 0 ? 1 : 0;
