import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Changes } from '#platform/events/changes.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import {
  CHANGED_MEANWHILE,
  confirm,
  decide,
  getOrganisation,
  getProposal,
  lockOrganisation,
  lockProposal,
  OUTDATED,
  type Proposal,
  propose,
} from '#rooms/people/index.ts'
import { type Agreed, ALL_METRICS } from '../agreements/agreed.rules.ts'
import type { CatalogueHooks } from '../hooks.ts'
import { cataloguePaths } from '../paths.ts'
import { ACCOUNTS, asRecord, type PauseTerms, REASON_NAMES, ruleOf, stoppedBy, termsAt } from './pause-terms.rules.ts'
import { ChangePausesPage, PausesPage } from './pauses.pages.tsx'
import { pauseChanges, requireAgreement, setPauses } from './set-pauses.actions.ts'

interface Kept {
  readonly pauses: PauseTerms
  readonly changes: Changes
  readonly because: string
}

// Written by this route, which had read and checked the form.
const keptIn = (proposal: Proposal) => proposal.content as Kept

const metrics = z
  .string()
  .default('')
  .refine(text => listOf(text).every(one => ALL_METRICS.some(metric => metric === one)), 'Choose clocks of the list')
const account = z.string().refine(text => text in ACCOUNTS, 'Choose on whose account it is')
const form = z.object({
  ...Object.fromEntries(
    REASON_NAMES.flatMap(reason => [[reason, metrics] as const, [`${reason}_account`, account] as const]),
  ),
  because: z.string().trim().min(1, 'Say why it changes').max(500, 'Keep it under 500 letters'),
})

const placeOf = (c: Context<Env>) => ({
  organisation: c.req.param('organisation') ?? '',
  agreement: c.req.param('agreement') ?? '',
})

async function factsOf(hooks: CatalogueHooks, c: Context<Env>) {
  const place = placeOf(c)
  return c.var.read(async tx => {
    const organisation = await getOrganisation(tx, place.organisation)
    const agreement = await requireAgreement(tx, organisation.id, place.agreement)
    return { organisation, agreement, progress: await hooks.pausesProgress(tx, organisation.id) }
  })
}

function asTyped(agreement: Agreed): Entered {
  const terms = termsAt(agreement, now())
  return Object.fromEntries(
    REASON_NAMES.flatMap(reason => [
      [reason, stoppedBy(terms[reason]).join('\n')],
      [`${reason}_account`, terms[reason]?.account ?? 'requester'],
    ]),
  )
}

async function page(
  hooks: CatalogueHooks,
  c: Context<Env>,
  wrong?: { entered: Entered; errors: readonly FormError[] },
) {
  const facts = await factsOf(hooks, c)
  const { entered = asTyped(facts.agreement), errors = [] } = wrong ?? {}
  const shown = <PausesPage chrome={await c.var.chrome()} {...facts} entered={entered} errors={errors} />
  return c.html(html(shown), wrong ? 422 : 200)
}

async function change(hooks: CatalogueHooks, c: Context<Env>, warning?: string) {
  const facts = await factsOf(hooks, c)
  const proposal = await c.var.read(tx => getProposal(tx, facts.agreement.id, c.req.param('proposal') ?? ''))
  const outdated = proposal.decision === null && proposal.base !== baseOf(facts.agreement)
  const hrefOf = holdsIn(c.var.actor, 'cases.read', facts.organisation.id) ? hooks.caseHref : undefined
  const shown = { proposal, kept: keptIn(proposal), now: now(), hrefOf, warning: outdated ? OUTDATED : warning }
  return c.html(
    html(<ChangePausesPage chrome={await c.var.chrome({ live: [proposal.id] })} {...facts} {...shown} />),
    warning ? 409 : 200,
  )
}

/** What a change is made from. */
const baseOf = (agreement: Agreed) => JSON.stringify([agreement.versions.length, asRecord(termsAt(agreement, now()))])

/** Keeps a change with what it would move; nothing when it is none. */
async function proposePauses(hooks: CatalogueHooks, c: Context<Env>, asked: { pauses: PauseTerms; because: string }) {
  const { organisation: organisation_id, agreement: agreement_id } = placeOf(c)
  return c.var.write(async tx => {
    await lockOrganisation(tx, organisation_id)
    const agreement = await requireAgreement(tx, organisation_id, agreement_id)
    const changes = pauseChanges(agreement, asked.pauses, now())
    if (Object.keys(changes).length === 0) return undefined
    const foresight = await hooks.foreseePauses(tx, { organisation_id, agreement_id, pauses: asked.pauses }, now())
    const kept = {
      organisation_id,
      kind: 'policy',
      subject_id: agreement_id,
      base: baseOf(agreement),
      foresight,
    } as const
    return propose(tx, c.var.actor, { ...kept, content: { ...asked, changes } }, now())
  })
}

async function settle(hooks: CatalogueHooks, c: Context<Env>, decision: 'apply' | 'drop') {
  const { organisation: organisation_id, agreement: agreement_id } = placeOf(c)
  const id = c.req.param('proposal') ?? ''
  return c.var.write(async tx => {
    const at = now()
    await lockOrganisation(tx, organisation_id)
    const agreement = await requireAgreement(tx, organisation_id, agreement_id)
    const proposal = await lockProposal(tx, agreement_id, id)
    if (decision === 'drop') {
      await decide(tx, c.var.actor, { id, subject_id: agreement_id, decision: 'dropped' }, at)
      return 'dropped' as const
    }
    const { pauses, because } = keptIn(proposal)
    const asked = { organisation_id, agreement_id, pauses }
    const command = {
      ...{ proposal, base: baseOf(agreement), foresight: await hooks.foreseePauses(tx, asked, at) },
      apply: () => setPauses(tx, c.var.actor, { ...asked, because }, at),
    }
    return confirm(tx, c.var.actor, command, at)
  })
}

const decision = z.object({ decision: z.enum(['apply', 'drop']) })

export const pauseRoutes = (hooks: CatalogueHooks) =>
  new Hono<Env>()
    .get(cataloguePaths.pauses.pattern, may('catalogue.manage'), c => page(hooks, c))
    .post(cataloguePaths.pauses.pattern, may('catalogue.manage'), async c => {
      const parsed = await parseForm(form, c.req.raw)
      if (!parsed.ok) return page(hooks, c, parsed)
      const { entered } = parsed
      const pauses = Object.fromEntries(
        REASON_NAMES.flatMap(reason => {
          const rule = ruleOf(entered[`${reason}_account`] ?? '', listOf(entered[reason]))
          return rule ? [[reason, rule]] : []
        }),
      )
      const proposal = await proposePauses(hooks, c, { pauses, because: String(parsed.value.because) })
      if (!proposal) return c.redirect(cataloguePaths.pauses(placeOf(c)), 303)
      return c.redirect(cataloguePaths.pausesChange({ ...placeOf(c), proposal: proposal.id }), 303)
    })
    .get(cataloguePaths.pausesChange.pattern, may('catalogue.manage'), c => change(hooks, c))
    .post(cataloguePaths.pausesChange.pattern, may('catalogue.manage'), async c => {
      const parsed = await parseForm(decision, c.req.raw)
      if (!parsed.ok) return platformProblems.raise('bad-request')
      const ended = await settle(hooks, c, parsed.value.decision)
      if (ended === 'look again') return change(hooks, c, CHANGED_MEANWHILE)
      return c.redirect(cataloguePaths.pauses(placeOf(c)), 303)
    })
