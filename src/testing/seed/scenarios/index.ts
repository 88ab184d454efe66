import type { Scenario } from '../scenario.ts'
import { access } from './access.ts'
import { applications } from './applications.ts'
import { business } from './business.ts'
import { hardware } from './hardware.ts'
import { moreHardware } from './more-hardware.ts'
import { network } from './network.ts'
import { requests } from './requests.ts'
import { software } from './software.ts'

/** Everything that happens at a council's desk. */
export const SCENARIOS: readonly Scenario[] = [
  ...[hardware, moreHardware, software, network, access, applications, business, requests].flat(),
]
