import type { Cluster } from './cluster.ts'
import type { Answer } from './driver.ts'
import type { Credentials, Server } from './product.ts'
import { head, row, timed } from './report.ts'

interface Page {
  readonly name: string
  path(who: Credentials, n: number): string
  /** Something that stands only on the right page. */
  has(who: Credentials, n: number): string
}

const referenceAt = (who: Credentials, n: number) => who.references[n % who.references.length]!

const PAGES: readonly Page[] = [
  { name: 'team queue', path: () => '/queue/team-3', has: () => 'id="row-C-' },
  { name: 'whole queue', path: () => '/queue/all', has: () => 'id="row-C-' },
  {
    name: 'case page',
    path: (who, n) => `/cases/${referenceAt(who, n)}`,
    has: (who, n) => `<title>${referenceAt(who, n)}`,
  },
  { name: 'search, rare word', path: () => '/search?q=heliotrope', has: () => '<mark>heliotrope</mark>' },
  { name: 'search, middling word', path: () => '/search?q=periwinkle', has: () => '<mark>periwinkle</mark>' },
  { name: 'search, common word', path: () => '/search?q=printer', has: () => '<mark>printer</mark>' },
  { name: 'search, no such word', path: () => '/search?q=xylophone', has: () => 'Nothing found' },
]

/** Pages as a signed-in analyst who sees all twenty organisations; adds each median to those of smaller sizes. */
export async function benchPages(
  cluster: Cluster,
  name: string,
  server: Server,
  who: Credentials,
  options: { seconds: number; medians: Map<string, number[]> },
) {
  head(`Pages, ${name}`)
  const headers = { cookie: `moothall_session=${who.session}` }
  for (const page of PAGES) {
    const call = (n: number) => ({ path: page.path(who, n), headers })
    const check = (answer: Answer, n: number) =>
      answer.status === 200 && answer.text.toLowerCase().includes(page.has(who, n).toLowerCase())
    const measured = await timed(cluster, server, { callers: 1, seconds: options.seconds, call, check })
    row(page.name, measured)
    options.medians.set(page.name, [...(options.medians.get(page.name) ?? []), measured.p50])
  }
}
