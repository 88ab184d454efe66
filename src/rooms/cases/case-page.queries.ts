import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type Kept, keptAs } from '#rooms/people/index.ts'
import type { Attachment } from './attaching/attachment.queries.ts'
import { type Case, getCase, listStoryMessages, type Message } from './case.queries.ts'
import type { State } from './case.rules.ts'
import type { CaseClock } from './clocks/case-clock.rules.ts'
import { listClocks, listPauses, type Pause } from './clocks/clocks.queries.ts'
import { listSources, type Source } from './filing/source.queries.ts'
import { hereSince, type Viewer } from './presence/viewers.queries.ts'
import { type Correspondence, getCorrespondence } from './replying/addressees.queries.ts'
import { listEvents, type StoryEvent } from './timeline/story.queries.ts'

export interface Requester {
  readonly email: string | null
  readonly phone: string | null
  readonly job_title: string | null
  readonly department: string | null
  readonly location: string | null
  readonly assistance: string | null
}

export interface OtherCase {
  readonly reference: string
  readonly subject: string
  readonly state: State
}

export interface Surroundings {
  readonly requester: Requester
  /** The requester's newest other cases, open and not. */
  readonly others: readonly OtherCase[]
  readonly viewers: readonly Viewer[]
  readonly attachments: readonly Attachment[]
  readonly templates: readonly { readonly id: string; readonly name: string }[]
  readonly kept: Kept
}

/** Everything the case page says, from one transaction. */
export interface CaseFacts extends Surroundings {
  readonly theCase: Case
  readonly events: readonly StoryEvent[]
  readonly messages: readonly Message[]
  readonly clocks: readonly CaseClock[]
  readonly pauses: readonly Pause[]
  readonly sources: readonly Source[]
  readonly correspondence: Correspondence
}

const MOST_OTHERS = 20

/** All that stands around the story, in one statement: each part is an index's first few rows. */
async function surroundingsOf(tx: Read, theCase: Case, now: Date): Promise<Surroundings> {
  const { rows } = await sql<Surroundings>`select
    (select json_build_object('email', p.email, 'phone', p.phone, 'job_title', p.job_title, 'department', p.department,
        'location', p.location, 'assistance', p.assistance)
      from people.published_persons p where p.id = ${theCase.requester_id}) as requester,
    (select coalesce(json_agg(o), '[]') from (select c.reference, c.subject, c.state from cases.cases c
        where c.requester_id = ${theCase.requester_id} and c.id <> ${theCase.id}
        order by c.logged_at desc limit ${MOST_OTHERS}) o) as others,
    (select coalesce(json_agg(json_build_object('person_id', v.person_id, 'person_name', v.person_name, 'doing', v.doing)
        order by v.person_name), '[]')
      from cases.viewers v where v.case_id = ${theCase.id} and v.seen_at > ${hereSince(now)}) as viewers,
    (select coalesce(json_agg(json_build_object('file_id', a.file_id, 'message_id', a.message_id, 'shown_to', a.shown_to, 'name', f.name,
        'media_type', f.media_type, 'size', f.size) order by f.id), '[]')
      from cases.attachments a join platform.files f on f.id = a.file_id where a.case_id = any (array(select cases.story_of(${theCase.id})))) as attachments,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]')
      from content.published_templates t where t.organisation_id = ${theCase.organisation_id}
        and (t.team_id is null or t.team_id = ${theCase.team_id})) as templates,
    ${keptAs(theCase.organisation_id, 'case', [theCase.id, theCase.requester_id])} as kept`.execute(tx)
  return rows[0]!
}

/** Raises `cases.not-found`. */
export async function getCaseFacts(tx: Read, reference: string, now: Date): Promise<CaseFacts> {
  const theCase = await getCase(tx, reference)
  const [events, messages, clocks, pauses, sources, surroundings, correspondence] = await Promise.all([
    listEvents(tx, theCase.id, 'staff'),
    listStoryMessages(tx, theCase.id),
    listClocks(tx, theCase.id),
    listPauses(tx, theCase.id),
    listSources(tx, theCase.id),
    surroundingsOf(tx, theCase, now),
    getCorrespondence(tx, theCase),
  ])
  return { theCase, events, messages, clocks, pauses, sources, correspondence, ...surroundings }
}
