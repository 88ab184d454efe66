import { accentClass } from '../accents.ts'

type Props = { organisation: { name: string; short_name: string; colour: string } }

/** Whose it is, on a shared desk: the short name on the organisation's own colour. */
export const OrganisationTag = ({ organisation }: Props) => (
  <abbr class={`organisation-tag ${accentClass(organisation.colour)}`} title={organisation.name}>
    {organisation.short_name}
  </abbr>
)
