import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { open } from '#platform/http/may.ts'
import { html } from '#platform/ui/layout/render.ts'
import { contentPaths } from '../paths.ts'
import { AccessibilityPage, PrivacyPage } from './statement.pages.tsx'

/** What everybody may read, signed in or not. */
export const statementRoutes = new Hono<Env>()
  .get(contentPaths.accessibility.pattern, open(), async c => {
    const { frame } = await c.var.chrome()
    return c.html(html(<AccessibilityPage frame={frame} />))
  })
  .get(contentPaths.privacy.pattern, open(), async c => {
    const { frame } = await c.var.chrome()
    return c.html(html(<PrivacyPage frame={frame} />))
  })
