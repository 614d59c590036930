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
  const remarks = [...doubles(talks), ...talks.flatMap((talk, i) => ofTalk(talk, i, usual))];
  const sorted = remarks.sort((a, b) => a.index - b.index).map(({ remark }) => remark);
  if (start === undefined || end === undefined || Date.parse(end) > Date.parse(start))
    return sorted;
  return [{ message: `the session ends (${end}) before it starts (${start})` }, ...sorted];
}

interface Doubt {
  readonly index: number;
  readonly remark: Remark;
}

const lengthOf = (talk: Talk): number => talk.duration ?? USUAL;

function doubt(talk: Talk, index: number, message: string): Doubt {
  return { index, remark: { message, ...(talk.line === undefined ? {} : { line: talk.line }) } };
}

function median(lengths: readonly number[]): number {
  const sorted = [...lengths].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? USUAL;
}

function ofTalk(talk: Talk, index: number, usual: number): Doubt[] {
  const found: string[] = [];
  const { speaker, title, duration } = talk;
  if (title === '') found.push(`${quoted(speaker)} has no title`);
  if (duration !== undefined && duration >= AN_HOUR && duration % AN_HOUR === 0) {
    const meant = formatDuration(duration).replace(/:00$/, '');
    found.push(
      `${named(talk)} lasts ${formatDuration(duration)}, which is hours: is ${meant} meant?`,
    );
  } else if (duration !== undefined && (duration >= 10 * usual || duration * 10 <= usual)) {
    const rule = formatDuration(usual as typeof duration);
    found.push(
      `${named(talk)} lasts ${formatDuration(duration)}, the others about ${rule}: is that meant?`,
    );
  }
  return found.map((message) => doubt(talk, index, message));
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
