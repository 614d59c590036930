/** The modules of the firmware include each other in one direction only. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const SKETCH = 'firmware/claplight/';

/** What each module includes of the others. A header and its source are one module, board and port too. */
function includes(): Map<string, Set<string>> {
  const modules = new Map<string, Set<string>>();
  for (const file of readdirSync(SKETCH)) {
    const text = readFileSync(SKETCH + file, 'utf8');
    const name = moduleOf(file);
    const known = modules.get(name) ?? new Set();
    for (const [, included = ''] of text.matchAll(/^#include "(.+)"$/gm))
      if (moduleOf(included) !== name) known.add(moduleOf(included));
    modules.set(name, known);
  }
  return modules;
}

const moduleOf = (file: string): string => file.replace(/\.\w+$/, '').replace(/^port$/, 'board');

/** Modules that come back to themselves, in the order in which they include each other; or none. */
function circle(modules: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return [];
    for (const next of modules.get(name) ?? []) {
      const found = walk(next, [...path, name]);
      if (found.length > 0) return found;
    }
    done.add(name);
    return [];
  };
  for (const name of modules.keys()) {
    const found = walk(name, []);
    if (found.length > 0) return found;
  }
  return [];
}

describe('modules of the firmware', () => {
  it('have no circle', () => {
    expect(circle(includes()).join(' → ')).toBe('');
  });

  it('would be caught at one', () => {
    const modules = includes().set('news', new Set(['link']));
    expect(circle(modules).join(' → ')).toMatch(/link → news|news → link/);
  });
});
