import { z } from 'zod'
import { ACCENTS } from '#platform/ui/accents.ts'
import { contrast, NEEDED, sayRatio } from '#platform/ui/contrast.rules.ts'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { isOwnColour, whyNotAColour } from '#platform/ui/own-colour.rules.ts'
import type { Entered, fieldsOf } from '#platform/ui/pieces/form.tsx'

const OWN = 'own'

/** The fields of a form that says an organisation's colour. */
export const colourEntered = {
  accent: z.enum([...Object.keys(ACCENTS), OWN], { error: 'Choose a colour' }),
  own_colour: z
    .string()
    .trim()
    .toLowerCase()
    .transform(typed => (/^[0-9a-f]{6}$/.test(typed) ? `#${typed}` : typed))
    .default(''),
}

interface ColourEntered {
  readonly accent: string
  readonly own_colour: string
}

/** Says beside the field what is wrong with a colour that was brought. */
export function checkColour({ accent, own_colour }: ColourEntered, context: z.RefinementCtx): void {
  const why = accent === OWN ? whyNotAColour(own_colour) : null
  if (why) context.addIssue({ code: 'custom', path: ['own_colour'], message: why })
}

/** What is kept of it, instead of the two fields. */
export function withAccent<Form extends ColourEntered>({ own_colour, ...form }: Form) {
  return { ...form, accent: form.accent === OWN ? own_colour : form.accent }
}

/** A colour that is kept, as its form shows it. */
export const colourAsEntered = (accent: string): Entered =>
  isOwnColour(accent) ? { accent: OWN, own_colour: accent } : { accent }

const named = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const choices = [
  ...Object.entries(ACCENTS).map(([value, { solid }]) => ({
    value,
    text: `${named(value)}: white on it has ${sayRatio(contrast('#ffffff', solid))}`,
  })),
  { value: OWN, text: 'A colour of its own' },
]

/** A colour by name, or one that an organisation brings with it. */
export const ColourFields = ({ field, hint }: { field: ReturnType<typeof fieldsOf>; hint: string }) => (
  <>
    <Select
      {...field('accent')}
      label="Colour"
      hint={`${hint} Text needs a contrast of ${sayRatio(NEEDED)} or more. Each has that, in light and in dark.`}
      options={choices}
    />
    <Input
      {...field('own_colour')}
      label="A colour of its own"
      hint="Only if you chose that above. Such as #1f4a8c, from its style guide. One that cannot be read is refused, and the nearest that can be is named"
      class="govuk-input--width-10"
    />
  </>
)
