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

test('clocks are worked out anew from the record, and what is kept otherwise is named', async () => {
  const here = await council()
  const { id, reference } = await here.givenCase()
  const lines: string[] = []
  const context = {
    ...{ databaseUrl, appDatabaseUrl: databaseUrl, root: '.' },
    print: (line: string) => void lines.push(line),
  }
  expect(await auditCommand.run(context, ['clocks', here.short])).toBe(0)
  expect(lines).toEqual(['2 clocks of 1 open case checked.', 'Every clock stands as its record says.'])
  await owner.query(
    `update cases.case_clocks set due_at = due_at + interval '1 hour' where case_id = $1 and metric = 'resolve'`,
    [id],
  )
  expect(await auditCommand.run(context, ['clocks', here.short])).toBe(1)
  expect(lines.at(-3)).toMatch(new RegExp(`${here.short}, case ${reference}: sla resolve 1: due_at is .*, should be `))
  expect(lines.at(-1)).toContain('1 clock')
})
