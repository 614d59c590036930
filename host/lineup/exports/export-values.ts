/** Picking values out of JSON of which nothing is known, and making events of them. */
import { firstRefused, hasInk, tidy, withoutMail } from '../../system/characters.ts';
import type { ConferenceEvent, Export, RawEvent } from './conference.ts';
import { between, dayOf, shifted } from './times.ts';
import type { SourceText } from '../source.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; none for anything else. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Longer titles are cut: nobody reads them from a screen. */
const LONGEST = 300;

/**
 * The text of a value: a string or number, or a translated text (`{"en": …, "de": …}`), of which
 * English is taken, else the first. Empty for anything else.
 */
export function textIn(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const text = tidy(value.length > 4 * LONGEST ? value.slice(0, 4 * LONGEST) : value);
    if (!hasInk(text)) return '';
    return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
  }
  const { en, ...others } = fieldsOf(value);
  return (
    [en, ...Object.values(others)].filter((text) => typeof text === 'string').map(textIn)[0] ?? ''
  );
}

/** What screens show. Some exports have e-mail addresses in names and titles: those are left out. */
const shownIn = (value: unknown): string => textIn(withoutMail(textIn(value)));

/** The first of several values that has a text. */
export const firstText = (...values: readonly unknown[]): string =>
  values.map(textIn).find((text) => text !== '') ?? '';

/** Cleans what an importer found, leaves out doubles, and counts what was doubtful. */
export function exportFrom(
  source: SourceText,
  format: string,
  name: unknown,
  raw: Iterable<RawEvent>,
): Export {
  const events = new Map<string, ConferenceEvent>();
  let cleaned = 0;
  let untimed = 0;
  for (const found of raw) {
    if (firstRefused(typeof found.title === 'string' ? found.title : '')) cleaned += 1;
    const event = eventFrom(found);
    if (event.start === undefined) untimed += 1;
    const key = `${event.id ?? `${event.title}\n${event.rooms.join()}`}\n${event.start ?? ''}`;
    const twin = events.get(key);
    events.set(key, twin ? { ...twin, rooms: unique([...twin.rooms, ...event.rooms]) } : event);
  }
  if (cleaned > 0) source.remark(`control characters left out of titles: ${String(cleaned)}`);
  if (untimed > 0) source.remark(`events without a time: ${String(untimed)} (not scheduled yet?)`);
  const title = textIn(name);
  return {
    source: source.name,
    format,
    ...(title === '' ? {} : { name: title }),
    events: [...events.values()],
    remarks: source.remarks,
  };
}

const unique = (texts: readonly string[]): string[] =>
  [...new Set(texts)].filter((text) => text !== '');

function eventFrom(raw: RawEvent): ConferenceEvent {
  const { start } = raw;
  const length = start !== undefined && raw.end !== undefined ? between(start, raw.end) : undefined;
  const duration = length ?? raw.duration;
  const end =
    length === undefined && start !== undefined && duration !== undefined
      ? shifted(start, duration)
      : raw.end;
  const texts = { id: textIn(raw.id), type: textIn(raw.type), track: textIn(raw.track) };
  const day = raw.day ?? (start === undefined ? undefined : dayOf(start));
  return {
    title: shownIn(raw.title),
    speakers: unique((raw.speakers ?? []).map(shownIn)),
    rooms: unique((raw.rooms ?? []).map(textIn)),
    service: raw.service ?? false,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    ...(raw.within === undefined ? {} : { within: raw.within }),
    ...(day === undefined ? {} : { day }),
    ...(start === undefined ? {} : { start }),
    ...((length === undefined && duration === undefined) || end === undefined ? {} : { end }),
    ...(duration === undefined ? {} : { duration }),
  };
}
