import type { Content } from '../govuk/element.ts'

export type Chip = {
  text: string
  /** The same list without this filter. */
  removeHref: string
}
type Props = { chips: readonly Chip[]; clearHref?: string | undefined; children?: Content }

/** The filters in force, read as a sentence ("Lighting team · unassigned"), each with a way to take it off. Children add more. */
export const Chips = ({ chips, clearHref, children }: Props) => (
  <div class="chips">
    {chips.length > 0 && (
      <ul class="chips__list" aria-label="Filters">
        {chips.map(chip => (
          <li class="chip">
            {chip.text}
            <a class="chip__remove" href={chip.removeHref}>
              <span aria-hidden="true">×</span>
              <span class="govuk-visually-hidden">Remove filter: {chip.text}</span>
            </a>
          </li>
        ))}
      </ul>
    )}
    {chips.length > 1 && clearHref && (
      <a class="chips__clear" href={clearHref}>
        Clear all
      </a>
    )}
    {children}
  </div>
)
