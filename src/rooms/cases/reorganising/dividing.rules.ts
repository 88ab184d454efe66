/** Which team what is in a category goes to, where a team's work is divided by category: with those under it, the nearest counts. */
export function teamFor(
  path: string | null,
  { to_team_id, divided }: { readonly to_team_id: string; readonly divided: Readonly<Record<string, string>> },
): string {
  if (path === null) return to_team_id
  const around = Object.keys(divided)
    .filter(one => path === one || path.startsWith(`${one} / `))
    .sort((a, b) => b.length - a.length)
  return divided[around[0] ?? ''] ?? to_team_id
}

/** Every team that comes in its place. */
export const heirsOf = (plan: { readonly to_team_id: string; readonly divided: Readonly<Record<string, string>> }) => [
  ...new Set([plan.to_team_id, ...Object.values(plan.divided)]),
]
