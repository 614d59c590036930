/**
 * An export as we keep it for the moment when the network is gone: our own fields as JSON, so that what we
 * must not keep is not in it. It is read back as warily as any other source.
 */
import { duration } from '../../../protocol/time.ts';
import type { SourceText } from '../source.ts';
import type { Export, RawEvent } from './conference.ts';
import { isoIn } from './times.ts';
import { exportFrom, fieldsOf, firstText, listOf, type Fields } from './export-values.ts';

const MARK = 'claplight export';

export const isKept = (json: unknown): boolean => fieldsOf(json)['kind'] === MARK;

export const keptText = (source: Export): string =>
  JSON.stringify({ kind: MARK, ...source, source: undefined });

export function readKept(source: SourceText, json: unknown): Export {
  const { format, name, events, remarks } = fieldsOf(json);
  for (const remark of listOf(remarks).map(fieldsOf)) source.remark(firstText(remark['message']));
  return exportFrom(source, firstText(format), name, listOf(events).map(fieldsOf).map(eventOf));
}

function eventOf(event: Fields): RawEvent {
  const { duration: length, day, within } = event;
  return {
    id: event['id'],
    within: typeof within === 'string' ? within : undefined,
    title: event['title'],
    speakers: listOf(event['speakers']),
    rooms: listOf(event['rooms']),
    day: typeof day === 'string' ? firstText(day) : undefined,
    type: event['type'],
    track: event['track'],
    start: isoIn(event['start']),
    end: isoIn(event['end']),
    duration: typeof length === 'number' && length > 0 ? duration(length) : undefined,
    service: event['service'] === true,
  };
}
