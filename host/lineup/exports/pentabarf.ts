/**
 * `schedule.xml` of pentabarf, frab, pretalx and others (FOSDEM, DebConf, the Chaos Communication
 * Congress): days, in them rooms, in them events. `date` is taken first, the deprecated `start` where it
 * is missing. Abstracts, links and answers are not read.
 */
import { detached } from '../../system/characters.ts';
import { InputProblem } from '../../system/problem.ts';
import { MOST_TALKS, tooManyOf } from '../limits.ts';
import type { SourceText } from '../source.ts';
import { XmlStream, type Attributes } from '../xml.ts';
import type { Export, RawEvent } from './conference.ts';
import { exportFrom, firstText } from './export-values.ts';
import { frabDuration, isoIn, onDay } from './times.ts';
import { zoned, zoneFinder } from './zones.ts';

/** Begins like an XML document; what kind it is, is told by its first element. */
export const isXml = (text: string): boolean =>
  /^\s*<(?:\?xml|!--|(?:schedule|rss|feed|icalendar)[\s>])/i.test(text);

/** So much is handed to the parser at once, in UTF-16 units. */
const PIECE = 1 << 16;

/** Reads a schedule. Throws InputProblem for XML of another kind, and at the first mistake. */
export function readPentabarf(source: SourceText): Export {
  const reader = new ScheduleReader(source);
  const stream = new XmlStream({
    open: (name, attributes) => {
      reader.open(name, attributes);
    },
    close: (name, text) => {
      reader.close(name, text);
    },
    problem: (message, at) => source.problem({ at, length: 1 }, message),
  });
  for (let at = 0; at < source.text.length; at += PIECE)
    stream.write(source.text.slice(at, at + PIECE));
  stream.end();
  return exportFrom(source, 'frab / pentabarf XML', reader.title, reader.events());
}

type Values = Record<string, string>;

/** An event as its elements and attributes say it. */
interface Found {
  readonly id: string;
  readonly day: string | undefined;
  readonly room: string;
  readonly values: Values;
  readonly persons: string[];
}

class ScheduleReader {
  title = '';
  readonly #source: SourceText;
  readonly #path: string[] = [];
  readonly #found: Found[] = [];
  #zone = '';
  #day: string | undefined;
  #room = '';
  #event: Found | undefined;
  #person: Values = {};

  constructor(source: SourceText) {
    this.#source = source;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#path.length === 0 && name !== 'schedule') throw otherXml(this.#source, name);
    this.#path.push(name);
    if (this.#event) {
      if (name === 'person') this.#person = { attribute: attributes['name'] ?? '' };
    } else if (name === 'day') {
      this.#day = /^\d{4}-\d\d-\d\d/.exec(attributes['date'] ?? '')?.[0];
    } else if (name === 'room') this.#room = attributes['name'] ?? '';
    else if (name === 'event') {
      const { guid = '', code = '', id = '' } = attributes;
      const event = { id: firstText(guid, code, id), day: this.#day, room: this.#room };
      this.#event = { ...event, values: {}, persons: [] };
    }
  }

  close(name: string, text: string): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (!this.#event) {
      if (parent === 'conference' && name === 'title') this.title = text;
      if (parent === 'conference' && name === 'time_zone_name') this.#zone = text.trim();
    } else if (name === 'event') {
      if (this.#found.length === MOST_TALKS) throw this.#source.problemAll(tooManyOf('events'));
      this.#found.push(this.#event);
      this.#event = undefined;
    } else if (name === 'person') this.#event.persons.push(kept(nameOf({ ...this.#person, text })));
    else if (parent === 'person') this.#person[name] = text;
    else if (parent === 'event' && READ.has(name)) this.#event.values[name] ??= kept(text);
  }

  /** All events; their hours without an offset are in the conference's time zone. */
  *events(): Generator<RawEvent> {
    const zone = zoneFinder()(this.#zone);
    for (const { id, day, room, values, persons } of this.#found) {
      const local = isoIn(values['date']) ?? onDay(day, values['start']?.trim());
      const floats = local !== undefined && !/(?:Z|[+-]\d\d:\d\d)$/.test(local);
      yield {
        id,
        title: values['title'],
        speakers: persons,
        rooms: [firstText(values['room'], room)],
        day,
        type: values['type'],
        track: values['track'],
        start: floats && zone ? zoned(local, zone) : local,
        end: isoIn(values['end']),
        duration: frabDuration(values['duration']?.trim()),
      };
    }
  }
}

/** A piece of the text keeps all of it in memory: what is kept is a copy, and as long as a title may be. */
const kept = (text: string): string => detached(text.slice(0, LONGEST_VALUE));
const LONGEST_VALUE = 1200;

const READ = new Set(['date', 'start', 'end', 'duration', 'room', 'title', 'track', 'type']);

/** `public_name` is what the person wants to be called; most exports have the name as text. */
const nameOf = (person: Values): string =>
  firstText(person['public_name'], person['text'], person['name'], person['attribute']);

function otherXml(source: SourceText, root: string): InputProblem {
  const kind = root.toLowerCase();
  if (kind === 'html')
    return source.problemAll('this is a web page, not a lineup: does it ask for a login?');
  const what = source.text.includes('iCalendar')
    ? 'a calendar as XML'
    : `XML that begins with <${kind}>`;
  return source.problemAll(
    `this is ${what}, not a frab or pentabarf schedule: use schedule.xml, schedule.json or the calendar (.ics)`,
  );
}
