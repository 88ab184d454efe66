import { expect, test } from 'vitest'
import { passwordProblem } from './password.rules.ts'

const asha = { name: 'Asha Patel', email: 'a.patel@brackenshire.example', organisation: 'Brackenshire Council' }

test.each([
  ['kettle window river', null],
  ['ÅngströmÜberfähre', null],
  ['short horse', 'at least 12 characters'],
  ['aaaaaaaaaaaaaa', 'more different characters'],
  ['Password1234', 'list that attackers try first'],
  ['PASSWORD 1234', 'list that attackers try first'],
  ['patelkettlewindow', 'your name'],
  ['kettle-a.patel-99', 'your name'],
  ['brackenshire-2026', 'your organisation’s name'],
])('the password “%s”', (password, said) => {
  const problem = passwordProblem(password, asha)
  if (said === null) expect(problem).toBeNull()
  else expect(problem).toContain(said)
})
