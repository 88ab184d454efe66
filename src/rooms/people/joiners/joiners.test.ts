import { expect, test } from 'vitest'
import { type Council, council, type Member, owner } from '#testing/council.tsx'
import { readPeopleFile } from './read-people-file.ts'

const place = (c: Council) => `/admin/organisations/${c.organisation_id}/joiners`

function send(
  c: Council,
  text: string,
  { everybody = false, who = c.farah }: { everybody?: boolean; who?: Member } = {},
) {
  const form = new FormData()
  form.append('file', new File([text], 'staff.csv', { type: 'text/csv' }))
  if (everybody) form.append('everybody', 'yes')
  return who.send(place(c), form)
}

async function looked(c: Council, text: string, more?: { everybody?: boolean }) {
  const answer = await send(c, text, more)
  const at = answer.headers.get('location')
  if (!at) throw new Error(`${answer.status} ${/error-message[\s\S]{0,300}/.exec(await answer.text())?.[0]}`)
  return {
    at: new URL(at, 'http://x').pathname,
    page: (await c.farah.page(at)).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '),
  }
}

const people = async (c: Council) => {
  const { rows } = await owner.query(
    `select p.id, p.name, p.email, p.job_title, p.active, p.employee_number, m.name as manager,
       (select array_agg(r.role order by r.role) from people.role_assignments r where r.person_id = p.id) as roles
     from people.persons p left join people.persons m on m.id = p.manager_id where p.organisation_id = $1 order by p.name`,
    [c.organisation_id],
  )
  return new Map(rows.map(row => [row.name, row]))
}

const domain = (c: Council) => `${c.short.toLowerCase()}.example`

test('a file is looked over first: who is added, changed, deactivated, there twice, or names what is unknown; and then applied', async () => {
  const c = await council()
  const at = domain(c)
  const file = [
    'Forename;Surname;Work email;Post title;Staff number;Line manager;Team;Role;Employment status;Shoe size',
    `Gwen;Pryce;gwen@${at};Planner;4711;idris@${at};;;Active;5`,
    `Idris;Vaughan;idris@${at};Head of planning;4712;${c.evan.email};Service desk;;Active;9`,
    `Ben;Carter;${c.ben.email.toUpperCase()};Senior housing officer;;;;;Active;`,
    `Asha;Patel;${c.asha.email};;;;;;Left;`,
    `Gwen;Pryce;GWEN@${at};;;;;;Active;`,
    `Chidi;Okafor;chidi.o@${at};;;;;;Active;`,
    `Nia;Bevan;;Planner;4713;nobody@${at};No such team;;Active;`,
    `Rhys;;rhys@${at};;;;;King;Perhaps;`,
    ';;;;;;;;;',
    `;;x;;;;;;Active;`,
  ].join('\r\n')
  const { at: plan, page } = await looked(c, `\uFEFF${file}`)
  for (const words of [
    'To add: 4',
    'To change: 1',
    'job: Housing officer → Senior housing officer',
    'To deactivate: 1',
    'has left by row 5, and is still active here',
    'The same person as in row 2',
    'Somebody of this name is here already',
    'There is no team “No such team”',
    'We do not know the manager “nobody@',
    'No e-mail address',
    'There is no role “King”',
    '“perhaps” is neither active nor left',
    'joins Service desk',
    'role: Analyst',
    '“x” is not an e-mail address',
    'The name is missing',
    'Shoe size',
    'Active here and not in the file',
  ])
    expect(page, words).toContain(words)
  expect((await people(c)).has('Gwen Pryce')).toBe(false)
  expect((await c.farah.post(plan)).status).toBe(303)
  const now = await people(c)
  expect(now.get('Gwen Pryce')).toMatchObject({
    email: `gwen@${at}`,
    manager: 'Idris Vaughan',
    roles: ['requester'],
    employee_number: '4711',
  })
  expect(now.get('Idris Vaughan')).toMatchObject({ manager: 'Evan Hughes', roles: ['analyst', 'requester'] })
  expect(now.get('Ben Carter')).toMatchObject({ job_title: 'Senior housing officer', email: c.ben.email })
  expect(now.get('Asha Patel')).toMatchObject({ active: false, job_title: 'Service desk analyst' })
  expect(now.get('Nia Bevan')).toMatchObject({ email: null, manager: null })
  expect(now.has('Rhys')).toBe(false)
  const names = (await c.happened(c.organisation_id)).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['organisation.teamMembersChanged', 'organisation.peopleImported']))
  expect((await c.happened(c.asha.id)).at(-1)).toMatchObject({ name: 'person.deactivated', actor: 'Farah Aziz' })
  // Once is enough, and the same file again has nothing to say.
  expect((await c.farah.post(plan)).status).toBe(409)
  expect((await looked(c, file)).page).toContain('Nothing would change')
})

