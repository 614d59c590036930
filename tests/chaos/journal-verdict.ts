/** What must hold of a journal, whatever was done to the host that wrote it. */
import type { Line } from '../../host/journal/journal.ts';

/** Once each: what was answered. At most once: what had no answer. In order, and whole. */
export function wrongIn(lines: readonly Line[], acknowledged: readonly string[]): string[] {
  const counts = new Map<unknown, number>();
  for (const { request } of lines)
    if (request !== undefined) counts.set(request, (counts.get(request) ?? 0) + 1);
  const lost = acknowledged.filter((request) => !counts.has(request));
  const doubled = [...counts].filter(([, count]) => count > 1);
  // A session that was over is followed by another one, which counts from 1.
  const gap = lines.findIndex(
    ({ seq, what }, i) => what !== 'begin' && seq !== (lines[i - 1]?.seq ?? 0) + 1,
  );
  return [
    ...lost.map((request) => `lost: ${request}`),
    ...doubled.map(([request]) => `doubled: ${String(request)}`),
    ...(gap < 0 ? [] : ['out of order:', ...lines.slice(gap - 2, gap + 2).map(shortly)]),
  ];
}

const shortly = (line: Line): string => JSON.stringify(line).slice(0, 150);

/** The lines of a journal; into `broken` goes what is none. */
export function linesOf(text: string, broken: string[]): Line[] {
  if (!text.endsWith('\n')) broken.push('the journal ends in half a line');
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Line];
      } catch {
        broken.push(`no line: ${line.slice(0, 80)}`);
        return [];
      }
    });
}

/** By how much a cue came late; undefined for one that a press brought, or that a new start found under way. */
export function lateness(
  { type, shown, due, ms }: Line,
  i: number,
  lines: readonly Line[],
): number[] {
  if (type !== 'cue' || typeof shown !== 'number' || typeof due !== 'number') return [];
  const before = lines
    .slice(0, i)
    .findLast((line) => !['cue', 'refused', 'notice'].includes(line.type));
  return before && ms - before.ms > AT_ONCE ? [shown - due] : [];
}

/** In ms: what comes so soon after a press was brought by it. */
const AT_ONCE = 5;
