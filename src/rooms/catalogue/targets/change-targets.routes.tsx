import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Changes } from '#platform/events/changes.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
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
  NO_IMPACT,
  OUTDATED,
  type Proposal,
} from '#rooms/people/index.ts'
import type { CatalogueHooks } from '../hooks.ts'
import { cataloguePaths } from '../paths.ts'
import { ChangeTargetsPage } from './change-targets.pages.tsx'
import { setTargets, type TargetSetting, termsOf } from './targets.actions.ts'

/** What is kept of a change of targets. */
export interface Kept {
  readonly targets: readonly TargetSetting[]
  readonly changes: Changes
  readonly open_cases: boolean
}

// Written by the targets' own route, which had read and checked the form.
const keptIn = (proposal: Proposal) => proposal.content as Kept

async function page(hooks: CatalogueHooks, c: Context<Env>, warning?: string) {
  const { organisation: id = '', proposal: proposal_id = '' } = c.req.param() as Record<string, string>
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, id)
    const proposal = await getProposal(tx, id, proposal_id)
    const outdated = proposal.decision === null && proposal.base !== (await termsOf(tx, id))
    return { organisation, proposal, outdated }
  })
  const hrefOf = holdsIn(c.var.actor, 'cases.read', id) ? hooks.caseHref : undefined
  const shown = {
    ...{
      chrome: await c.var.chrome({ live: [proposal_id] }),
      organisation: facts.organisation,
      proposal: facts.proposal,
      now: now(),
      hrefOf,
    },
    ...{ kept: keptIn(facts.proposal), warning: facts.outdated ? OUTDATED : warning },
  }
  return c.html(html(<ChangeTargetsPage {...shown} />), warning ? 409 : 200)
}

const form = z.object({ decision: z.enum(['apply', 'drop']) })

export const changeTargetsRoutes = (hooks: CatalogueHooks) =>
  new Hono<Env>()
    .get(cataloguePaths.targetsChange.pattern, may('catalogue.manage'), c => page(hooks, c))
    .post(cataloguePaths.targetsChange.pattern, may('catalogue.manage'), async c => {
      const parsed = await parseForm(form, c.req.raw)
      if (!parsed.ok) return platformProblems.raise('bad-request')
      const { organisation, proposal: id } = c.req.param()
      const ended = await c.var.write(async tx => {
        const at = now()
        await lockOrganisation(tx, organisation)
        const proposal = await lockProposal(tx, organisation, id)
        if (parsed.value.decision === 'drop') {
          await decide(tx, c.var.actor, { id, subject_id: organisation, decision: 'dropped' }, at)
          return 'dropped' as const
        }
        const { targets, open_cases } = keptIn(proposal)
        const change = { organisation_id: organisation, targets }
        const command = {
          ...{ proposal, base: await termsOf(tx, organisation) },
          foresight: open_cases ? await hooks.foreseeTargets(tx, change, at) : { impact: NO_IMPACT },
          apply: () => setTargets(tx, c.var.actor, { ...change, open_cases }, at),
        }
        return confirm(tx, c.var.actor, command, at)
      })
      if (ended === 'look again') return page(hooks, c, CHANGED_MEANWHILE)
      return c.redirect(cataloguePaths.targets({ organisation }, { done: ended }), 303)
    })
