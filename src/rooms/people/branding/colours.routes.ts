import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { open } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { styleSheetFor } from '#platform/ui/own-colour.rules.ts'
import { peoplePaths } from '../paths.ts'

/** The style of colours that organisations brought with them. It is made of its address alone, and says of nobody whose they are. */
export const colourRoutes = new Hono<Env>().get(peoplePaths.colours.pattern, open(), c => {
  const sheet = styleSheetFor(c.req.param('colours')) ?? platformProblems.raise('not-found')
  return c.body(sheet, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  })
})
