import type { Context } from 'hono'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { parseLocal } from '#platform/time/say.ts'

const DAY_MS = 86_400_000

/** What the address of a list of messages asks for: its filters as they were typed, and those that every such list has, read. */
export function readFilters<Name extends string>(
  c: Context<Env>,
  names: readonly (Name | 'from' | 'to' | 'mailbox')[],
  zone: string,
) {
  const entered = Object.fromEntries(
    names.flatMap(name => {
      const value = c.req.query(name)?.trim().slice(0, 200)
      return value ? [[name, value]] : []
    }),
  ) as Partial<Record<Name | 'from' | 'to' | 'mailbox', string>>
  const day = (name: 'from' | 'to') => (entered[name] ? parseLocal(entered[name], '00:00', zone) : undefined)
  const [from, to] = [day('from'), day('to')]
  const errors = (['from', 'to'] as const)
    .filter(name => entered[name] && !day(name))
    .map(field => ({ field, message: 'Enter a day that exists, such as 2026-11-23' }))
  const { mailbox } = entered
  const before = c.req.query('before')
  return {
    ...{ entered, errors, span: { from, to: to && new Date(to.getTime() + DAY_MS) } },
    mailbox: mailbox && isId(mailbox) ? mailbox : undefined,
    before: before && isId(before) ? before : undefined,
  }
}
