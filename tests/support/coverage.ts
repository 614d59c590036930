/** v8's coverage, but not where a test's project says NO_COVERAGE: what runs as it was built is not counted. */
import v8 from '@vitest/coverage-v8';
import type { CoverageProviderModule } from 'vitest/node';

const counted = process.env.NO_COVERAGE === undefined;

/** What v8 tells of a script since it was last asked. */
interface Script {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
}

/** A worker runs many files, and after each all that it has loaded is told: what did not run since is left out. */
const told = new Set<string>();
const news = ({ result }: { readonly result: readonly Script[] }): { result: Script[] } => ({
  result: result.flatMap((script) => {
    if (!/\/(?:host|protocol)\//.test(script.url)) return [];
    const ran = script.functions.filter(({ ranges }) => ranges.some(({ count }) => count > 0));
    const functions = told.has(script.url) ? ran : script.functions;
    told.add(script.url);
    return functions.length > 0 ? [{ ...script, functions }] : [];
  }),
});

const provider: CoverageProviderModule = {
  getProvider: () => v8.getProvider(),
  startCoverage: (options) => (counted ? v8.startCoverage?.(options) : undefined),
  takeCoverage: async (options) =>
    counted ? news((await v8.takeCoverage?.(options)) as { result: Script[] }) : undefined,
  stopCoverage: (options) => (counted ? v8.stopCoverage?.(options) : undefined),
};

export default provider;
