import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council, visitor } from '#testing/council.tsx'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { reply } from '../replying/reply.actions.ts'

test('a requester begins with what they asked for, how to ask for more, and what is known to be wrong', async () => {
  const { ben, givenCase, farah, organisation_id } = await council()
  expect(await ben.page('/')).toContain('Nothing yet')
  await givenCase({ subject: 'My screen flickers' })
  await farah.post('/admin/notices', {
    ...{ organisation_id, title: 'E-mail is slow', body: 'Please be patient.', starts: '2020-01-01T09:00', ends: '' },
  })
  const page = await ben.page('/')
  expect(page).toContain('Hello, Ben')
  expect(page).toContain('My screen flickers')
  expect(page).toContain('E-mail is slow')
  expect(page).toContain('href="/requests/new"')
  expect((await visitor.get('/')).headers.get('location')).toContain('/sign-in')
})

test("nobody sees another's requests on their home page", async () => {
  const { dilys, givenCase } = await council()
  const other = await council()
  await givenCase({ subject: 'Between Ben and the desk' })
  expect(await other.ben.page('/')).not.toContain('Between Ben and the desk')
  expect(await dilys.page('/requests')).not.toContain('Between Ben and the desk')
})

test('an analyst begins with their work, their tasks, what nobody has, and what others changed until they have seen it', async () => {
  const { asha, chidi, ben, givenCase, team_id, organisation_id, writing } = await council()
  const mine = await givenCase({ subject: 'Mine to do' })
  await givenCase({ subject: 'Nobody has this' })
  const assign = { reference: mine.reference, team_id, assignee_id: asha.id }
  await writing(tx => assignCase(tx, chidi.author, assign, new Date()))
  await writing(tx =>
    reply(tx, chidi.author, { reference: mine.reference, body: 'On its way', channel: 'portal' }, new Date()),
  )
  await writing(tx =>
    tx
      .insertInto('cases.tasks')
      .values({
        ...{ id: newId(), organisation_id, case_id: mine.id, title: 'Order a cable' },
        assignee_id: asha.id,
        created_at: new Date(),
      })
      .execute(),
  )
  const page = await asha.page('/')
  expect(page).toContain('Your work, Asha')
  expect(page).toContain('Mine to do')
  expect(page).toContain('Nobody has this')
  expect(page).toContain('Order a cable')
  expect(page).toContain('Chidi Okafor replied')
  expect((await asha.post('/my-work/seen')).status).toBe(303)
  const later = await asha.page('/my-work')
  expect(later).not.toContain('Chidi Okafor replied')
  expect(later).toContain('Nobody else has touched your cases')
  expect((await ben.get('/my-work')).status).toBe(403)
})

test('those who lead begin with today', async () => {
  const { chidi, dilys, farah } = await council()
  for (const member of [chidi, dilys, farah]) expect(await member.page('/')).toContain('Logged and finished each day')
})
