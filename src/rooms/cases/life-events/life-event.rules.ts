import type { Life, LifeEvent } from './life-event.queries.ts'

const line = (name: string, value: string | null) => (value ? [`${name}: ${value}`] : [])

/** The words of the case that begins. Access ends by itself when somebody leaves; what does not is named. */
export function wordsOf(event: LifeEvent, life: Life): { subject: string; body: string } {
  const { name, email, job_title, department, location, manager, teams, open_cases } = life
  const about = [
    ...[...line('Name', name), ...line('E-mail', email), ...line('Job', job_title)],
    ...[...line('Department', department), ...line('Where', location), ...line('Manager', manager)],
  ]
  if (event === 'started') return { subject: `Starter: ${name}`, body: [`${name} starts.`, '', ...about].join('\n') }
  const behind = [
    ...line('Teams they are in', teams.join(', ')),
    ...line('Open cases they have', open_cases > 0 ? String(open_cases) : null),
  ]
  const ended = 'They can no longer sign in here.'
  return { subject: `Leaver: ${name}`, body: [`${name} has left. ${ended}`, '', ...about, ...behind].join('\n') }
}
