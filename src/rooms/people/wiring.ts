import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { signInRoutes } from './sign-in/sign-in.routes.tsx'
import { tokenRoutes } from './tokens/token.routes.tsx'

export const peopleRoutes = new Hono<Env>().route('/', signInRoutes).route('/', tokenRoutes)
