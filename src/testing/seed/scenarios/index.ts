import type { Scenario } from '../scenario.ts'
import { hardware } from './hardware.ts'

/** Everything that happens at a council's desk. */
export const SCENARIOS: readonly Scenario[] = [...hardware]
