// How the tests run: workers that each keep one database per engine, and one PostgreSQL for all.

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: './test/support/setup.ts',
    pool: 'forks',
    // Two more than the cores tests are meant for: many laws wait for real seconds to pass.
    maxWorkers: 4,
    // A worker runs several files in one process, so that what is slow to open is opened once.
    isolate: false,
    execArgv: ['--import', './src/lib/quick.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
})
