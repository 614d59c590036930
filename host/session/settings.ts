/** What makes a session what it is, besides its talks: written with its first line, and read back from it. */
import { isRulesProblem, readRules, rulesDocument, type Rules } from '../../protocol/rules.ts';
import { duration, type Duration } from '../../protocol/time.ts';
import type { Line } from '../journal/journal.ts';

export interface SessionSettings {
  /** Name of the rules for talks that name none, as it was given. */
  readonly rules: string;
  /** All rules that talks may name, by those names, as they were when they were read. */
  readonly documents: ReadonlyMap<string, Rules>;
  readonly changeover: Duration;
  /** For talks that name none, where the command line said so. */
  readonly length?: Duration | undefined;
  /** When the first talk is planned to start, in ms since 1970. */
  readonly start?: number | undefined;
  /** When the room must be free, in ms since 1970. */
  readonly until?: number | undefined;
  readonly room?: string | undefined;
  readonly event?: string | undefined;
  readonly name?: string | undefined;
  /** Nothing blinks. */
  readonly noFlash?: boolean | undefined;
  /** Language of the screens, as a code of two letters. */
  readonly lang?: string | undefined;
  /** The lineup, as an absolute path or an address. */
  readonly source?: string | undefined;
  /** The session's folder, for a journal that lies elsewhere. */
  readonly folder?: string | undefined;
  /** The time zone of this computer, by its IANA name: a report is read elsewhere, too. */
  readonly zone?: string | undefined;
  /** How fast the session's clock runs, where it is hurried. */
  readonly speed?: number | undefined;
}

/** The fields of a line that hold it. */
export function settingsFields(settings: SessionSettings): Readonly<Record<string, unknown>> {
  const { documents, ...others } = settings;
  return { ...others, documents: documentsOf(documents) };
}

/** Rules by name, as JSON. */
export const documentsOf = (rules: ReadonlyMap<string, Rules>): Readonly<Record<string, object>> =>
  Object.fromEntries([...rules].map(([name, one]) => [name, rulesDocument(one)]));

/** What a line says of it; a value that makes no sense is left out, as if it had not been written. */
export function settingsIn(line: Line): Partial<SessionSettings> {
  const texts = ['rules', 'room', 'event', 'name', 'source', 'folder', 'zone', 'lang'] as const;
  const { changeover, length, start, until } = line;
  return {
    ...Object.fromEntries(
      texts.flatMap((key) => (typeof line[key] === 'string' ? [[key, line[key]]] : [])),
    ),
    ...(line.noFlash === true ? { noFlash: true } : {}),
    ...(isTime(changeover) ? { changeover: duration(changeover) } : {}),
    ...(isTime(length) && length > 0 ? { length: duration(length) } : {}),
    ...(isTime(start) ? { start } : {}),
    ...(isTime(until) ? { until } : {}),
    documents: documentsIn(line.documents),
  };
}

/** The rules among what may be documents. */
export function documentsIn(value: unknown): Map<string, Rules> {
  const found = new Map<string, Rules>();
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, document] of Object.entries(value)) {
    const rules = readRules(document);
    if (!isRulesProblem(rules)) found.set(name, rules);
  }
  return found;
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
