import { z } from 'zod'

/** The job's name and what it is told, for whoever asks for an archive; what it does is in make-archive.jobs.ts. */
export const ARCHIVE_JOB = { name: 'information.makeArchive', payload: z.object({ archive_id: z.uuid() }) }
