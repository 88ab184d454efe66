/* docs/abuse-cases.md is true: every case up to 44 has its line, and every test it names exists and names the case. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const LAST = 44

/** Every case a test names: "abuse case 3", "abuse cases 1 to 3, 7 and 9". */
function named(text: string): Set<number> {
  const found = new Set<number>()
  for (const [, list = ''] of text.matchAll(/abuse cases? ((?:\d+(?:, | and | to )?)+)/gi)) {
    for (const [, from, to] of list.matchAll(/(\d+)(?: to (\d+))?/g))
      for (let number = Number(from); number <= Number(to ?? from); number++) found.add(number)
  }
  return found
}

test('every abuse case has a test that names it', () => {
  const page = readFileSync('docs/abuse-cases.md', 'utf8')
  const lines = new Map(
    [...page.matchAll(/^\| (\d+) \| (.+) \| (.+) \|$/gm)].map(([, number, , files = '']) => [
      Number(number),
      [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    ]),
  )
  expect([...lines.keys()]).toEqual(Array.from({ length: LAST }, (_, at) => at + 1))
  const wrong: string[] = []
  for (const [number, files] of lines) {
    if (files.length === 0) wrong.push(`${number} names no test`)
    for (const file of files) {
      if (!/\.test\.tsx?$/.test(file) || !existsSync(file)) wrong.push(`${number}: there is no test ${file}`)
      else if (!named(readFileSync(file, 'utf8')).has(number)) wrong.push(`${number} is not named in ${file}`)
    }
  }
  expect(wrong).toEqual([])
})

test('a list of numbers is read as people write it', () => {
  expect([...named('(abuse cases 1 to 3, 7 and 9) and abuse case 40')]).toEqual([1, 2, 3, 7, 9, 40])
})
