import { inject } from 'vitest'

/** The database of the process this test runs in, for its owner. Each test has a council of its own within it. */
export const databaseUrl = `${inject('ownerUrl')}_${process.env.VITEST_POOL_ID}`
