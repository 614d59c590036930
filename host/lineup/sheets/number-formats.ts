/** Which numbers of an .xlsx are dates or times: that is told by their format alone. */
import { numberText, timeText } from './grid.ts';

export interface NumberFormat {
  readonly date: boolean;
  readonly time: boolean;
  /** `[h]:mm`: hours go on beyond 24. */
  readonly elapsed: boolean;
}

const PLAIN: NumberFormat = { date: false, time: false, elapsed: false };
const DATE: NumberFormat = { date: true, time: false, elapsed: false };
const TIME: NumberFormat = { date: false, time: true, elapsed: false };
const BOTH: NumberFormat = { date: true, time: true, elapsed: false };

/** The formats that files name by number only (ECMA-376, 18.8.30); those of East Asia are dates and times. */
export function builtIn(id: number): NumberFormat {
  if (id === 22) return BOTH;
  if (id === 46) return { ...TIME, elapsed: true };
  if ((id >= 18 && id <= 21) || id === 45 || id === 47 || (id >= 32 && id <= 35)) return TIME;
  const isDate = (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return isDate ? DATE : PLAIN;
}

/** What a format such as `[h]:mm;@` or `dd/mm/yyyy` is. */
export function formatOf(code: string): NumberFormat {
  const bare = code
    .slice(0, 200)
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '');
  const elapsed = /\[[hms]+\]/i.test(bare);
  const time = elapsed || /[hs]/i.test(bare.replace(/general/gi, ''));
  const date = /[yd]/i.test(bare) || (!time && /m/i.test(bare));
  return { date, time, elapsed };
}

const DAY = 86_400;
/** Days from 30 December 1899, where spreadsheets begin to count, to 1970; of those that begin in 1904. */
const EPOCH = 25_569;
const EPOCH_1904 = 24_107;
/** The last day that spreadsheets know, in the year 9999. */
const LAST_DAY = 2_958_466;

/** The value of a cell as text. Times are fractions of a day. */
export function valueText(value: number, format: NumberFormat, is1904: boolean): string {
  if (!(format.date || format.time) || value < 0 || value > LAST_DAY) return numberText(value);
  const seconds = Math.round(value * DAY);
  if (!format.date) return timeText(format.elapsed ? seconds : seconds % DAY);
  const ms = (seconds - (is1904 ? EPOCH_1904 : EPOCH) * DAY) * 1000;
  const iso = new Date(ms).toISOString();
  return seconds % DAY === 0 ? iso.slice(0, 10) : iso.slice(0, 16);
}
