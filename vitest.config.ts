import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globals: false,
    restoreMocks: true,
    unstubEnvs: true,
    // Time is simulated: what takes this long hangs. Only builds and browsers come near it.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/support/summary.ts'],
    coverage: {
      provider: 'v8',
      include: ['protocol/**/*.ts', 'host/**/*.ts'],
      // Code inside worker threads is not measured: its logic is tested in process.
      exclude: ['protocol/tools/**', 'host/**/worker.ts', 'host/page/**'],
      reporter: [['text', { skipFull: true }], 'html'],
      thresholds: {
        'protocol/**': { 100: true },
        // A floor that only rises.
        'host/**': { lines: 65, functions: 62, branches: 58, statements: 64 },
      },
    },
  },
});