test('a file of everybody lists who is not in it, and never whoever sends it', async () => {
  const c = await council()
  const all = [c.asha, c.ben, c.chidi, c.dilys].map(({ name, email }) => `${name},${email}`)
  const { at, page } = await looked(c, ['Name,E-mail', ...all].join('\n'), { everybody: true })
  expect(page).toContain('To deactivate: 1')
  expect(page).toContain('Evan Hughes is not in the file')
  await c.farah.post(at)
  const now = await people(c)
  expect([now.get('Evan Hughes')?.active, now.get('Farah Aziz')?.active]).toEqual([false, true])
  const back = await looked(c, `Name,E-mail\nEvan Hughes,${c.evan.email}`)
  expect(back.page).toContain('comes back')
  await c.farah.post(back.at)
  expect((await people(c)).get('Evan Hughes')?.active).toBe(true)
})

test('what was looked over is applied, and nothing else: when people changed meanwhile it says so', async () => {
  const c = await council()
  const { at } = await looked(c, `Name,E-mail\nGwen Pryce,gwen@${domain(c)}`)
  await c.farah.post(`/admin/people/${c.ben.id}`, { name: 'Benjamin Carter', email: c.ben.email })
  const refused = await c.farah.post(at)
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('Somebody has changed people or teams since this file was read')
  expect((await people(c)).has('Gwen Pryce')).toBe(false)
  expect((await c.farah.post(`${at}/drop`)).status).toBe(303)
  expect(await c.farah.page(at)).toContain('This file was dropped already')
})

test('only who manages people sends a file, and each council’s own alone (abuse case 41)', async () => {
  const [a, b] = [await council(), await council()]
  expect((await send(a, 'Name,E-mail\nX,x@x.example', { who: a.asha })).status).toBe(403)
  expect((await send(b, 'Name,E-mail\nX,x@x.example', { who: a.farah })).status).toBe(404)
  const { at } = await looked(b, `Name,E-mail\nGwen,gwen@${domain(b)}`)
  expect((await a.farah.get(at)).status).toBe(404)
  expect((await a.farah.post(at)).status).toBe(404)
  expect((await a.farah.post(at.replace(b.organisation_id, a.organisation_id))).status).toBe(404)
  // An address that is somebody's of another council is a person of one's own here.
  const mine = await looked(a, `Name,E-mail\nSomebody,${b.ben.email}`)
  expect(mine.page).toContain('To add: 1')
})

test.each([
  ['', 'has no rows'],
  ['Name,E-mail', 'has no rows'],
  ['Shoe,Hat\n1,2', 'No column is called “Name”'],
  ['Name,Hat\nA,2', 'No column is called “E-mail”'],
  ['Name,E-mail,Mail\nA,a@b,c@d', 'Two columns would be the same'],
  ['Name,E-mail\n"A,a@b', 'can be read, near row'],
  ['Name,E-mail\nJos\uFFFD,a@b', 'CSV UTF-8'],
  [`Name,E-mail\n${'A,a@b\n'.repeat(10_001)}`, 'more than 10,000 rows'],
])('a file that is none is refused in words: %#', (text, words) => {
  const read = readPeopleFile(text, '2026-11-23')
  expect('problem' in read && read.problem).toContain(words)
})

test('a thousand people are looked over and added in good time', { timeout: 60_000 }, async () => {
  const c = await council()
  const rows = Array.from(
    { length: 1000 },
    (_, i) => `Person ${i},p${i}@${domain(c)},N${i},p${Math.floor(i / 10)}@${domain(c)},Service desk`,
  )
  const started = performance.now()
  const { at, page } = await looked(c, ['Name,E-mail,Employee number,Manager,Team', ...rows].join('\n'))
  expect(page).toContain('To add: 1,000')
  expect((await c.farah.post(at)).status).toBe(303)
  expect(performance.now() - started).toBeLessThan(20_000)
  expect((await people(c)).size).toBe(1006)
})

test('the sample file is one that can be sent', async () => {
  const c = await council()
  const sample = await (await c.farah.get(`${place(c)}/sample.csv`)).text()
  expect((await looked(c, sample)).page).toContain('To add: 2')
})
