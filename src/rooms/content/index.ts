/** Content: words councils may change without a release. */

// What app/ wires in.
export { contentHoldings } from './holdings.ts'
// Known problems and planned work.
export { endNotice, publishNotice } from './notices/notice.actions.ts'
export { NoticeList } from './notices/notice.pages.tsx'
export { listCurrentNotices, type Notice } from './notices/notice.queries.ts'
export { contentPaths } from './paths.ts'
// What is a team's own, and giving it to another.
export { giveRepliesElsewhere, repliesOfTeam } from './templates/give-elsewhere.actions.ts'
// What others may do, and ask.
export { addTemplate } from './templates/template.actions.ts'
export { findTemplate, listTemplates } from './templates/template.queries.ts'
// The gaps in a canned reply.
export { fill, gapsIn } from './templates/template.rules.ts'
export { contentRoutes } from './wiring.ts'
