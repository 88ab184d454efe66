import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import type { Frame } from '#platform/ui/layout/frame.ts'
import { PublicPage, TwoThirds } from '#platform/ui/layout/public-page.tsx'
import { type ApiDocument, type Operation, operationsOf, PREFIX } from './document.ts'
import { exampleOf, nameOf, type Schema, sayKind } from './schema-words.rules.ts'

interface Props {
  readonly frame: Frame
  readonly document: ApiDocument
  /** Where this installation answers, for the examples. */
  readonly origin: string
}

/** The API for people who write programs: every operation of the document, with an example to paste. */
export function ReferencePage({ frame, document, origin }: Props) {
  const [first, ...rest] = document.info.description.split('\n\n')
  return (
    <PublicPage frame={frame} title="API reference">
      <TwoThirds>
        <h1 class="govuk-heading-xl">API reference</h1>
        <p class="govuk-body-l">{first}</p>
        {rest.map(paragraph => (
          <p class="govuk-body">{paragraph}</p>
        ))}
        <p class="govuk-body">
          <a class="govuk-link" href={`${PREFIX}/openapi.json`}>
            The same as an OpenAPI 3.1 document
          </a>
        </p>
        <Contents document={document} />
        {document.tags.map(tag => (
          <section>
            <h2 class="govuk-heading-l">{tag.name}</h2>
            {operationsOf(document, tag.name).map(operation => (
              <OperationSection operation={operation} document={document} origin={origin} />
            ))}
          </section>
        ))}
        <h2 class="govuk-heading-l">What is sent and answered</h2>
        {Object.entries(document.components.schemas).map(([name, schema]) => (
          <SchemaSection name={name} schema={schema} />
        ))}
      </TwoThirds>
    </PublicPage>
  )
}

function Contents({ document }: Pick<Props, 'document'>) {
  return (
    <nav aria-label="Operations">
      {document.tags.map(tag => (
        <>
          <h2 class="govuk-heading-s">{tag.name}</h2>
          <ul class="govuk-list">
            {operationsOf(document, tag.name).map(({ id, summary }) => (
              <li>
                <a class="govuk-link" href={`#${id}`}>
                  {summary}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </nav>
  )
}

function OperationSection({ operation, document, origin }: { operation: Operation } & Omit<Props, 'frame'>) {
  const { id, method, path, summary, description, parameters, body, answers } = operation
  return (
    <section class="api-entry" id={id}>
      <h3 class="govuk-heading-m">{summary}</h3>
      <p class="govuk-body">
        <Tag colour={method === 'GET' ? 'blue' : 'green'}>{method}</Tag>{' '}
        <code>
          {PREFIX}
          {path}
        </code>
      </p>
      {description && <p class="govuk-body">{description}</p>}
      {parameters.length > 0 && (
        <SummaryList
          rows={parameters.map(({ name, in: where, required, schema }) => ({
            key: <code>{name}</code>,
            value: <Said lead={`${where}${required ? ', needed' : ''}`} schema={schema} />,
          }))}
        />
      )}
      {body?.$ref && (
        <p class="govuk-body">
          Send <SchemaLink name={nameOf(body.$ref)} />
        </p>
      )}
      <pre>{curl(operation, document, origin)}</pre>
      <ul class="govuk-list">
        {answers.map(({ status, description: said, schema }) => (
          <li>
            <strong>{status}</strong> {said} {schema && <SchemaLink name={schema} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

const SchemaLink = ({ name }: { name: string }) => (
  <a class="govuk-link" href={`#schema-${name}`}>
    {name}
  </a>
)

function Said({ lead, schema }: { lead?: string; schema: Schema }) {
  return (
    <>
      {lead && `${lead}: `}
      {sayKind(schema)}
      {schema.description && <p class="govuk-body-s">{schema.description}</p>}
    </>
  )
}

function SchemaSection({ name, schema }: { name: string; schema: Schema }) {
  const rows = Object.entries(schema.properties ?? {}).map(([property, one]) => ({
    key: <code>{property}</code>,
    value: <Said {...(schema.required?.includes(property) ? { lead: 'always' } : {})} schema={one} />,
  }))
  return (
    <section class="api-entry" id={`schema-${name}`}>
      <h3 class="govuk-heading-m">{name}</h3>
      <SummaryList rows={rows} />
    </section>
  )
}

/** What to type in a terminal, with a token in $TOKEN. */
function curl(operation: Operation, { components }: ApiDocument, origin: string): string {
  const { method, path, body, parameters, upload } = operation
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(exampleOf(parameters.find(one => one.name === name)?.schema ?? {}, components.schemas)),
  )
  const version = parameters.some(({ name, required }) => name === 'if-match' && required)
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${origin}${PREFIX}${place}`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...(version ? [`-H 'If-Match: "3"'`] : []),
    ...(upload ? ['-F file=@picture.png'] : []),
    ...(body
      ? ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(exampleOf(body, components.schemas))}'`]
      : []),
  ].join(' \\\n  ')
}
