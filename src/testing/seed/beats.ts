import { firstNameOf } from './persons.ts'
import * as phrases from './phrases.ts'
import { fill } from './scenario.ts'
import { type Logging, THE_SERVICE } from './story.ts'
import { andThen, authorOf, pass, type Telling } from './telling.ts'

const HOUR = 3600
/** The desk's working day, near enough, for how long people take to answer. */
const DAY = 9 * HOUR

const wordsOf = (it: Telling, text: string): string =>
  fill(text, {
    ...it.details,
    analyst: it.assignee.name,
    analyst_first: firstNameOf(it.assignee.name),
    team: it.team.name,
  })

const pickWords = (it: Telling, from: readonly string[]) => wordsOf(it, it.random.pick(from))

const channelOf = (it: Telling) => (it.arrival.channel === 'portal' ? 'portal' : 'email')

/** We write to them. */
function write(it: Telling, text: string): void {
  const body = [pickWords(it, phrases.OUR_HELLOS), wordsOf(it, text), pickWords(it, phrases.OUR_THANKS)].join('\n\n')
  andThen(it, { act: 'reply', body, channel: channelOf(it) })
}

const note = (it: Telling, text: string) => andThen(it, { act: 'note', body: wordsOf(it, text), channel: 'portal' })

const answer = (it: Telling, text: string) =>
  andThen(it, { act: 'answer', body: wordsOf(it, text), channel: channelOf(it) }, authorOf(it.arrival.requester))

/** Put right while the person is on the telephone. */
export function fixAtOnce(it: Telling, logging: Logging): void {
  const desk = it.world.teams.get('Service desk')!
  it.team = desk
  it.at = new Date(logging.at.getTime() + it.random.int(30, 120) * 1000)
  andThen(it, { act: 'assign', team: desk, assignee: it.assignee })
  it.at = new Date(it.at.getTime() + it.random.int(60, 500) * 1000)
  andThen(it, { act: 'reply', body: wordsOf(it, it.random.pick(it.arrival.scenario.done)), channel: 'telephone' })
  resolve(it)
  afterwards(it)
}

type Beat = (it: Telling) => void

/** From the first look to the end, with what happens between at chance places. */
export function workThrough(it: Telling, triage: Beat): void {
  const { random } = it
  const started = it.at
  triage(it)
  it.at = new Date(Math.max(it.at.getTime(), started.getTime()))
  pass(it, it.response * 0.3)
  addTasks(it)
  const { beats, asked } = beatsOf(it)
  if (asked) ask(it, asked)
  else write(it, random.pick(phrases.WE_HAVE_IT))
  const end = random.next()
  if (end < 0.02) cancel(it)
  else if (asked && end < 0.08) giveUp(it)
  else workOn(it, beats)
}

function workOn(it: Telling, beats: readonly Beat[]): void {
  const { random, arrival } = it
  const left = (it.work - it.response) / (beats.length + 1)
  for (const beat of beats) {
    pass(it, left * (0.5 + random.next()))
    beat(it)
  }
  pass(it, left * (0.5 + random.next()))
  if (arrival.channel !== 'walk_in' && random.chance(0.4)) check(it)
  resolve(it)
  afterwards(it)
}

function beatsOf(it: Telling): { beats: Beat[]; asked: readonly [string, string] | undefined } {
  const { random, arrival } = it
  const { asks = [], notes = [], news = [], moves, waits } = arrival.scenario
  const asked = random.chance(0.65) ? asks[0] : undefined
  const beats: Beat[] = []
  if (notes[0] && random.chance(0.75)) beats.push(one => note(one, random.pick(notes)))
  if (asks[1]) beats.push(one => ask(one, asks[1]!))
  if (moves && random.chance(0.8)) beats.push(one => hand(one, moves))
  if (!moves && random.chance(0.08)) beats.push(swap)
  if (waits && random.chance(0.75)) beats.push(wait)
  if (random.chance(0.15)) beats.push(one => answer(one, random.pick(phrases.ANY_NEWS)))
  if (news[0] && random.chance(0.7)) beats.push(one => write(one, random.pick(news)))
  else if (random.chance(0.25)) beats.push(one => write(one, random.pick(phrases.STILL_AT_IT)))
  return { beats, asked }
}

/** Asks, and waits for the answer with the clock stopped, or goes on looking meanwhile. */
function ask(it: Telling, [question, reply]: readonly [string, string]): void {
  const { random } = it
  write(it, question)
  const held = random.chance(0.75)
  if (held) {
    it.at = new Date(it.at.getTime() + 30_000)
    andThen(it, { act: 'hold', reason: 'requester', until: undefined, note: 'Asked a question' })
  }
  pass(it, held ? Math.min(12 * DAY, random.lognormal(7 * HOUR, 1.1)) : random.lognormal(1200, 0.8))
  answer(it, reply)
}

