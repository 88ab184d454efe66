import { holdsIn } from '#platform/http/actor.ts'
import { BreachCard } from './breaches/explain-breach.pages.tsx'
import { EscalationsCard } from './escalating/escalations-card.pages.tsx'
import { LinksCard } from './linking/links-card.pages.tsx'
import { MajorCard } from './major/major-card.pages.tsx'
import type { SideCard } from './panels.ts'
import { ParticipantsCard } from './participants/participants-card.pages.tsx'
import { listSide } from './side.queries.ts'
import { OtherClocksCard } from './suppliers/other-clocks-card.pages.tsx'
import { TasksCard } from './tasks/tasks-card.pages.tsx'
import { WatchersCard } from './watching/watchers-card.pages.tsx'

/** Tasks, linked cases, who takes part, and watchers: four cards from one question. */
export const sideCards: SideCard = async (tx, { theCase, clocks, correspondence }, { actor, now }) => {
  const side = await listSide(tx, theCase.id)
  const works = holdsIn(actor, 'cases.work', theCase.organisation_id)
  const { reference } = theCase
  const owesReason = ['P1', 'P2'].includes(theCase.priority) && clocks.some(clock => clock.missed_at !== null)
  const mayDeclare = works && theCase.state !== 'resolved' && theCase.state !== 'closed'
  return (
    <>
      {works && owesReason && <BreachCard reference={reference} explained={side.explained} />}
      <EscalationsCard {...{ theCase, works, now }} escalations={side.escalations} reader_id={actor.person_id} />
      <OtherClocksCard {...{ theCase, works, now }} others={side.others} />
      <MajorCard reference={reference} major={side.major} mayDeclare={mayDeclare} />
      <TasksCard theCase={theCase} tasks={side.tasks} works={works && side.merged_into === null} now={now} />
      <LinksCard reference={reference} side={side} works={works} />
      <ParticipantsCard reference={reference} participants={correspondence.participants} works={works} />
      <WatchersCard reference={reference} watchers={side.watchers} reader_id={actor.person_id} works={works} />
    </>
  )
}
