/** Content: words councils may change without a release. */

// What others may ask. Takes a Read.
export { findTemplate } from './templates/template.queries.ts'
// The gaps in a canned reply.
export { fill, gapsIn } from './templates/template.rules.ts'
