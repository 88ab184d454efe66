/** What a change of terms would move, and how far its recompute is. For app/ to hand to the rooms that keep the terms. */

export { recountPaths } from '../recounting/paths.ts'
export { previewCalendarChange, previewPausesChange, previewTargetsChange } from './preview.ts'
export { progressUnder } from './progress.queries.ts'
