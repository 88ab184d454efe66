import { holdsIn } from '#platform/http/actor.ts'
import { LinksCard } from './linking/links-card.pages.tsx'
import { MajorCard } from './major/major-card.pages.tsx'
import type { SideCard } from './panels.ts'
import { listSide } from './side.queries.ts'
import { TasksCard } from './tasks/tasks-card.pages.tsx'
import { WatchersCard } from './watching/watchers-card.pages.tsx'

/** Tasks, linked cases and watchers: three cards from one question. */
export const sideCards: SideCard = async (tx, { theCase }, { actor, now }) => {
  const side = await listSide(tx, theCase.id)
  const works = holdsIn(actor, 'cases.work', theCase.organisation_id)
  const { reference } = theCase
  const mayDeclare = works && theCase.state !== 'resolved' && theCase.state !== 'closed'
  return (
    <>
      <MajorCard reference={reference} major={side.major} mayDeclare={mayDeclare} />
      <TasksCard theCase={theCase} tasks={side.tasks} works={works && side.merged_into === null} now={now} />
      <LinksCard reference={reference} side={side} works={works} />
      <WatchersCard reference={reference} watchers={side.watchers} reader_id={actor.person_id} works={works} />
    </>
  )
}
