/*
 * How we ask an identity provider something: its issuer was typed by an administrator of one council, and its own answers name more
 * addresses. None may lead into the installation's network unless whoever runs it said so (SIGN_IN_HOSTS); none takes for ever.
 */
import type { CustomFetch } from 'openid-client'
import { askOutward, whyNotOutward } from '#platform/http/outward.ts'
import { readAllowed } from '#platform/http/outward-address.ts'
import type { Problem } from '#platform/problem.ts'
import { peopleProblems } from '../problems.ts'

let allow = readAllowed('')

/** The hosts and nets of our own network at which identity providers may be. Said once, when the process starts. */
export function allowSignInHosts(text: string): void {
  allow = readAllowed(text)
}

/** Why an issuer typed by somebody may not be asked; null when it may. */
export const whyNotReach = (issuer: string): string | null => whyNotOutward(issuer, allow)

/** That a provider was not reached, with what there is to say of it for whoever set it up. */
export const silent = (why: string): Problem => peopleProblems.of('provider-silent', { why })

const MAY_HAVE_BODY = (status: number) => ![204, 205, 304].includes(status)

/** `fetch` for the OpenID client: bounded, never into our own network, no redirect followed. */
export const askProvider: CustomFetch = async (url, { method, headers, body }) => {
  const asked = { url, headers, body: body ? String(body) : '', allow }
  const got = await askOutward({ ...asked, method: method === 'GET' ? 'GET' : 'POST' })
  if (!got.ok) throw silent(got.why)
  if (got.status < 200) throw silent('It gave an answer that is none')
  return new Response(MAY_HAVE_BODY(got.status) ? got.body : null, {
    status: got.status,
    headers: { 'content-type': got.type },
  })
}
