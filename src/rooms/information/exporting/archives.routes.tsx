import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import { informationProblems } from '../problems.ts'
import { askForArchive, takeArchive } from './archive.actions.ts'
import { ArchivePage, ArchivesPage } from './archive.pages.tsx'
import { bytesOfPart, getArchive, listArchives } from './archive.queries.ts'
import { isThere } from './archive.rules.ts'

export const archiveRoutes = new Hono<Env>()
  .get(informationPaths.archives.pattern, may('information.manage'), async c => {
    const facts = await c.var.read(async tx => {
      const organisation = await getOrganisation(tx, c.req.param('organisation'))
      return { organisation, archives: await listArchives(tx, organisation.id) }
    })
    return c.html(html(<ArchivesPage chrome={await c.var.chrome()} facts={{ ...facts, now: now() }} />))
  })
  .post(informationPaths.archives.pattern, may('information.manage'), async c => {
    const organisation_id = c.req.param('organisation')
    const id = await c.var.write(tx => askForArchive(tx, c.var.actor, { organisation_id }, now()))
    return c.redirect(informationPaths.archive({ id }), 303)
  })
  .get(informationPaths.archive.pattern, may('information.manage'), async c => {
    const facts = await c.var.read(async tx => {
      const archive = await getArchive(tx, c.req.param('id'))
      return { archive, organisation: await getOrganisation(tx, archive.organisation_id) }
    })
    const chrome = await c.var.chrome({ live: [facts.archive.id] })
    return c.html(html(<ArchivePage chrome={chrome} facts={{ ...facts, reader: c.var.actor.person_id, now: now() }} />))
  })
  .get(informationPaths.part.pattern, may('information.manage'), async c => {
    const part = Number(c.req.param('part'))
    const archive = await c.var.write(async tx => {
      const found = await getArchive(tx, c.req.param('id'))
      if (!isThere(found, now()) || !found.parts[part - 1]) informationProblems.raise('archive-not-found')
      // It was read as whoever asked: it may have restricted cases that others may not read.
      if (found.asked_by !== c.var.actor.person_id) informationProblems.raise('not-yours')
      await takeArchive(tx, c.var.actor, { archive: found, part }, now())
      return found
    })
    const several = archive.parts.length > 1 ? `-part-${part}` : ''
    return new Response(bytesOfPart(c.var.db, archive, part), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="moothall-${archive.asked_at.toISOString().slice(0, 10)}${several}.zip"`,
        'content-length': String(archive.parts[part - 1]!.size),
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    })
  })
