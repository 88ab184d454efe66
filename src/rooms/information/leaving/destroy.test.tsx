import { expect, test } from 'vitest'
import { held } from '#app/holdings.ts'
import { verify } from '#platform/audit/seal.ts'
import { writeAsOwner } from '#platform/database/as-owner.ts'
import { checkCases } from '#rooms/cases/index.ts'
import { type Council, owner } from '#testing/council.tsx'
import { MARK, marked } from '#testing/marked.ts'
import { destroyLeft, destroyStep } from './destroy.ts'
import { foresee } from './foresee.queries.ts'
import { confirmed, givenSolved, inDays, leftBy, rowsOf, twoCouncils } from './leaving.fixture.ts'
import { destroyedByKind } from './statement.ts'

const LATER = new Date(Date.now() + 92 * 24 * 60 * 60 * 1000)
const night = (c: Council, at = LATER) => destroyLeft(owner, held, at, c.organisation_id)

const faultsOf = async ({ organisation_id }: Council) =>
  (await verify(owner, { organisation_id, checks: [checkCases] })).faults

/** What reports say of a council, without what says which page it is. */
async function figuresOf({ goes, stays }: Awaited<ReturnType<typeof twoCouncils>>) {
  const said: Record<string, string[] | null> = {}
  for (const name of ['backlog', 'channels', 'performance', 'hygiene']) {
    const page = await stays.farah.page(`/reports/${name}?organisation=${goes.organisation_id}`)
    said[name] = (/<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '').match(/<td[\s\S]*?<\/td>|figure[\s\S]*?<\/div>/g)
  }
  return said
}

test('what was held is destroyed after its day: no word or name is left, figures and the chain are, and nobody else’s row changed', {
  timeout: 180_000,
}, async () => {
  const two = await twoCouncils(marked)
  const { goes, stays } = two
  await givenSolved(goes)
  await stays.givenCase({ subject: 'Theirs' })
  await goes.work()
  await stays.work()
  const theirs = await rowsOf(stays)
  const page = await confirmed(two)
  await leftBy(goes)
  const figures = await figuresOf(two)
  expect(JSON.stringify(figures).length).toBeGreaterThan(500)
  const clocks = async () =>
    (
      await owner.query('select * from cases.case_clocks where organisation_id = $1 order by id', [
        goes.organisation_id,
      ])
    ).rows
  const before = await clocks()
  expect(await rowsOf(stays)).toEqual(theirs)
  // Not on its last day, nor while a hold stands, which the page says.
  await night(goes, new Date(`${inDays(90)}T20:00:00Z`))
  expect(await stays.farah.page(page)).toContain('What is held is kept until')
  const index = `/admin/organisations/${goes.organisation_id}/information`
  await stays.farah.post(`${index}/hold`, { because: 'An inquiry' })
  await night(goes)
  expect(await stays.farah.page(page)).toMatch(/A legal hold stands[\s\S]*An inquiry/)
  const lift = /\/information\/holds\/[^"]*\/lift/.exec(await stays.farah.page(page))![0]
  await stays.farah.post(lift)
  const foreseen = await goes.reading(tx => foresee(tx, held, goes.organisation_id))
  // Stopped after some steps, it goes on the next night.
  const id = page.split('/').at(-1)!
  for (let n = 0; n < 7; n++) await writeAsOwner(owner, tx => destroyStep(tx, held, id, LATER))
  expect(await stays.farah.page(page)).toContain('It is being destroyed')
  await night(goes)
  expect(await stays.farah.page(page)).toContain('What was held is destroyed')
  // As many went as was foreseen.
  const { rows: leavings } = await owner.query('select destroyed from information.leavings where id = $1', [id])
  const happened = destroyedByKind(held, leavings[0].destroyed)
  for (const kind of ['case', 'message', 'mail', 'file', 'person', 'notice', 'choice', 'setting'] as const) {
    const [{ deleted, emptied }] = [foreseen.find(one => one.kind === kind)!]
    expect(happened.find(one => one.kind === kind)).toEqual({ kind, deleted, emptied })
  }
  // No word, name or address is left anywhere, but in what figures stand on.
  const left: string[] = []
  for (const [table, lines] of Object.entries(await rowsOf(goes)))
    if (!held.get(table)?.figures && lines.some(line => line.includes(MARK) || /Ben Carter|@t\d/.test(line)))
      left.push(table)
  expect(left).toEqual([])
  const { rows: events } = await owner.query(
    `select name, actor_name, payload::text from platform.events where organisation_id = $1 and (payload::text ~ $2 or actor_name ~ $2)`,
    [goes.organisation_id, `${MARK}|Ben Carter|Asha`],
  )
  expect(events).toEqual([])
  const { rows: files } = await owner.query(
    `select (select count(*)::int from platform.file_pieces where organisation_id = $1) as pieces,
      (select count(*)::int from channels.raw_pieces where organisation_id = $1) as mail,
      (select count(*)::int from platform.search_entries where organisation_id = $1) as search`,
    [goes.organisation_id],
  )
  expect(files).toEqual([{ pieces: 0, mail: 0, search: 0 }])
  // Figures, clocks and the chain are as they were; the other council never noticed.
  expect(await clocks()).toEqual(before)
  expect(await figuresOf(two)).toEqual(figures)
  expect(await faultsOf(goes)).toEqual([])
  expect(await rowsOf(stays)).toEqual(theirs)
  // Who looks after it takes the statement, and that is recorded.
  const answer = await stays.farah.get(`${page}/statement`)
  expect(answer.headers.get('content-disposition')).toContain('attachment; filename="destroyed-')
  const statement = await answer.text()
  expect(statement).toContain(`Agreed by ${stays.farah.name}`)
  expect(statement).toMatch(/Messages on cases\s+0\s+\d+/)
  expect(statement).toMatch(/Notifications\s+\d+\s+0/)
  const told = (await goes.happened(goes.organisation_id)).map(({ name }) => name)
  expect(told).toEqual(expect.arrayContaining(['organisation.heldDestroyed', 'organisation.statementTaken']))
  // A second night changes nothing more.
  const after = await rowsOf(goes)
  await night(goes)
  expect(await rowsOf(goes)).toEqual(after)
})
