import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import type { CatalogueHooks } from '../hooks.ts'
import { cataloguePaths } from '../paths.ts'
import { getAgreement } from '../promise.queries.ts'
import { AgreementsPage } from './agreements.pages.tsx'

export const agreementRoutes = (hooks: CatalogueHooks) =>
  new Hono<Env>().get(cataloguePaths.agreements.pattern, may('catalogue.manage'), async c => {
    const facts = await c.var.read(async tx => {
      const organisation = await getOrganisation(tx, c.req.param('organisation'))
      return { organisation, agreed: (await getAgreement(tx, organisation.id)).agreed }
    })
    const escalationOf = (id: string) => hooks.escalationHref(facts.organisation.id, id)
    return c.html(html(<AgreementsPage chrome={await c.var.chrome()} {...facts} escalationOf={escalationOf} />))
  })
