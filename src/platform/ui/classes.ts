/** Joins class names, leaving out the absent ones; undefined when nothing is left, so that no empty attribute is sent. */
export const classes = (...names: (string | false | null | undefined)[]): string | undefined =>
  names.filter(Boolean).join(' ') || undefined
