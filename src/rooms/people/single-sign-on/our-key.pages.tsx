import { Button } from '#platform/ui/govuk/button.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { peoplePaths } from '../paths.ts'
import { jwkOf } from './our-key.ts'
import type { Provider } from './provider.queries.ts'

const Key = ({ title, pem }: { title: string; pem: string }) => (
  <>
    <h3 class="govuk-heading-s">{title}</h3>
    <SummaryList
      rows={[
        { key: 'Name (kid)', value: <code>{jwkOf(pem).kid}</code> },
        { key: 'Signs with', value: jwkOf(pem).alg },
        { key: 'Public key', value: <pre class="provider-key">{pem}</pre> },
      ]}
    />
  </>
)

const WORDS = { use: 'Use the next key from now on', drop: 'Drop the next key' }

const Act = ({ id, what }: { id: string; what: 'use' | 'drop' }) => (
  <Form action={peoplePaths.providerKey({ id })}>
    <input type="hidden" name="what" value={what} />
    <Button variant={what === 'drop' ? 'secondary' : undefined}>{WORDS[what]}</Button>
  </Form>
)

/** The keys by which a provider knows us, and getting a new one without anybody being kept out meanwhile. */
export function OurKeys({ provider }: { provider: Provider }) {
  const { id, public_key, next_public_key } = provider
  if (!public_key) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Our keys</h2>
      <Key title="In use" pem={public_key} />
      {next_public_key ? (
        <>
          <Key title="The next" pem={next_public_key} />
          <p class="govuk-body">
            Both are at our keys’ address. Enter the next at the provider, if it does not look there by itself, and test
            this provider; then use it.
          </p>
          <div class="govuk-button-group">
            <Act id={id} what="use" />
            <Act id={id} what="drop" />
          </div>
        </>
      ) : (
        <Form action={peoplePaths.providerKey({ id })}>
          <input type="hidden" name="what" value="make" />
          <Radios
            name="kind"
            legend="Make the next key"
            hint="The one in use stays until you say so"
            items={[
              { value: 'RS256', label: 'RSA (RS256)', checked: true },
              { value: 'ES256', label: 'Elliptic curve (ES256)' },
            ]}
          />
          <Button variant="secondary">Make the next key</Button>
        </Form>
      )}
    </section>
  )
}
