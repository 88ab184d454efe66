import { z } from 'zod'
import { changes } from '#platform/events/changes.ts'
import { defineEvent } from '#platform/events/event.ts'

const id = z.string()

export const noticePublished = defineEvent(
  'organisation.noticePublished',
  'staff',
  z.object({ notice_id: id, title: z.string() }),
)
export const noticeEdited = defineEvent('organisation.noticeEdited', 'staff', z.object({ notice_id: id, changes }))

const words = z.object({ name: z.string(), body: z.string() })
export const templateSaved = defineEvent('template.saved', 'staff', words.extend({ before: words.nullable() }))
export const templateDeleted = defineEvent('template.deleted', 'staff', words)
