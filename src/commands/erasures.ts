import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { held } from '#app/holdings.ts'
import { connectAsOwner } from '#platform/database/connect.ts'
import { now } from '#platform/time/now.ts'
import { type Again, type ErasedThing, eraseAgain, erasedThing, listErased } from '#rooms/information/index.ts'
import type { Command } from './command.ts'

const USAGE = `moothall erasures                 what was erased, a line each: to be kept beside every backup, and not in it
       moothall erasures --again FILE    erase again what a restored backup brought back`

/** What was erased, as a list that outlives a backup; and erasing it again. */
export const erasuresCommand: Command = {
  summary: 'list what was erased, and erase again what a restored backup brought back',
  usage: USAGE,
  async run({ databaseUrl, print }, words) {
    const [word, file, ...more] = words
    if (more.length > 0 || (word !== undefined && (word !== '--again' || !file))) {
      print(`Usage: ${USAGE}`)
      return 2
    }
    const owner = connectAsOwner(databaseUrl, 1)
    try {
      if (file) return await eraseListed(owner, file, print)
      for (const thing of await listErased(owner)) print(JSON.stringify(thing))
      return 0
    } finally {
      await owner.end()
    }
  },
}

const SAID: Record<Again, (many: number) => string> = {
  erased: many => `Erased again: ${many}.`,
  already: many => `Erased here already: ${many}.`,
  held: many => `Not erased, because a legal hold stands on them here: ${many}. Lift it, and run this again.`,
  tonight: many => `Organisations that are destroyed in the coming nights: ${many}.`,
  to_plan: many =>
    `Organisations that had left and were destroyed, and are here again: ${many}. Have each leave again.`,
  not_here: many => `Not in this database: ${many}.`,
}

/** Erases again all that a list names. Exits 1 when something of it is left to do; 2 when the list cannot be read. */
export async function eraseListed(owner: pg.Pool, file: string, print: (line: string) => void): Promise<number> {
  const things = await listFrom(file, print)
  if (!things) return 2
  const became = new Map<Again, ErasedThing[]>()
  for (const thing of things) {
    const again = await eraseAgain(owner, held, thing, now())
    became.set(again, [...(became.get(again) ?? []), thing])
  }
  for (const [again, those] of became) {
    print(SAID[again](those.length))
    if (again === 'held' || again === 'to_plan')
      for (const one of those) print(`  ${one.what === 'person' ? `person ${one.person_id}` : one.organisation_id}`)
  }
  if (things.length === 0) print('The list is empty: nothing was erased before it was written.')
  return became.has('held') || became.has('to_plan') ? 1 : 0
}

/** Every line before anything is done: a list that is half right is not followed. */
async function listFrom(file: string, print: (line: string) => void): Promise<ErasedThing[] | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) {
    print(`There is no ${file} that can be read.`)
    return undefined
  }
  const things: ErasedThing[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = erasedThing.safeParse(parsed(line))
    if (!read.success) {
      print(`Line ${index + 1} of ${file} is not one that moothall erasures wrote. Nothing was erased.`)
      return undefined
    }
    things.push(read.data)
  }
  return things
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
