/* What may be done to a major incident, for those outside this room. */
export { addCase, declareMajor } from './declare.actions.ts'
export { closeMajor, resolveMajor, reviewMajor } from './end.actions.ts'
export { sayUpdate } from './inform.actions.ts'
