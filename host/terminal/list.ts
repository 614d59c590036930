/** The lineup on the screen: who was on and for how long, who comes when, and what does not fit. */
import type { Entry } from '../session/types.ts';
import type { Line, Style } from './line.ts';
import { currentEntry, type Model } from './model.ts';
import { clean, widthOf } from './text.ts';
import { statusWords, timeOfDay } from './words.ts';

const MARK_AT = 1;
const NUMBER_AT = 3;
const TIME_AT = 7;
const SPEAKER_AT = 14;
const STATUS_WIDTH = 13;
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
  const wanted = current - Math.min(PAST, Math.floor(rows / 3)) + model.notes.scroll;
  const from = Math.min(last, Math.max(0, closed(model) ? last + model.notes.scroll : wanted));
  const shown = lines.slice(from, from + rows);
  return Array.from({ length: rows }, (_, row): Line => {
    const line = shown[row]?.line ?? [];
    const more =
      (row === 0 && from > 0 && '▲') || (row === rows - 1 && from < last && '▼') || undefined;
    return more === undefined ? line : [...line, { at: width - 1, text: more, style: 'dim' }];
  });
}

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
  const names = nameWidth(entries, width);
  return entries.flatMap((entry, i) => {
    const line = { id: entry.id, line: talkLine(model, entry, i, names, width) };
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

function talkLine(
  { snapshot, plan }: Model,
  entry: Entry,
  index: number,
  names: number,
  width: number,
): Line {
  const { status, talk } = entry;
  const here = entry.id === currentEntry(snapshot)?.id;
  const planned = plan.talks.find(({ id }) => id === entry.id);
  const style: Style | undefined = here ? 'bold' : (past(status) && 'dim') || undefined;
  const words = statusWords(entry, snapshot.stage.granted);
  const tight = planned?.fits === false && words === '' ? 'does not fit' : words;
  const statusAt = width - STATUS_WIDTH - 1;
  return [
    { at: MARK_AT, text: here ? '▶' : '', style },
    { at: NUMBER_AT, text: String(index + 1).padStart(2), style },
    { at: TIME_AT, text: planned ? timeOfDay(planned.start) : '', style },
    { at: SPEAKER_AT, text: clean(talk.speaker), style },
    { at: SPEAKER_AT + names, text: ' ' },
    { at: SPEAKER_AT + names + 2, text: clean(talk.title), style },
    { at: statusAt - 1, text: ' ' },
    { at: statusAt, text: tight.padStart(STATUS_WIDTH), style },
  ];
}

const past = (status: Entry['status']): boolean => status === 'ended' || status === 'missed';

function limitLine(until: number, width: number): Line {
  const text = `┄┄┄ what is below does not fit before ${timeOfDay(until)} `;
  return [{ at: 1, text: text + '┄'.repeat(Math.max(0, width - text.length - 2)), style: 'bold' }];
}
