import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What is missing for a skipped suite, and how to get it. The summary lists it. */
    needs?: string;
  }
}

export type Describe = (name: string, body: () => void) => void;

/**
 * A `describe` for tests that need a tool. Where it is missing they are skipped, and the summary says
 * how to get it; in CI they fail. `present` is for what is not a program, such as an attached board.
 */
export function need(tool: string, how: string, present = isOnPath(tool)): Describe {
  if (present) return (name, body) => describe(name, body);
  const needs = `${tool}: ${how}`;
  if (process.env.CI === undefined || process.env.CI === '')
    return (name, body) => describe(name, { skip: true, meta: { needs } }, body);
  return (name) =>
    describe(name, () => {
      it(`has ${tool}`, () => {
        throw new Error(`missing ${needs}`);
      });
    });
}

export function isOnPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
