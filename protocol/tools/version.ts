import { readFileSync } from 'node:fs';

/** The firmware has the version of the package that it comes in; run from the folder of that package. */
export function claplightVersion(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return version;
}
