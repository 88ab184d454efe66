/** Integration: other systems, what they ask of us and what they hand over. */

// What app/ wires in: the one API, gathered from every room.
export { apiFor } from './api/api.routes.tsx'
// What the commands run.
export { prepareDesk } from './imports/prepare-desk.ts'
export { showProgress } from './imports/progress.ts'
export { readMapping } from './imports/read-mapping.ts'
export { lineOf, openReport, summaryOf } from './imports/report.ts'
export { runImport } from './imports/run-import.ts'
export { openSource } from './imports/source.ts'
export { balances } from './imports/tally.rules.ts'
