import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Journeys start processes, a browser and a PostgreSQL on machines that are shared.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
