/** v8's coverage, but not where a test's project says NO_COVERAGE: what runs as it was built is not counted. */
import v8 from '@vitest/coverage-v8';
import type { CoverageProviderModule } from 'vitest/node';

const counted = process.env.NO_COVERAGE === undefined;

const provider: CoverageProviderModule = {
  getProvider: () => v8.getProvider(),
  startCoverage: (options) => (counted ? v8.startCoverage?.(options) : undefined),
  takeCoverage: (options) => (counted ? v8.takeCoverage?.(options) : undefined),
  stopCoverage: (options) => (counted ? v8.stopCoverage?.(options) : undefined),
};

export default provider;
