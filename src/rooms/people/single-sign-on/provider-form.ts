import { z } from 'zod'
import type { Entered } from '#platform/http/form.ts'
import { PROFILE_FACTS, PROFILES, PROOFS, type Profile, whyNotDomain, whyNotIssuer } from './profiles.rules.ts'
import type { ProviderFields } from './provider.actions.ts'
import type { Provider } from './provider.queries.ts'
import { whyNotReach } from './reach-provider.ts'

const ticked = z
  .string()
  .default('')
  .transform(text => text !== '')

const domains = z
  .string()
  .default('')
  .transform(text =>
    [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ].map(one => one.replace(/^@/, '')),
  )
  .superRefine((all, context) => {
    const why = all.length > 100 ? 'Enter at most 100 domains' : all.map(whyNotDomain).find(Boolean)
    if (why) context.addIssue({ code: 'custom', message: why })
  })

const issuer = z
  .string()
  .trim()
  .max(500, 'That address is too long')
  .transform(text => text.replace(/\/\.well-known\/openid-configuration$/, ''))
  .superRefine((text, context) => {
    const why = whyNotIssuer(text) ?? whyNotReach(text)
    if (why) context.addIssue({ code: 'custom', message: why })
  })

/** The form of an identity provider. */
export const providerForm: z.ZodType<ProviderFields> = z.object({
  profile: z.enum(PROFILES, { error: 'Choose what kind of provider it is' }),
  name: z.string().trim().min(1, 'Enter what its button says').max(60, 'Use at most 60 letters'),
  issuer,
  client_id: z.string().trim().min(1, 'Enter the client identifier').max(500, 'That is too long'),
  proof: z.enum(PROOFS, { error: 'Choose how the provider knows us' }),
  secret: z.string().trim().max(2000, 'That is too long').default(''),
  scopes: z
    .string()
    .transform(text =>
      text
        .split(/[\s,]+/)
        .filter(Boolean)
        .join(' '),
    )
    .refine(text => text.split(' ').includes('openid'), 'Enter the scopes, “openid” among them')
    .refine(text => text.length <= 300, 'Those are too many scopes'),
  groups_claim: z
    .string()
    .trim()
    .max(100, 'That is too long')
    .default('')
    .transform(text => text || null),
  domains,
  ...{
    adds_people: ticked,
    checks_second_factor: ticked,
    believes_second_factor: ticked,
    only_way: ticked,
    shown: ticked,
  },
})

/** What is entered before anything is. */
export function freshProvider(profile: Profile): Entered {
  const { scopes, groups_claim, proof, name } = PROFILE_FACTS[profile]
  return { profile, name: profile === 'oidc' ? '' : name, scopes, groups_claim, proof }
}

const TICKS = ['adds_people', 'checks_second_factor', 'believes_second_factor', 'only_way', 'shown'] as const

/** What a provider's form shows: never its secret. */
export function enteredProvider(provider: Provider): Entered {
  const { profile, name, issuer: at, client_id, proof, scopes, groups_claim, domains: own } = provider
  return {
    ...{
      profile,
      name,
      issuer: at,
      client_id,
      proof,
      scopes,
      groups_claim: groups_claim ?? '',
      domains: own.join('\n'),
    },
    ...Object.fromEntries(TICKS.map(name => [name, provider[name] ? 'yes' : ''])),
  }
}
