/** Does something for each: one that fails does not keep the others from it. Raises the first failure when all are done. */
export async function eachByItself<Thing>(
  things: readonly Thing[],
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  for (const thing of things) await work(thing).catch(error => failures.push(error))
  if (failures.length > 0) throw failures[0]
}
