import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenArgument } from './given-argument.ts'
import { givenNewcomer } from './given-newcomer.ts'
import { givenPlans } from './given-plans.ts'
import { expectAccessible, hasBrowser, openStage, picture, type Stage, signIn } from './harness.ts'

if (!hasBrowser)
  console.log('Left out, as there is no Chromium: every page at 320 and 1280 px, checked for accessibility.')

let stage: Stage
/** Cases that are argued about, in the addresses HANDED and ARGUED; an organisation that is being taken on, NEWCOMER; plans of a merge, MERGING, a split, SPLITTING, and of teams, REORGANISING. */
let argument: Record<string, string> = {}
beforeAll(async () => {
  if (!hasBrowser) return
  stage = await openStage()
  const { handed, argued } = await givenArgument(stage)
  argument = { HANDED: handed, ARGUED: argued, NEWCOMER: await givenNewcomer(stage) }
  const { merging, splitting, teams } = await givenPlans(stage)
  argument = { ...argument, MERGING: merging, SPLITTING: splitting, REORGANISING: teams }
})
afterAll(() => stage?.close())

/** Where the first of a kind is found, for pages that are about one. */
const FIRSTS: Record<string, readonly [string, RegExp]> = {
  HOME: ['/admin', /organisations\/([0-9a-f-]{36})/],
  MAILBOX: ['/admin/mailboxes', /admin\/mailboxes\/([0-9a-f-]{36})/],
  RECEIVED: ['/mail/quarantine', /mail\/received\/([0-9a-f-]{36})/],
  PERSON: ['/admin/organisations/HOME/people', /people\/([0-9a-f-]{36})/],
  RULE: ['/admin/organisations/HOME/escalation', /escalation\/([0-9a-f-]{36})"/],
  AGREED: ['/admin/organisations/HOME/agreements', /agreements\/([0-9a-f-]{36})\/versions/],
  CATEGORY: ['/admin/organisations/HOME/categories', /admin\/categories\/([0-9a-f-]{36})"/],
  HOURS: ['/admin/organisations/HOME/calendars', /admin\/calendars\/([0-9a-f-]{36})/],
  TEAM: ['/admin/organisations/HOME/teams', /admin\/teams\/([0-9a-f-]{36})/],
  ROTA: ['/on-call', /on-call\/([0-9a-f-]{36})/],
  MAJOR: ['/major-incidents', /major-incidents\/(MI-\d+)"/],
  DISPUTE: ['/disputes', /disputes\/([0-9a-f-]{36})/],
  PAUSE: ['/cases/HANDED/clock', /pauses\/([0-9a-f-]{36})\/dispute/],
}

/** What the words in capitals of somebody's pages stand for, as they would find it. */
async function firstsOf(page: Awaited<ReturnType<Stage['open']>>['page'], paths: readonly string[]) {
  const found: Record<string, string> = { ...argument }
  for (const [name, [place, pattern]] of Object.entries(FIRSTS)) {
    if (!paths.some(path => path.includes(name))) continue
    await page.goto(place.replace(/[A-Z]{4,}/, word => found[word] ?? word))
    found[name] = pattern.exec(await page.content())?.[1] ?? ''
    expect(found[name], `${name} is found`).not.toBe('')
  }
  return found
}

/** Every page that a person may open without choosing anything, by who opens it. CASE and MINE stand for a reference, the other capitals for the first of `FIRSTS`. */
const PAGES: Record<string, readonly string[]> = {
  'ben@hartsmere.example': [
    '/',
    '/requests',
    '/requests/new',
    '/requests/new/details',
    '/requests/MINE',
    '/account',
    '/account/sessions',
    '/account/addresses',
    '/account/notifications',
    '/notifications',
  ],
  'asha@threerivers.example': [
    ...[
      '/',
      '/my-work',
      '/queue/all?rows=comfortable',
      '/queue/mine?rows=comfortable',
      '/queue/unassigned?rows=comfortable',
    ],
    ...[
      '/cases/CASE',
      '/cases/CASE/note',
      '/cases/CASE/participants',
      '/cases/CASE/assign',
      '/cases/CASE/classify',
      '/cases/CASE/prioritise',
      '/cases/CASE/hold',
    ],
    ...[
      '/cases/CASE/resolve',
      '/cases/CASE/close',
      '/cases/CASE/edit',
      '/cases/CASE/clock',
      '/search?q=laptop',
      '/search?q=nosuchword',
    ],
    ...['/cases/new', '/account/tokens', '/api/docs', '/cases/C-0'],
    ...['/notifications', '/notifications?show=unread', '/account/notifications', '/account/addresses'],
    ...['/mail/quarantine', '/mail/quarantine?which=ignored', '/mail/quarantine?words=nosuchword'],
    ...['/mail/received/RECEIVED', '/mail/received/RECEIVED/file'],
    ...['/escalations', '/escalations?show=all', '/on-call', '/on-call/ROTA', '/major-incidents/MAJOR'],
    ...['/cases/CASE/supplier', '/cases/CASE/agreed-date', '/cases/CASE/breach'],
    ...['/cases/HANDED', '/cases/HANDED/supplier', '/cases/HANDED/agreed-date', '/cases/HANDED/clock'],
    ...['/cases/ARGUED', '/cases/ARGUED/clock', '/cases/CASE/restored'],
  ],
  'chidi@threerivers.example': [
    '/',
    '/reports',
    '/reports/backlog',
    '/reports/performance',
    '/reports/hygiene',
    '/reports/parties',
    '/major-incidents',
    '/major-incidents/MAJOR',
    '/escalations',
    '/disputes',
    '/disputes/DISPUTE',
    '/on-call',
    '/cases/CASE/clock?impact=1&urgency=1',
    '/cases/CASE/major-incident',
    '/reports/channels',
    '/reports/cases',
  ],
  'dilys@penwick.example': [
    ...['/', '/queue/all?rows=comfortable', '/disputes', '/disputes/DISPUTE', '/cases/ARGUED/clock', '/escalations'],
    ...['/major-incidents', '/cases/HANDED/pauses/PAUSE/dispute'],
  ],
  'evan@threerivers.example': ['/', '/reports/performance', '/disputes', '/escalations', '/major-incidents/MAJOR'],
  'farah@threerivers.example': [
    '/admin',
    ...[
      '/admin/organisations/HOME/roles',
      '/admin/organisations/HOME/logo',
      '/admin/people/PERSON',
      '/admin/people/PERSON/view-as',
      '/admin/organisations/HOME/directory',
      '/admin/organisations/HOME/joiners',
      '/admin/people/PERSON/leaving',
    ],
    ...['/admin/organisations/new', '/admin/organisations/NEWCOMER/setting-up'],
    ...[
      '/admin/organisations/NEWCOMER/setting-up/alike?from=HOME',
      '/admin/organisations/NEWCOMER/setting-up/boundary?show=answers',
      '/admin/organisations/NEWCOMER/categories/elsewhere',
    ],
    '/admin/organisations/HOME/notifications',
    '/admin/organisations/HOME/notifications/words/logged',
    '/admin/organisations/HOME/notifications/failed',
    '/admin/organisations/HOME/webhooks',
    '/admin/organisations/HOME/text-messages',
    '/admin/replies',
    '/admin/organisations/HOME/replies',
    ...['/admin/mailboxes', '/admin/mailboxes/new?organisation=HOME', '/admin/mailboxes/MAILBOX'],
    ...['/admin/mailboxes/MAILBOX/fetching', '/admin/mailboxes/MAILBOX/sending'],
    ...['/mail/received', '/mail/received?words=nosuchword', '/mail/sent', '/mail/sent?state=held'],
    ...['/mail/sink', '/mail/suppressed', '/admin/people/PERSON/addresses'],
    ...[
      '/admin/organisations/HOME/identity-providers',
      '/admin/organisations/HOME/identity-providers/new?profile=entra',
    ],
    ...[
      '/admin/organisations/HOME/information/keeping',
      '/admin/organisations/HOME/information',
      '/admin/organisations/HOME/archives',
      '/admin/organisations/HOME/successions',
      '/admin/organisations/HOME/splits',
      '/admin/organisations/HOME/leaving',
      '/cases/CASE/keeping',
    ],
    ...['/admin/organisations/HOME/escalation', '/admin/organisations/HOME/escalation/RULE'],
    ...['/admin/organisations/HOME/escalation/new', '/admin/organisations/HOME/agreements'],
    ...['/admin/organisations/HOME/agreements/new', '/admin/organisations/HOME/agreements/AGREED/versions/new'],
    ...['/admin/organisations/HOME/agreements/AGREED/pauses'],
    ...['/admin/organisations/HOME/targets', '/admin/organisations/HOME/priorities'],
    ...['/admin/organisations/HOME/starters-and-leavers', '/admin/categories/CATEGORY/tasks'],
    ...['/admin/organisations/HOME/calendars', '/admin/calendars/HOURS', '/admin/bank-holidays'],
    ...['/admin/organisations/HOME/teams', '/admin/teams/TEAM/reorganise', '/admin/reorganisations/REORGANISING'],
    ...['/information/successions/MERGING', '/information/splits/SPLITTING'],
    ...['/admin/teams/TEAM', '/admin/teams/TEAM/rotas', '/admin/rotas/ROTA', '/on-call/ROTA'],
    ...['/admin/people/PERSON/information', '/admin/people/PERSON/erase'],
    '/audit',
  ],
}

const browsersOwn = /Failed to load resource/

for (const [email, paths] of Object.entries(PAGES))
  for (const width of [1280, 320])
    test.skipIf(!hasBrowser)(
      `${email.split('@')[0]}'s pages at ${width} px have no barrier that can be found, and no errors`,
      async () => {
        const { context, page } = await stage.open({ width })
        const errors: string[] = []
        page.on('console', message => {
          if (message.type() === 'error' && !browsersOwn.test(message.text()))
            errors.push(`${page.url()}: ${message.text()}`)
        })
        page.on('pageerror', error => errors.push(`${page.url()}: ${error.message}`))
        await signIn(page, email)
        await page.goto(email.startsWith('ben') ? '/requests' : '/queue/all')
        const reference = /C-\d{4,}/.exec(await page.content())?.[0] ?? ''
        const firsts = await firstsOf(page, paths)
        for (const path of paths) {
          const place = path.replace(/[A-Z]{4,}/g, word => firsts[word] ?? (/CASE|MINE/.test(word) ? reference : word))
          const answer = await page.goto(place)
          expect(answer?.status(), path).toBeLessThan(500)
          expect(await page.locator('h1').count(), `${path} has one heading`).toBe(1)
          await expectAccessible(page, `${path} at ${width}`)
          await picture(page, `${email.split('@')[0]}${path.replace(/\W+/g, '-')}-${width}`)
        }
        expect(errors).toEqual([])
        await context.close()
      },
    )

test.skipIf(!hasBrowser)('signing in, and being somewhere that is not, have no barrier either', async () => {
  const { context, page } = await stage.open({ width: 320 })
  await page.goto('/sign-in')
  await expectAccessible(page, 'signing in')
  await page.click('main button:text-is("Continue")')
  await page.waitForSelector('.govuk-error-summary')
  await expectAccessible(page, 'signing in with mistakes')
  for (const path of ['/sign-in/with-password', '/accessibility', '/privacy']) {
    await page.goto(path)
    await expectAccessible(page, path)
  }
  await context.close()
})

test.skipIf(!hasBrowser)('a printed case is a clean document', async () => {
  const { context, page } = await stage.open()
  await signIn(page, 'asha@threerivers.example')
  await page.goto('/queue/all')
  const place = await page.getAttribute('tr[data-row]', 'data-row')
  await page.goto(place!)
  await page.emulateMedia({ media: 'print' })
  for (const chrome of ['.topbar', '.rail', '.composer'])
    expect(await page.locator(chrome).first().isVisible(), chrome).toBe(false)
  await context.close()
})
