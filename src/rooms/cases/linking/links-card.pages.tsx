import { Card } from '#platform/ui/pieces/card.tsx'
import { STATE_NAMES } from '../case.rules.ts'
import { casePaths, linkPaths } from '../paths.ts'
import type { Linked, Side } from '../side.queries.ts'
import { RELATION_NAMES, RELATIONS } from './link.rules.ts'

interface Props {
  readonly reference: string
  readonly side: Pick<Side, 'links' | 'taken_in' | 'merged_into' | 'goes_on_as'>
  readonly works: boolean
}

export const isOpen = ({ state }: Pick<Linked, 'state'>) => state !== 'resolved' && state !== 'closed'

const Reference = ({ reference }: { reference: string }) => <a href={casePaths.show({ reference })}>{reference}</a>

const LinkedCase = ({ linked: { reference, subject, state } }: { linked: Linked }) => (
  <li>
    <Reference reference={reference} /> <span dir="auto">{subject}</span>{' '}
    <span class="side-list__state">{STATE_NAMES[state]}</span>
  </li>
)

function Group({ links, title }: { links: readonly Linked[]; title: string }) {
  if (links.length === 0) return null
  return (
    <>
      <h3 class="side-list__title">{title}</h3>
      <ul class="side-list">
        {links.map(linked => (
          <LinkedCase linked={linked} />
        ))}
      </ul>
    </>
  )
}

const openOf = (children: readonly Linked[]) => `${children.filter(isOpen).length} of ${children.length} still open`

/** The cases this one belongs with, each kind said from this side; and what was merged. */
export function LinksCard({ reference, side: { links, taken_in, merged_into, goes_on_as }, works }: Props) {
  const none = links.length === 0 && taken_in.length === 0 && !merged_into && !goes_on_as
  return (
    <Card title="Linked cases" action={works && <a href={linkPaths.list({ reference })}>Link, merge, split</a>}>
      {merged_into && (
        <p>
          Merged into <Reference reference={merged_into} />
        </p>
      )}
      {goes_on_as && (
        <p>
          Goes on as <Reference reference={goes_on_as} />
        </p>
      )}
      {RELATIONS.map(relation => {
        const group = links.filter(linked => linked.relation === relation)
        const name = RELATION_NAMES[relation]
        return <Group links={group} title={relation === 'parent_of' ? `${name} (${openOf(group)})` : name} />
      })}
      {taken_in.length > 0 && (
        <>
          <h3 class="side-list__title">Merged from</h3>
          <ul class="side-list">
            {taken_in.map(({ reference: from, subject, requester, messages }) => (
              <li>
                <Reference reference={from} /> <span dir="auto">{subject}</span>
                <span class="side-list__about">
                  {requester}, {messages} {messages === 1 ? 'message' : 'messages'}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {none && <p class="quiet">None.</p>}
    </Card>
  )
}
