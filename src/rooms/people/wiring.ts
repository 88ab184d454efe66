import { Hono } from 'hono'
import { apiRoutes } from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'
import { accountRoutes } from './account/account.routes.tsx'
import { sessionRoutes } from './account/session.routes.tsx'
import { organisationApi } from './organisations/organisation.api.ts'
import { personApi } from './persons/person.api.ts'
import { signInRoutes } from './sign-in/sign-in.routes.tsx'
import { tokenRoutes } from './tokens/token.routes.tsx'

export const peopleRoutes = new Hono<Env>()
  .route('/', signInRoutes)
  .route('/', accountRoutes)
  .route('/', sessionRoutes)
  .route('/', tokenRoutes)

/** What programs may ask of people, for the integration room to gather. */
export const peopleApi = apiRoutes().route('/', organisationApi).route('/', personApi)
