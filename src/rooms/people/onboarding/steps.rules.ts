/** The steps of taking an organisation on, in the order that makes each easier by the last. */
export const STEPS = [
  'details',
  'calendar',
  'promises',
  'catalogue',
  'teams',
  'people',
  'branding',
  'sign_in',
  'mailboxes',
  'notices',
  'boundary',
] as const
export type StepName = (typeof STEPS)[number]

/** What there is of an organisation, counted. */
export interface Standing {
  readonly calendars: number
  readonly targets: number
  readonly categories: number
  readonly teams: number
  readonly persons: number
  readonly has_logo: boolean
  /** Identity providers that are switched on, and people who have a password. */
  readonly providers: number
  readonly passwords: number
  readonly mailboxes: number
  readonly notices: number
  readonly proved_at: Date | null
  readonly leaks: number | null
}

export interface NotNeeded {
  readonly step: string
  readonly because: string
  readonly decided_by_name: string
}

export interface Step {
  readonly name: StepName
  readonly state: 'done' | 'left' | 'not_needed'
  /** What there is now, in words. */
  readonly says: string
  readonly not_needed?: NotNeeded | undefined
}

export const STEP_NAMES: Record<StepName, string> = {
  details: 'Details',
  calendar: 'Working hours',
  promises: 'Priorities and targets',
  catalogue: 'What they can ask for',
  teams: 'Teams',
  people: 'People',
  branding: 'Logo and colour',
  sign_in: 'Signing in',
  mailboxes: 'Mailboxes',
  notices: 'Notices',
  boundary: 'Prove the data boundary',
}

export const WHAT_FOR: Record<StepName, string> = {
  details: 'Its name, short name, zone, and how long its cases wait. They stand on labels, in mail and in reports.',
  calendar: 'When it is open. Targets are counted in these hours, bank holidays left out.',
  promises: 'How fast a first answer and a fix are promised for each priority. Without targets no clock runs.',
  catalogue: 'The categories its people choose from, and the team that each goes to.',
  teams: 'Teams of its own that work on cases. The teams of the shared desk work for it already.',
  people: 'Whoever may ask for help, and those who look after the service there.',
  branding: 'Its own people see its logo on every page, and its colour stands on its labels.',
  sign_in: 'With the accounts they have in their own council, or with a password here.',
  mailboxes: 'Addresses that its people can write to. What comes in becomes a case.',
  notices: 'A word of welcome to its people, or what is known not to work yet.',
  boundary:
    'Asks the running rules what a person of theirs sees in every table there is, and counts what is somebody else’s.',
}

/** These make an organisation one at all. */
const ALWAYS: readonly StepName[] = ['details', 'boundary']
export const mayBeLeftOut = (step: StepName): boolean => !ALWAYS.includes(step)

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** What a step has come to, in words; whether that is enough. */
function lookAt(step: StepName, of: Standing): { done: boolean; says: string } {
  const some = (count: number, one: string, many?: string) => ({ done: count > 0, says: counted(count, one, many) })
  if (step === 'details') return { done: true, says: 'Entered' }
  if (step === 'calendar') return some(of.calendars, 'calendar')
  if (step === 'promises') return some(of.targets, 'target')
  if (step === 'catalogue') return some(of.categories, 'category', 'categories')
  if (step === 'teams') return some(of.teams, 'team of its own', 'teams of its own')
  if (step === 'people') return some(of.persons, 'person', 'people')
  if (step === 'branding') return { done: of.has_logo, says: of.has_logo ? 'It has a logo' : 'No logo yet' }
  if (step === 'mailboxes') return some(of.mailboxes, 'mailbox serves it', 'mailboxes serve it')
  if (step === 'notices') return some(of.notices, 'notice')
  if (step === 'sign_in') {
    const providers = counted(of.providers, 'identity provider')
    return {
      done: of.providers + of.passwords > 0,
      says: `${providers}, ${counted(of.passwords, 'person with a password', 'people with a password')}`,
    }
  }
  if (of.leaks === null) return { done: false, says: 'Not asked yet' }
  if (of.leaks > 0) return { done: false, says: `${counted(of.leaks, 'row')} of somebody else’s could be seen` }
  return { done: true, says: 'Nothing of anybody else’s could be seen' }
}

/** Every step, with how it stands. What was said not to be needed and is there all the same is done. */
export function stepsOf(standing: Standing, left_out: readonly NotNeeded[]): Step[] {
  return STEPS.map(name => {
    const { done, says } = lookAt(name, standing)
    const not_needed = done ? undefined : left_out.find(({ step }) => step === name)
    return { name, says, not_needed, state: done ? 'done' : not_needed ? 'not_needed' : 'left' }
  })
}

/** The steps that are still to be taken. */
export const stepsLeft = (steps: readonly Step[]): readonly Step[] => steps.filter(({ state }) => state === 'left')
