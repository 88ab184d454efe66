import { run } from './run.mjs'

process.exitCode = await run(['serve'])
