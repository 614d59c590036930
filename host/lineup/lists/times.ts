/** Clock times that stand with talks, in front or behind: they are left out, and told. */
import { quoted } from '../../system/characters.ts';
import type { SourceText } from '../source.ts';
import type { Item } from './items.ts';
import { fieldOf } from './blocks.ts';

/** Leaves out times of day, unless they are lengths: all the same, as `5:00`. */
export function timesOf(source: SourceText, items: readonly Item[]): readonly Item[] {
  const times = items.flatMap(({ time }) => time ?? []);
  const [first] = times;
  const timed = items.find(({ time }) => time !== undefined);
  if (first === undefined || !timed) return withoutHours(source, items);
  const last = times.at(-1) ?? first;
  const same = times.length > 1 && times.every((time) => time === first);
  if (same && /^\d{1,2}:\d\d$/.test(first)) return items.map((item) => lengthInFront(source, item));
  const range = last === first ? quoted(first) : `${quoted(first)} to ${quoted(last)}`;
  const start = /^\d{1,2}:\d\d/.exec(first)?.[0];
  const mend = start === undefined ? '' : `; --start ${start} says when the first talk is planned`;
  const what = times.length === 1 ? 'a time' : `${String(times.length)} times`;
  source.remark(`${what} before talks left out: ${range}${mend}`, fieldOf(timed.source));
  return items;
}

function lengthInFront(source: SourceText, item: Item): Item {
  const { time, length } = item;
  if (time === undefined || length) return item;
  const at = item.source.text.indexOf(time);
  source.guess(`${quoted(time)} before the talk is read as its length`, fieldOf(item.source));
  return { ...item, length: item.whole.part(at, at + time.length) };
}

/** `Kim - Foo (17:05)`: hours and minutes that go up all the way are no lengths. */
function withoutHours(source: SourceText, items: readonly Item[]): readonly Item[] {
  const lengths = items.flatMap(({ length }) => length ?? []);
  const hours = lengths.map(({ text }) => {
    const [, h = '', m = ''] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? [];
    return h === '' ? NaN : Number(h) * 60 + Number(m);
  });
  const [first, last] = [lengths[0], lengths.at(-1)];
  const goUp = hours.every((at, i) => at >= EARLIEST && (i === 0 || at > (hours[i - 1] ?? 0)));
  if (!first || !last || hours.length < 2 || !goUp || hours.every((at) => at % 60 === 0))
    return items;
  const range = `${quoted(first.text)} to ${quoted(last.text)}`;
  source.remark(
    `${String(hours.length)} times after talks left out: ${range}; --start ${first.text} says when the first talk is planned`,
    first.field,
  );
  return items.map(({ length: _, lengthGuessed: __, ...item }) => item);
}

/** In minutes of the day: no lightning talks begin before eight. */
const EARLIEST = 8 * 60;
