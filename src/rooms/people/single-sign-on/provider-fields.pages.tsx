import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { PasswordInput } from '#platform/ui/govuk/password-input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { type Entered, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { PROFILE_FACTS, PROOF_NAMES, PROOFS, type Profile } from './profiles.rules.ts'

export interface FormState {
  entered: Entered
  errors?: readonly Mistake[] | undefined
}

type Props = FormState & { profile: Profile; kept: boolean }

const CHOICES = [
  [
    'adds_people',
    'Add people we do not know yet',
    'Whoever the provider lets in, with an address of these domains, may ask for help here',
  ],
  [
    'checks_second_factor',
    'The provider always asks for a second factor',
    'Nobody who comes by it is asked for another here',
  ],
  [
    'believes_second_factor',
    'Believe it when it says that it asked for a second factor',
    'Each sign-in says so for itself (amr). Whoever’s does not, and whose role needs one, is asked for one here',
  ],
  ['shown', 'Show a button for it on the sign-in page', 'For people whose address does not lead here'],
  [
    'only_way',
    'People with these addresses sign in only here',
    'Their passwords stop working, but for administrators who were made so by hand: somebody has to get in if the provider fails',
  ],
] as const

export function ProviderFields({ profile, entered, errors, kept }: Props) {
  const field = fieldsOf(entered, errors)
  const facts = PROFILE_FACTS[profile]
  const secret = kept
    ? 'A secret is kept, and never shown. Leave empty to keep it. For another issuer or client it is needed again'
    : 'It is kept sealed, and never shown again'
  const plain = { spellcheck: false, autocapitalize: 'none', autocomplete: 'off' } as const
  return (
    <>
      <input type="hidden" name="profile" value={profile} />
      <Input {...field('name')} label="What its button says" hint="After “Sign in with”: Penwick staff account" />
      <Input {...field('issuer')} {...plain} label="Issuer" hint={`Like ${facts.issuer}`} inputmode="url" />
      <Input {...field('client_id')} {...plain} label="Client identifier" hint="Also called application (client) ID" />
      <Radios
        {...field('proof')}
        legend="The provider knows us by"
        items={PROOFS.map(value => ({
          value,
          label: PROOF_NAMES[value],
          ...(value === 'secret'
            ? {
                conditional: (
                  <PasswordInput
                    {...field('secret')}
                    value=""
                    label="Client secret"
                    autocomplete="new-password"
                    hint={secret}
                  />
                ),
              }
            : {}),
        }))}
      />
      <Textarea
        {...field('domains')}
        label="E-mail domains of your own"
        hint="One on each line, like penwick.gov.uk. People with such an address are sent to this provider, and only they are let in"
        rows={3}
        spellcheck={false}
      />
      <Input {...field('scopes')} {...plain} label="Scopes" />
      <Input
        {...field('groups_claim')}
        {...plain}
        label="The claim that holds groups"
        hint="Like groups, roles or realm_access.roles. Leave empty if roles are given by hand alone"
      />
      <Checkboxes
        name="choices"
        legend="And"
        items={CHOICES.map(([name, label, hint]) => ({
          ...{ name, id: name, value: 'yes', label, hint, checked: entered[name] === 'yes' },
        }))}
      />
    </>
  )
}
