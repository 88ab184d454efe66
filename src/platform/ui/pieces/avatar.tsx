/** The first letters of the first and last names: "Asha van der Berg" is AB. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter(word => /^\p{L}/u.test(word))
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return ends.map(word => [...word][0]?.toUpperCase()).join('')
}

/** A person in two letters; the whole name on hover and for screen readers. */
export const Avatar = ({ name, large }: { name: string; large?: boolean | undefined }) => (
  <abbr class={large ? 'avatar avatar--large' : 'avatar'} title={name}>
    {initialsOf(name)}
  </abbr>
)
