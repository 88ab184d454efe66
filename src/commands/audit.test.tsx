import { expect, test } from 'vitest'
import { council, owner } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { auditCommand } from './audit.ts'

test('the command says what it found, and exits with 1 when something is wrong', async () => {
  const here = await council()
  const { id } = await here.givenCase()
  const lines: string[] = []
  const context = {
    databaseUrl,
    appDatabaseUrl: databaseUrl,
    root: '.',
    print: (line: string) => void lines.push(line),
  }
  expect(await auditCommand.run(context, ['verify', here.short])).toBe(0)
  expect(lines).toEqual(['1 event checked.', 'The record is whole.'])
  await owner.query(`update cases.messages set body = 'x' where case_id = $1`, [id])
  expect(await auditCommand.run(context, ['verify', here.short])).toBe(1)
  expect(lines.at(-1)).toContain('1 fault')
  expect(await auditCommand.run(context, ['verify', 'Nowhere'])).toBe(2)
  expect(await auditCommand.run(context, [])).toBe(2)
})
