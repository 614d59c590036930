/** `npm run release:check`: what takes minutes, installs packages, or builds a machine. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/release/**/*.check.ts'],
    reporters: ['default', './tests/support/summary.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});
