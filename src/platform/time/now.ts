/** The time. Only what answers a request or runs a job asks; everything further in is told, so that tests can say when it is. */
export const now = (): Date => new Date()
