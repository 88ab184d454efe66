/** Reports: what councillors, managers and regulators read. Reads only what other rooms publish. */

// What app/ wires in, and links to.
export { VERIFY_RECORD, verifyRecord } from './audit/verify-record.ts'
export { showToday } from './dashboards/today.routes.tsx'
export { reportHoldings } from './holdings.ts'
export { reportPaths } from './paths.ts'
export { reportRoutes } from './wiring.ts'
