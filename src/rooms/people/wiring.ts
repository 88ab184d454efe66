import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { accountRoutes } from './account/account.routes.tsx'
import { sessionRoutes } from './account/session.routes.tsx'
import { signInRoutes } from './sign-in/sign-in.routes.tsx'
import { tokenRoutes } from './tokens/token.routes.tsx'

export const peopleRoutes = new Hono<Env>()
  .route('/', signInRoutes)
  .route('/', accountRoutes)
  .route('/', sessionRoutes)
  .route('/', tokenRoutes)
