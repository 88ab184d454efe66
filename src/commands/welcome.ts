import type { Db } from '#platform/database/connect.ts'
import { loadDemonstration, organisationsIn, signInList } from './demo.ts'

/**
 * What somebody sees who has just started Moothall with its own embedded database: at first the pretend shared service is loaded,
 * and as long as it is there, how to sign in.
 */
export async function welcome(running: { db: Db }, ownerUrl: string, print: (line: string) => void): Promise<void> {
  const organisations = await organisationsIn(ownerUrl)
  if (organisations.length === 0) await loadDemonstration(running.db, print)
  else if (organisations.includes('3R')) for (const line of signInList()) print(line)
}
