const MOST = 500

/**
 * Answers that many ask for and that cost much, kept for a moment by what was asked. Asking twice at once is asking once; what
 * failed is forgotten. The key names everything the answer depends on, the organisations the reader may see above all.
 */
export function rememberFor<Value>(milliseconds: number) {
  const kept = new Map<string, { at: number; value: Promise<Value> }>()
  return (key: string, now: Date, find: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key)
    const age = known ? now.getTime() - known.at : Number.NaN
    if (known && age >= 0 && age < milliseconds) return known.value
    if (kept.size >= MOST) kept.clear()
    const value = find()
    kept.set(key, { at: now.getTime(), value })
    value.catch(() => kept.delete(key))
    return value
  }
}
