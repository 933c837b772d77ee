import { defineConfig } from 'vitest/config';

/** Stacks on a real Docker Engine. One file at a time: the engine has enough to do with one build. */
export default defineConfig({
  test: {
    include: ['e2e/engine/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
