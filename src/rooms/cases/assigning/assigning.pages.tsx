import { sayWhen } from '#platform/time/say.ts'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { fieldsOf } from '#platform/ui/pieces/form.tsx'
import { PriorityBadge } from '#platform/ui/pieces/priority-badge.tsx'
import type { Agreement, Category } from '#rooms/catalogue/index.ts'
import type { Team, TeamMember } from '#rooms/people/index.ts'
import { ActForm, type FormFacts } from '../acting/act-form.pages.tsx'
import { PRIORITIES } from '../case.rules.ts'
import { left, retarget } from '../clocks/case-clock.rules.ts'
import { levelOf } from '../level.ts'

const IMPACTS = { 1: '1 – Whole service', 2: '2 – Team or site', 3: '3 – One person' }
const URGENCIES = { 1: '1 – Cannot work', 2: '2 – Work is hindered', 3: '3 – Can wait' }
const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }))

interface AssignProps extends FormFacts {
  readonly teams: readonly Team[]
  readonly members: readonly TeamMember[]
}

/** Who is to have the case: a team, or somebody in it, in one list. */
export function AssignForm({ facts, entered, errors, teams, members }: AssignProps) {
  const { team_id, assignee_id } = facts.theCase
  const now = { given: [team_id, assignee_id].filter(Boolean).join('/') }
  const field = fieldsOf(entered ?? now, errors)
  return (
    <ActForm act="assign" facts={facts} does="Assign">
      <div class="govuk-form-group">
        <label class="govuk-label" for="given">
          Give this case to
        </label>
        {field('given').error && <p class="govuk-error-message">{field('given').error}</p>}
        <select class="govuk-select act-form__wide" id="given" name="given">
          <option value="">No team</option>
          {teams.map(team => (
            <optgroup label={team.name}>
              <option value={team.id} selected={field('given').value === team.id}>
                Anyone in {team.name}
              </option>
              {members
                .filter(member => member.team_id === team.id)
                .map(member => {
                  const value = `${team.id}/${member.person_id}`
                  return (
                    <option value={value} selected={field('given').value === value}>
                      {member.name}
                    </option>
                  )
                })}
            </optgroup>
          ))}
        </select>
      </div>
    </ActForm>
  )
}

export function ClassifyForm({ facts, entered, errors, categories }: FormFacts & { categories: readonly Category[] }) {
  const field = fieldsOf(entered ?? { category_id: facts.theCase.category_id ?? '' }, errors)
  return (
    <ActForm act="classify" facts={facts} does="Save category">
      <Select
        {...field('category_id')}
        label="Category"
        class="act-form__wide"
        options={[
          { value: '', text: 'Choose a category' },
          ...categories.map(({ id, path }) => ({ value: id, text: path })),
        ]}
      />
    </ActForm>
  )
}

/** When the fix would be due at each priority, if it were set now: working time already used is kept. */
function Preview({ facts: { theCase, clocks }, agreement, now }: FormFacts & { agreement: Agreement }) {
  const clock = clocks.find(({ metric }) => metric === 'resolve')
  if (!clock) return null
  const lines = PRIORITIES.flatMap(priority => {
    const target = agreement.targets.find(one => one.priority === priority && one.metric === 'resolve')
    if (!target) return []
    const changed = retarget(clock, target, now)
    const due = changed.due_at ? sayWhen(changed.due_at, theCase.zone, now) : 'when its clock starts again'
    return [{ priority, says: left(changed, now) < 0 ? 'late already' : `fix due ${due}` }]
  })
  return (
    <ul class="act-form__preview" aria-label="What each priority would mean">
      {lines.map(({ priority, says }) => (
        <li>
          <PriorityBadge level={levelOf(priority)} /> {says}
        </li>
      ))}
    </ul>
  )
}

export function PrioritiseForm(props: FormFacts & { agreement: Agreement }) {
  const { facts, entered, errors, agreement } = props
  const { impact, urgency } = facts.theCase
  const field = fieldsOf(entered ?? { impact: `${impact}`, urgency: `${urgency}` }, errors)
  const { matrix } = agreement
  const levels = [1, 2, 3] as const
  return (
    <ActForm act="prioritise" facts={facts} does="Save priority">
      <Select {...field('impact')} label="Impact" class="act-form__wide" options={optionsOf(IMPACTS)} />
      <Select {...field('urgency')} label="Urgency" class="act-form__wide" options={optionsOf(URGENCIES)} />
      <table class="matrix">
        <caption class="govuk-visually-hidden">The priority that follows</caption>
        <thead>
          <tr>
            <td />
            {levels.map(level => (
              <th scope="col">Urgency {level}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.map(row => (
            <tr>
              <th scope="row">Impact {row}</th>
              {levels.map(column => (
                <td>{matrix[row][column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Preview {...props} />
      <Input {...field('because')} label="Why (optional)" />
    </ActForm>
  )
}
