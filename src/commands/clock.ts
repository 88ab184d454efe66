import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { calculate } from '#rooms/clock/index.ts'
import type { Command } from './command.ts'

const USAGE = 'moothall clock [FILE]     (or: moothall clock < cases.json)'

/**
 * Answers questions about calendars, in JSON: when is it due, how long was that in working time, is it open. What is wrong with one
 * question is said in its answer; exits 2 only when there is nothing to answer.
 */
export const clockCommand: Command = {
  summary: 'work out due times, working time and opening hours from JSON',
  usage: USAGE,
  alone: true,
  async run({ print }, [file, ...more]) {
    if (more.length > 0 || file?.startsWith('--') || (file === undefined && process.stdin.isTTY))
      return sorry(`Usage: ${USAGE}`)
    const given = await read(file)
    if ('problem' in given) return sorry(given.problem)
    const found = calculate(given.json)
    if ('problem' in found) return sorry(found.problem)
    print(JSON.stringify(found))
    return 0
  },
}

/** What is read by programs goes to standard output; what is wrong with asking does not. */
function sorry(sentence: string): number {
  console.error(sentence)
  return 2
}

async function read(file: string | undefined): Promise<{ json: unknown } | { problem: string }> {
  let given: string
  try {
    given = file === undefined || file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  } catch (error) {
    return { problem: `${file} cannot be read: ${error instanceof Error ? error.message : error}` }
  }
  try {
    return { json: JSON.parse(given.replace(/^\uFEFF/, '')) }
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : error}` }
  }
}
