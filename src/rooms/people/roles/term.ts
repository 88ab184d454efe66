import { dateOn, parseLocal, sayDay } from '#platform/time/say.ts'
import { readTerm, standing, type Term } from './term.rules.ts'

/** What somebody typed as first and last day, in an organisation's zone, or what is wrong with it. */
export const termFrom = (typed: { from: string; until: string }, zone: string, now: Date) =>
  readTerm(typed, day => parseLocal(day, '00:00', zone), now)

/** The first and the last day, as date fields have them. */
export const asTyped = ({ starts_at, ends_at }: Term, zone: string): { from: string; until: string } => ({
  from: starts_at ? dateOn(starts_at, zone) : '',
  until: ends_at ? dateOn(lastMoment(ends_at), zone) : '',
})

const lastMoment = (ends_at: Date) => new Date(ends_at.getTime() - 1)
const sayDate = (date: Date, zone: string) => sayDay(date, zone).split(' ').slice(1).join(' ')

/** "from 1 January 2027", "until 31 March 2027", "from … until …", "ended 31 March 2026"; empty for what is simply held. */
export function sayTerm(term: Term, zone: string, now: Date): string {
  const { starts_at, ends_at } = term
  const until = ends_at ? `until ${sayDate(lastMoment(ends_at), zone)}` : ''
  if (standing(term, now) === 'over' && ends_at) return `ended ${sayDate(lastMoment(ends_at), zone)}`
  if (standing(term, now) === 'held') return until
  return [starts_at ? `from ${sayDate(starts_at, zone)}` : '', until].filter(Boolean).join(' ')
}
