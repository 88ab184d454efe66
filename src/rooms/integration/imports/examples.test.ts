import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMapping } from './read-mapping.ts'

test.each(['servicenow-audit-log', 'boston-311'])('the example mapping %s can be used as it is', name => {
  expect(readMapping(readFileSync(`examples/imports/${name}.yaml`, 'utf8')).ok).toBe(true)
})
