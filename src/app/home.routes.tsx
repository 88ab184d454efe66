import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { signedIn } from '#platform/http/may.ts'
import { PublicPage } from '#platform/ui/layout/public-page.tsx'
import { html } from '#platform/ui/layout/render.ts'

/** Where each person begins. */
export const homeRoutes = new Hono<Env>().get('/', signedIn(), async c => {
  const { frame } = await c.var.chrome()
  return c.html(
    html(
      <PublicPage frame={frame} title="Home">
        <h1 class="govuk-heading-l">Home</h1>
      </PublicPage>,
    ),
  )
})
