import { newId } from '#platform/database/id.ts'
import type { Council } from './council.tsx'

/** Every file of a council, as the store has it. */
export const filesOf = (c: Council) =>
  c.reading(tx => tx.selectFrom('platform.files').selectAll().orderBy('id').execute())

/** A message with files, as its form posts it. */
export const answerWith = (files: readonly File[], body = 'See the picture.') => {
  const form = new FormData()
  form.append('id', newId())
  form.append('body', body)
  for (const file of files) form.append('files', file)
  return form
}
