/*
 * Tells one case's story from a scenario: how it arrives, who takes it, what is asked and answered, what it waits for, how it ends.
 * Times are working time of the council's own calendar, as a share of what was promised, so that about one in ten is late.
 */
import { type Level, priorityOf } from '#rooms/clock/index.ts'
import { fixAtOnce, workThrough } from './beats.ts'
import type { PersonRow } from './persons.ts'
import { HELLOS, THANKS, WHY_HIGHER, WHY_LEVEL, WHY_LOWER } from './phrases.ts'
import type { Random } from './random.ts'
import { type Details, detailsFor, fill, type Scenario } from './scenario.ts'
import type { Logging, Story } from './story.ts'
import { type Arrival, andThen, authorOf, memberOf, pass, type Telling } from './telling.ts'
import type { Category, Team, World } from './world.ts'

export function tell(world: World, arrival: Arrival, random: Random): Story {
  const { partner, scenario, requester, channel } = arrival
  const details = detailsFor(random, partner, requester, arrival.at)
  const category = partner.categories.get(scenario.category)!
  const desk = world.teams.get('Service desk')!
  const clerk = random.pick(desk.members)
  const level = levelOf(random, scenario, category)
  const logging = logged({ arrival, random, details, category, clerk, desk, world })
  const promised = partner.targets.filter(({ priority }) => priority === priorityOf(partner.matrix, ...level))
  const seconds = (metric: string) => promised.find(target => target.metric === metric)!.seconds
  const work = seconds('resolve') * Math.min(2.5, Math.max(0.02, random.lognormal(0.5, 0.52)))
  const response = Math.min(work * 0.7, seconds('first_response') * random.lognormal(0.45, 0.5))
  const it: Telling = {
    ...{ world, arrival, random, details, category, steps: [], tasks: [], at: logging.started_at, work, response },
    ...{ team: logging.team?.name === desk.name ? desk : world.teams.get(category.team)!, assignee: clerk },
  }
  const simple = !scenario.waits && !scenario.moves && category.kind === 'incident'
  if (channel === 'telephone' && simple && random.chance(0.4)) fixAtOnce(it, logging)
  else workThrough(it, () => triage(it, logging, level))
  const watchers = random.chance(0.08) ? [random.pick(partner.persons)] : []
  return { partner, logging, steps: it.steps, tasks: it.tasks, watchers }
}

/** What it comes to: mostly as its category says, now and then worse or milder. */
function levelOf(random: Random, scenario: Scenario, category: Category): readonly [Level, Level] {
  const [impact, urgency] = scenario.level ?? [category.impact, category.urgency]
  if (random.chance(0.06) && urgency > 1) return [impact, urgency === 3 ? 2 : 1]
  if (random.chance(0.06) && urgency < 3) return [impact, 3]
  return [impact, urgency]
}

interface Beginning {
  readonly arrival: Arrival
  readonly random: Random
  readonly details: Details
  readonly category: Category
  readonly clerk: PersonRow
  readonly desk: Team
  readonly world: World
}

/** Portal users choose a category, sometimes only roughly; the desk chooses on the telephone; an e-mail has none. */
function logged({ arrival, random, details, category, clerk, desk, world }: Beginning): Logging {
  const { partner, scenario, requester, channel, at } = arrival
  const spoken = channel === 'telephone' || channel === 'walk_in'
  const above = [...partner.categories.values()].find(({ id }) => id === category.parent_id)
  const chosen =
    channel === 'email' ? undefined : channel === 'portal' && random.chance(0.12) ? (above ?? category) : category
  const team = chosen ? world.teams.get(chosen.team)! : desk
  const text = fill(random.pick(scenario.says), details)
  const around = [random.pick(HELLOS), text, fill(random.pick(THANKS), details)].filter(part => part !== '')
  const level = spoken ? scenario.level : undefined
  return {
    ...{
      id: random.id(at.getTime()),
      by: authorOf(spoken ? clerk : requester),
      at,
      requester,
      channel,
      category: chosen,
    },
    ...{
      subject: fill(random.pick([scenario.subject, ...(scenario.also ?? [])]), details),
      body: channel === 'email' ? around.join('\n\n') : text,
    },
    ...{ team: { id: team.id, name: team.name }, impact: level?.[0], urgency: level?.[1] },
    location: random.chance(0.3) ? `${requester.location}, ${details.room}` : undefined,
    started_at: spoken ? new Date(at.getTime() - random.int(90, 420) * 1000) : at,
  }
}

/** The desk looks at it: category, priority and team put right, and somebody given it. */
function triage(it: Telling, logging: Logging, [impact, urgency]: readonly [Level, Level]): void {
  const { random, category, world } = it
  const desk = world.teams.get('Service desk')!
  const sorter = random.chance(0.25) ? desk.members[0]! : random.pick(desk.members)
  pass(it, it.response * (0.3 + 0.6 * random.next()))
  it.at = new Date(Math.max(it.at.getTime(), logging.at.getTime() + 60_000))
  if (logging.category?.id !== category.id) andThen(it, { act: 'classify', category }, authorOf(sorter))
  const before = [logging.impact ?? logging.category?.impact ?? 3, logging.urgency ?? logging.category?.urgency ?? 3]
  if (before[0] !== impact || before[1] !== urgency) {
    const rise = impact + urgency - before[0]! - before[1]!
    const because = random.pick(!logging.category ? WHY_LEVEL : rise < 0 ? WHY_HIGHER : WHY_LOWER)
    andThen(it, { act: 'prioritise', impact, urgency, because }, authorOf(sorter))
  }
  const team = world.teams.get(category.team)!
  if (logging.team?.id !== team.id && random.chance(0.4))
    andThen(it, { act: 'assign', team, assignee: null }, authorOf(sorter))
  it.team = team
  it.assignee = memberOf(team, random)
  andThen(it, { act: 'assign', team, assignee: it.assignee }, authorOf(random.chance(0.6) ? it.assignee : sorter))
}
