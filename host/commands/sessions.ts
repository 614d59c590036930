import { rmSync } from 'node:fs';
import { stateFolder } from '../system/paths.ts';
import { isLocked, takeLock } from '../journal/lock.ts';
import { visible } from '../system/characters.ts';
import { InputProblem } from '../system/problem.ts';
import { asker } from './ask.ts';
import { forShell, lineupForShell } from './for-shell.ts';
import { readShown } from './load-shown.ts';
import type { FoundSession } from './read-session.ts';
import { journalsOf, ownFolder, sessionsIn } from './session-folders.ts';

export interface SessionsOptions {
  /** In ms. */
  readonly deleteOlderThan?: number;
}

/** As many as are read at a glance. */
const SHOWN = 20;

/** What sessions there are, and what to type to go on with one or to see how it went. */
export async function sessions({ deleteOlderThan }: SessionsOptions): Promise<void> {
  const state = stateFolder();
  const all = await readShown(journalsOf(state), () => [...sessionsIn(state, Infinity)]);
  if (deleteOlderThan !== undefined) await discard(all, deleteOlderThan);
  else if (all.length === 0) console.log('There is no session yet: "claplight run" starts one.');
  else console.log([...all.slice(0, SHOWN).flatMap(told), ...more(all.length)].join('\n'));
}

const more = (count: number): string[] =>
  count > SHOWN ? [`and ${String(count - SHOWN)} older ones in ${stateFolder()}`] : [];

function told(found: FoundSession): string[] {
  const { path, settings } = found;
  const source = settings.source ?? 'LINEUP';
  const name = [settings.event, settings.name, settings.room].filter((part) => part !== undefined);
  const named = visible([...new Set(name)].join(' · ') || source);
  const goOn = [`claplight run ${lineupForShell(source)} --journal ${forShell(path)} --resume`];
  return [
    `${sortable(found.last)}  ${named}: ${stateOf(found)}`,
    ...(found.ended || isLocked(path) ? [] : goOn).map((line) => `    ${line}`),
    `    claplight report ${forShell(path)}`,
  ];
}

/** When its last line was written, in this computer's time. */
function sortable(ms: number): string {
  const date = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function stateOf(found: FoundSession): string {
  const { items, results, ended, path } = found;
  const talks = items.filter(({ talk }) => talk.skip !== true).length;
  const given = [...results.values()].filter(({ status }) => status === 'ended').length;
  const count = `${String(given)} of ${String(talks)} talks given`;
  if (isLocked(path)) return `running now, ${count}`;
  const { state, talk } = found.place();
  if (state === 'closed') return `closed, ${count}`;
  if (ended) return `ended, ${count}`;
  const where = state === 'standby' ? 'before' : 'in';
  return `not over, ${where} talk ${String(Math.min(talk + 1, talks))}, ${count}`;
}

async function discard(all: readonly FoundSession[], age: number): Promise<void> {
  const old = all.filter((one) => one.age > age && !isLocked(one.path));
  if (old.length === 0) {
    console.log('No session is that old.');
    return;
  }
  const many = old.length === 1 ? 'this session' : `these ${String(old.length)} sessions`;
  console.log(old.map((one) => told(one)[0] ?? '').join('\n'));
  const { ask, done } = asker(false);
  if (!ask)
    throw new InputProblem('deleting asks first, so it needs a terminal', {
      source: '--delete-older-than',
    });
  try {
    if (await ask(`Delete ${many}, with journals and reports?`)) for (const one of old) remove(one);
    else console.log('Nothing was deleted.');
  } finally {
    done();
  }
}

/** Whoever began to write it meanwhile keeps it. A journal that lies elsewhere stays. */
function remove({ path }: FoundSession): void {
  try {
    const lock = takeLock(path);
    const folder = ownFolder(path);
    if (folder === undefined) rmSync(path);
    else rmSync(folder, { recursive: true });
    lock.release();
    console.log(`deleted ${folder ?? path}`);
  } catch (error) {
    console.error(`${path} was not deleted: ${(error as Error).message}`);
  }
}
