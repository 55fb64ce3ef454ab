import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Input is data; a test that needs longer than this has found a hang.
    testTimeout: 20_000,
  },
});
