import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'content/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Properties take as long as the machine is busy; what is slow is measured in the benchmark.
    testTimeout: 120_000,
  },
});
