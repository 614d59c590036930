/** What a lineup says that is probably not meant. Doubts stop nobody; `check` and `run` show them. */
import { formatDuration, minutes } from '../../protocol/time.ts';
import { quoted } from '../system/characters.ts';
import type { Lineup, Remark, Talk } from './lineup.ts';

/** Length of a talk whose lineup names none. */
const USUAL = minutes(5);
/** Spreadsheets that take 5:00 for a time of day write 5:00:00, which is five hours. */
const AN_HOUR = minutes(60);

/** Everything doubtful, in the order of the talks; each remark names its talk and says what to look at. */
export function doubts(lineup: Lineup): Remark[] {
  const { talks, start, end } = lineup;
  const usual = median(talks.map(lengthOf));
  const lengths = talks.map((talk, index) => ofLength(talk, index, usual));
  const remarks = [
    ...together(doubles(talks), 'have the title of another talk'),
    ...together(untitled(lineup), 'have no title'),
    ...together(
      asides(talks),
      'have notes in brackets, which the room sees: a column "notes" keeps them',
    ),
    ...together(
      lengths.map(({ hours }) => hours),
      'last whole hours: are minutes meant?',
    ),
    ...together(
      lengths.map(({ odd }) => odd),
      'are ten times as long as the others, or a tenth',
    ),
  ];
  const sorted = remarks.sort((a, b) => a.index - b.index).map(({ remark }) => remark);
  if (start === undefined || end === undefined || Date.parse(end) > Date.parse(start))
    return sorted;
  return [{ message: `the session ends (${end}) before it starts (${start})` }, ...sorted];
}

/** In the order of the source; what is said of all of it comes last. */
export const inOrder = (remarks: readonly Remark[]): Remark[] =>
  [...remarks].sort((a, b) => lineOf(a) - lineOf(b));
const lineOf = ({ line = Number.MAX_SAFE_INTEGER }: Remark): number => line;

interface Doubt {
  readonly index: number;
  readonly remark: Remark;
}

/** More doubts of one kind than this become one. */
const MOST_ALIKE = 3;
/** Of so many lines the numbers are told. */
const MOST_LINES = 8;

/** Doubts of one kind; where there are many, one that says what these talks do, and in which lines. */
function together(all: readonly (Doubt | undefined)[], what: string): Doubt[] {
  const found = all.filter((one) => one !== undefined);
  const [first] = found;
  if (!first || found.length <= MOST_ALIKE) return found;
  const lines = found.flatMap(({ remark }) => remark.line ?? []);
  const shown = lines.slice(0, MOST_LINES).join(', ');
  const where = shown === '' ? '' : ` (lines ${shown}${lines.length > MOST_LINES ? ', …' : ''})`;
  return [
    { index: first.index, remark: { message: `${String(found.length)} talks ${what}${where}` } },
  ];
}

/** Talks without a title, but for those of which the reader has said so already. */
function untitled({ talks, remarks }: Lineup): Doubt[] {
  const about = remarks.filter(({ message }) => /\btitles?\b/.test(message));
  const said = new Set(about.flatMap(({ message, line }) => [line, ...linesIn(message)]));
  const isAll = about.length > 0 && talks.every(({ title }) => title === '');
  return talks.flatMap((talk, index) =>
    talk.title !== '' || isAll || (talk.line !== undefined && said.has(talk.line))
      ? []
      : [doubt(talk, index, `${quoted(talk.speaker)} has no title`)],
  );
}

/** A remark about several lines names them: "(lines 2, 7 and 9)". */
const linesIn = (message: string): number[] =>
  [...(/\(lines ([^)]*)\)/u.exec(message)?.[1] ?? '').matchAll(/\d+/gu)].map(([n]) => Number(n));

const lengthOf = (talk: Talk): number => talk.duration ?? USUAL;

function doubt(talk: Talk, index: number, message: string): Doubt {
  return { index, remark: { message, ...(talk.line === undefined ? {} : { line: talk.line }) } };
}

function median(lengths: readonly number[]): number {
  const sorted = [...lengths].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? USUAL;
}

function ofLength(
  talk: Talk,
  index: number,
  usual: number,
): { readonly hours?: Doubt; readonly odd?: Doubt } {
  const { duration } = talk;
  if (duration === undefined) return {};
  const lasts = `${named(talk)} lasts ${formatDuration(duration)}`;
  if (duration >= AN_HOUR && duration % AN_HOUR === 0) {
    const meant = formatDuration(duration).replace(/:00$/, '');
    return { hours: doubt(talk, index, `${lasts}, which is hours: is ${meant} meant?`) };
  }
  if (duration < 10 * usual && duration * 10 > usual) return {};
  const rule = formatDuration(usual as typeof duration);
  return { odd: doubt(talk, index, `${lasts}, the others about ${rule}: is that meant?`) };
}

/** What organisers note beside a talk. Titles have brackets too: "(and why slides bore)" is no note. */
const GEAR =
  'slides|folien|hdmi|vga|usb-c|adapters?|adaptors?|dongle|laptop|microphone|mikrofon|mic|clicker|beamer';
const VERB = 'needs?|brings?|wants|has|with|no|own|braucht|bringt|ohne|keine|mit|eigener?';
const ASIDE = new RegExp(
  `[([](?:(?:${VERB})\\s[^()[\\]]{0,80}?\\b(?:${GEAR})\\b[^()[\\]]{0,80}|(?:${GEAR})(?:[\\s,/&+]+(?:${GEAR}|needed))*)[)\\]]`,
  'iu',
);

function asides(talks: readonly Talk[]): Doubt[] {
  return talks.flatMap((talk, index) => {
    const [aside] = ASIDE.exec(`${talk.speaker} ${talk.title}`) ?? [];
    if (aside === undefined) return [];
    const mend = 'notes for yourself go into a table with a column "notes": Speaker,Title,Notes';
    return [doubt(talk, index, `the room will see ${quoted(aside)}: ${mend}`)];
  });
}

/** Two talks with one title: the same talk twice, or two speakers of one talk, or a slip in copying. */
function doubles(talks: readonly Talk[]): Doubt[] {
  const first = new Map<string, { readonly talk: Talk; readonly index: number }>();
  return talks.flatMap((talk, index) => {
    const key = talk.title.toLowerCase();
    const before = first.get(key);
    if (key === '') return [];
    if (!before) {
      first.set(key, { talk, index });
      return [];
    }
    const same = before.talk.speaker.toLowerCase() === talk.speaker.toLowerCase();
    const message = same
      ? `${named(talk)} is in the lineup twice`
      : `${quoted(before.talk.speaker)} and ${quoted(talk.speaker)} have the same title, ${quoted(talk.title)}: are they one talk?`;
    return [doubt(talk, index, message)];
  });
}

/** Speakers of one name are told apart by their titles. */
const named = ({ speaker, title }: Talk): string =>
  title === '' ? quoted(speaker) : `${quoted(title)} (${speaker})`;
