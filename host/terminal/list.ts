/** The lineup on the screen: who was on and for how long, who comes when, and what does not fit. */
import { formatDuration } from '../../protocol/time.ts';
import type { Entry } from '../session/types.ts';
import type { Line, Style } from './line.ts';
import { currentEntry, type Model } from './model.ts';
import { clean } from './clean.ts';
import { clip, widthOf } from './text.ts';
import { numbered, outcomeWords, statusWords } from './words.ts';
import { HOUR_WIDTH, hourOf } from '../system/time-of-day.ts';

const CHOSEN_AT = 0;
const MARK_AT = 1;
const NUMBER_AT = 3;
const TIME_AT = 7;
const SPEAKER_AT = TIME_AT + HOUR_WIDTH + 2;
const STATUS_WIDTH = 14;
/** Wider screens show notes too, and the status beside the title. */
const WIDE = 150;
/** The widest column of titles on a wide screen. */
const WIDEST_TITLE = 70;
/** Narrower screens leave the times out. */
const NARROW = 56;
/** Lines of the past that stay in view above the talk that is on. */
const PAST = 2;

/** The lineup in exactly `rows` lines, scrolled so that the talk that is on is in view. */
export function drawList(model: Model, rows: number, width: number): Line[] {
  const lines = allLines(model, width);
  const current = Math.max(
    0,
    lines.findIndex(({ id }) => id === currentEntry(model.snapshot)?.id),
  );
  const last = Math.max(0, lines.length - rows);
  const within = (line: number): number => Math.max(0, Math.min(line, last));
  const rest = closed(model) ? last : within(current - Math.min(PAST, Math.floor(rows / 3)));
  const chosen = lines.findIndex(
    ({ id }) => id !== undefined && id === model.notes.lineup?.selected,
  );
  const from = chosen < 0 ? within(rest + model.notes.scroll) : within(around(chosen, rest, rows));
  const shown = lines.slice(from, from + rows);
  const limit = lines.findIndex(({ id }) => id === undefined);
  if (limit >= from + rows && rows > 2) shown.splice(-1, 1, limitBelow(lines, limit, model, width));
  return Array.from({ length: rows }, (_, row): Line => {
    const line = shown[row]?.line ?? [];
    const more =
      (row === 0 && from > 0 && '▲') || (row === rows - 1 && from < last && '▼') || undefined;
    return more === undefined ? line : [...line, { at: width - 1, text: more, style: 'dim' }];
  });
}

/** The line to begin with so that the chosen one is in view, and one more on each side of it. */
const around = (chosen: number, rest: number, rows: number): number =>
  Math.min(Math.max(rest, chosen - rows + 2), Math.max(0, chosen - 1));

const closed = ({ snapshot }: Model): boolean => snapshot.stage.state === 'closed';

interface ListLine {
  readonly id: number | undefined;
  readonly line: Line;
}

function allLines(model: Model, width: number): ListLine[] {
  const { snapshot, plan } = model;
  const { entries, until } = snapshot;
  const late = plan.talks.findIndex(({ fits }) => !fits);
  const firstLate = late < 0 ? undefined : plan.talks[late]?.id;
  const columns = { names: nameWidth(entries, width), titles: titleWidth(entries, width) };
  return entries.flatMap((entry, i) => {
    const line = { id: entry.id, line: talkLine(model, entry, i, columns, width) };
    return until !== undefined && entry.id === firstLate
      ? [{ id: undefined, line: limitLine(until, width) }, line]
      : [line];
  });
}

/** One width for the whole lineup, so that titles stand below each other and stay where they are. */
function nameWidth(entries: readonly Entry[], width: number): number {
  const longest = entries.reduce(
    (most, { talk }) => Math.max(most, widthOf(clean(talk.speaker))),
    0,
  );
  return Math.max(8, Math.min(longest, Math.floor(width * 0.27)));
}

/** On a wide screen titles have a column; else what is left, which undefined says. */
function titleWidth(entries: readonly Entry[], width: number): number | undefined {
  if (width < WIDE) return undefined;
  const longest = entries.reduce((most, { talk }) => Math.max(most, widthOf(clean(talk.title))), 0);
  return Math.max(20, Math.min(longest, WIDEST_TITLE));
}

interface Columns {
  readonly names: number;
  readonly titles: number | undefined;
}

/** What there is to know of a talk besides, where there is room for it. */
function notesOf({ talk, length }: Entry): string {
  const say = talk.sayAs === undefined ? '' : `say ${talk.sayAs}`;
  const parts = [formatDuration(length), talk.pronouns ?? '', say, talk.notes ?? ''];
  return clean(parts.filter((part) => part !== '').join(' · '));
}

function talkLine(
  { snapshot, plan, notes }: Model,
  entry: Entry,
  index: number,
  { names, titles }: Columns,
  width: number,
): Line {
  const { status, talk } = entry;
  const here = entry.id === currentEntry(snapshot)?.id;
  const planned = plan.talks.find(({ id }) => id === entry.id);
  const chosen = notes.lineup?.selected === entry.id;
  const own: Style | undefined = here ? 'bold' : (past(status) && 'dim') || undefined;
  const style = chosen ? 'chosen' : own;
  const swapped = notes.lineup?.swapping === entry.id;
  const { state, granted } = snapshot.stage;
  const words = state === 'closed' ? outcomeWords(entry) : statusWords(entry, granted);
  const tight = planned?.fits === false && words === '' ? 'does not fit' : words;
  const narrow = width < NARROW;
  const speakerAt = narrow ? TIME_AT : SPEAKER_AT;
  const titleAt = speakerAt + names + 2;
  const statusAt = titles === undefined ? width - STATUS_WIDTH - 2 : titleAt + titles + 2;
  const time = status === 'on' ? 'now' : hourOf(planned?.start ?? 0).padStart(HOUR_WIDTH);
  return [
    { at: CHOSEN_AT, text: chosen ? '>' : swapped ? 'x' : '', style },
    { at: MARK_AT, text: here ? '►' : '', style },
    { at: NUMBER_AT, text: String(index + 1).padStart(2), style },
    { at: TIME_AT, text: planned && !narrow ? time : '', style },
    { at: speakerAt, text: clean(talk.speaker), style },
    { at: speakerAt + names, text: ' ' },
    { at: titleAt, text: clean(talk.title), style },
    { at: statusAt - 1, text: ' ' },
    { at: statusAt, text: tight.padStart(STATUS_WIDTH), style },
    ...(titles === undefined
      ? []
      : [{ at: statusAt + STATUS_WIDTH + 3, text: notesOf(entry), style: 'dim' as const }]),
  ];
}

const past = (status: Entry['status']): boolean => status === 'ended' || status === 'missed';

const limitLine = (until: number, width: number): Line =>
  dashed(`what is below does not fit before ${hourOf(until)}`, width);

/** The limit is further down than the list is shown: it is named in the last line. */
function limitBelow(
  lines: readonly ListLine[],
  limit: number,
  { snapshot }: Model,
  width: number,
): ListLine {
  const last = snapshot.entries.find(({ id }) => id === lines[limit - 1]?.id);
  const until = hourOf(snapshot.until ?? 0);
  const words = last
    ? `the last to fit before ${until} is ${numbered(last, snapshot.entries)}`
    : '';
  return { id: undefined, line: dashed(clip(words, width - 12), width) };
}

function dashed(words: string, width: number): Line {
  const text = `┄┄┄ ${words} `;
  return [
    { at: 1, text: text + '┄'.repeat(Math.max(0, width - widthOf(text) - 3)), style: 'amber' },
  ];
}