function wait(it: Telling): void {
  const { random, arrival } = it
  const waits = arrival.scenario.waits!
  const [from, to] = waits.days
  const length = (from + random.next() * (to - from)) * DAY
  const until = waits.for === 'planned' || random.chance(0.3) ? dayAfter(it, length) : undefined
  andThen(it, { act: 'hold', reason: waits.for, until, note: wordsOf(it, waits.note) })
  if (until) it.at = until
  else pass(it, length)
  const because = until ? 'the date it was held until has come' : random.pick(phrases.WAIT_OVER[waits.for]!)
  andThen(it, { act: 'resume', because }, until ? THE_SERVICE : undefined)
}

/** The beginning of a working day some working seconds ahead, without moving the story there. */
function dayAfter(it: Telling, seconds: number): Date {
  const here = it.at
  pass(it, seconds)
  const then = it.at
  it.at = here
  then.setUTCMinutes(0, 0, 0)
  return then.getTime() > here.getTime() + HOUR * 1000 ? then : new Date(here.getTime() + 2 * HOUR * 1000)
}

/** To another team, who then choose one of theirs. */
function hand(it: Telling, name: Parameters<Telling['world']['teams']['get']>[0]): void {
  const team = it.world.teams.get(name)!
  const before = authorOf(it.assignee)
  note(it, fill(it.random.pick(phrases.MOVING), { team: team.name }))
  andThen(it, { act: 'assign', team, assignee: null }, before)
  pass(it, it.random.lognormal(HOUR / 2, 0.8))
  it.team = team
  it.assignee = it.random.pick(team.members)
  andThen(it, { act: 'assign', team, assignee: it.assignee })
}

/** To a colleague of the same team. */
function swap(it: Telling): void {
  const others = it.team.members.filter(({ id }) => id !== it.assignee.id)
  if (others.length === 0) return
  const before = authorOf(it.assignee)
  it.assignee = it.random.pick(others)
  andThen(it, { act: 'assign', team: it.team, assignee: it.assignee }, before)
}

function addTasks(it: Telling): void {
  const { random, arrival, assignee, team } = it
  if (!random.chance(0.7)) return
  for (const title of arrival.scenario.tasks ?? []) {
    const created_at = it.at
    const after = (share: number) => new Date(created_at.getTime() + it.work * share * 4000)
    const dates = { created_at, due_at: after(1), done_at: after(0.2 + random.next()) }
    const id = random.id(created_at.getTime())
    it.tasks.push({ id, name: wordsOf(it, title), assignee, team, ...dates })
  }
}

function check(it: Telling): void {
  write(it, it.random.pick(phrases.IS_IT_RIGHT))
  pass(it, it.random.lognormal(HOUR, 1))
  answer(it, it.random.pick(phrases.IT_IS_RIGHT))
  pass(it, it.random.int(300, 3000))
}

function resolve(it: Telling): void {
  const { code, done } = it.arrival.scenario
  const closure_code = code ?? (it.random.chance(0.92) ? 'solved' : 'workaround')
  andThen(it, { act: 'resolve', closure_code, resolution: pickWords(it, done) })
}

/** They no longer need it. */
function cancel(it: Telling): void {
  pass(it, it.random.lognormal(4 * HOUR, 0.8))
  answer(it, it.random.pick(phrases.NO_LONGER))
  pass(it, it.random.int(600, 2 * HOUR))
  andThen(it, { act: 'resolve', closure_code: 'cancelled', resolution: 'Cancelled as you asked.' })
  close(it)
}

/** A question they never answer: the answer is taken out again. */
function giveUp(it: Telling): void {
  if (it.steps.at(-1)?.act === 'answer') it.steps.pop()
  it.at = it.steps.at(-1)!.at
  pass(it, 4 * DAY)
  write(it, it.random.pick(phrases.CHASING))
  pass(it, 4 * DAY)
  const resolution =
    'Closed because we could not reach you. Reply, or ring the desk, and we will carry on where we left off.'
  andThen(it, { act: 'resolve', closure_code: 'no_answer', resolution })
  close(it)
}

/** A few come back; then seven days later it is closed. */
function afterwards(it: Telling): void {
  if (it.random.chance(0.03)) {
    pass(it, it.random.lognormal(DAY, 0.5))
    answer(it, it.random.pick(phrases.IT_IS_BACK))
    pass(it, it.random.lognormal(HOUR, 0.6))
    write(it, it.random.pick(phrases.SECOND_LOOK))
    pass(it, it.work * 0.25)
    andThen(it, { act: 'resolve', closure_code: 'solved', resolution: pickWords(it, phrases.SECOND_DONE) })
  }
  close(it)
}

function close(it: Telling): void {
  it.at = new Date(it.at.getTime() + 7 * 86_400_000)
  it.steps.push({
    act: 'close',
    at: it.at,
    by: { person_id: undefined, name: 'Moothall' },
    because: 'resolved for 7 days',
  })
}
