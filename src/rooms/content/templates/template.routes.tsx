import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem, platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listOrganisations, takeKeptForm } from '#rooms/people/index.ts'
import { contentPaths } from '../paths.ts'
import { contentProblems } from '../problems.ts'
import { addTemplate, changeTemplate, deleteTemplate } from './template.actions.ts'
import { EditReplyPage, RepliesPage } from './template.pages.tsx'
import { getTemplate, listTemplates } from './template.queries.ts'
import { KNOWN_GAPS, unknownGapsIn } from './template.rules.ts'

const words = {
  name: z.string().trim().min(1, 'Enter a name').max(100, 'Keep the name under 100 characters'),
  body: z
    .string()
    .trim()
    .min(1, 'Enter the words of the reply')
    .max(20_000, 'Keep the words under 20,000 characters')
    .superRefine((text, context) => {
      const [gap] = unknownGapsIn(text)
      if (gap) context.addIssue(`There is no gap called ${gap}. Use ${KNOWN_GAPS.join(', ')}`)
    }),
}
const changeForm = z.object(words)
const addForm = z.object({ ...words, organisation_id: z.uuid('Choose an organisation') })

interface Again {
  entered?: Entered | undefined
  errors?: readonly FormError[]
  status?: 200 | 409 | 422
}

async function editPage(c: Context<Env>, id: string | undefined, { status = 200, ...again }: Again = {}) {
  const facts = await c.var.read(async tx => ({
    ...(id !== undefined && { template: await getTemplate(tx, id) }),
    organisations: await listOrganisations(tx),
  }))
  const kept = await takeKeptForm(c.var.db, c.req.query('kept'), c.req.path)
  const chrome = await c.var.chrome()
  return c.html(html(<EditReplyPage chrome={chrome} {...facts} entered={kept} {...again} />), status)
}

/** A name that is taken is answered beside the name. */
async function save(c: Context<Env>, id: string | undefined, entered: Entered, work: () => Promise<void>) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error
    return editPage(c, id, { entered, errors: [{ field: 'name', message: error.message }], status: 409 })
  }
  return c.redirect(contentPaths.replies(), 303)
}

const idOf = (c: Context<Env>): string => {
  const id = c.req.param('id') ?? ''
  return isId(id) ? id : contentProblems.raise('reply-not-found')
}

export const templateRoutes = new Hono<Env>()
  .get(contentPaths.replies.pattern, may('content.manage'), async c => {
    const facts = await c.var.read(async tx => ({
      templates: await listTemplates(tx),
      organisations: await listOrganisations(tx),
    }))
    return c.html(html(<RepliesPage chrome={await c.var.chrome()} {...facts} />))
  })
  .get(contentPaths.newReply.pattern, may('content.manage'), c => editPage(c, undefined))
  .post(contentPaths.newReply.pattern, may('content.manage'), async c => {
    const form = await parseForm(addForm, c.req.raw)
    if (!form.ok) return editPage(c, undefined, { entered: form.entered, errors: form.errors, status: 422 })
    if (!c.var.organisations.includes(form.value.organisation_id)) return platformProblems.raise('not-allowed')
    return save(c, undefined, form.entered, () => c.var.write(tx => addTemplate(tx, c.var.actor, form.value, now())))
  })
  .get(contentPaths.reply.pattern, may('content.manage'), c => editPage(c, idOf(c)))
  .post(contentPaths.reply.pattern, may('content.manage'), async c => {
    const id = idOf(c)
    const form = await parseForm(changeForm, c.req.raw)
    if (!form.ok) return editPage(c, id, { entered: form.entered, errors: form.errors, status: 422 })
    const command = { id, ...form.value }
    return save(c, id, form.entered, () => c.var.write(tx => changeTemplate(tx, c.var.actor, command, now())))
  })
  .post(contentPaths.deleteReply.pattern, may('content.manage'), async c => {
    await c.var.write(tx => deleteTemplate(tx, c.var.actor, idOf(c), now()))
    return c.redirect(contentPaths.replies(), 303)
  })
