import { bankHolidays, type Calendar, type Level, type Priority } from '#rooms/clock/index.ts'

/** A partner of the pretend shared service, with what it has agreed. None of these places exists. */
export interface Place {
  readonly key: 'three_rivers' | 'hartsmere' | 'penwick' | 'aldermoor'
  readonly kind: 'shared_service' | 'partner'
  readonly name: string
  readonly short_name: string
  readonly accent: string
  readonly domain: string
  readonly persons: number
  /** Its part of all cases. */
  readonly share: number
  readonly hours: Calendar['hours']
  /** Whose bank holidays it keeps; England's and Wales's when not said. */
  readonly nation?: 'scotland'
  /** Days with other hours, and why. */
  readonly openings?: NonNullable<Calendar['openings']>
  /** Working minutes for each priority: first response, resolution. */
  readonly targets: readonly (readonly [priority: Priority, response: number, resolve: number])[]
  /** Where it departs from the usual matrix: impact, urgency, priority. */
  readonly matrix: readonly (readonly [impact: Level, urgency: Level, priority: Priority])[]
  readonly sites: readonly string[]
  readonly departments: readonly string[]
}

type Spell = readonly [string, string]
const week = (days: Spell, friday: Spell = days): Calendar['hours'] => ({
  ...{ mon: [days], tue: [days], wed: [days], thu: [days], fri: [friday] },
  ...{ sat: [], sun: [] },
})

const OFFICES = [
  'Finance',
  'Human resources',
  'Legal and democratic',
  'Planning',
  'Environmental health',
  'Communications',
]

export const PLACES: readonly Place[] = [
  {
    ...{ key: 'three_rivers', kind: 'shared_service', name: 'Three Rivers Shared Digital Service', short_name: '3R' },
    ...{ accent: 'teal', domain: 'threerivers', persons: 0, share: 0.02, hours: week(['08:00', '18:00']), matrix: [] },
    targets: [
      ['P1', 15, 240],
      ['P2', 60, 600],
      ['P3', 360, 2400],
      ['P4', 900, 7200],
    ],
    sites: ['Weir House'],
    departments: ['Digital service'],
  },
  {
    ...{ key: 'hartsmere', kind: 'partner', name: 'Hartsmere Borough Council', short_name: 'Hartsmere' },
    ...{ accent: 'navy', domain: 'hartsmere', persons: 300, share: 0.6, hours: week(['08:00', '18:00']), matrix: [] },
    // Election night: the count is looked after.
    openings: {
      '2027-05-06': [
        ['08:00', '18:00'],
        ['22:00', '03:00'],
      ],
    },
    targets: [
      ['P1', 15, 240],
      ['P2', 60, 600],
      ['P3', 360, 3000],
      ['P4', 900, 7800],
    ],
    sites: [
      'Civic Centre',
      'Hartsmere Town Hall',
      'Mere Road depot',
      'Central Library',
      'Northgate Hub',
      'Riverside Leisure Centre',
    ],
    departments: [
      ...OFFICES,
      ...['Housing', 'Adult social care', "Children's services", 'Revenues and benefits', 'Highways', 'Libraries'],
      ...['Waste and recycling', 'Customer services', 'Registrars', 'Schools support'],
    ],
  },
  {
    ...{ key: 'penwick', kind: 'partner', name: 'Penwick District Council', short_name: 'Penwick' },
    ...{ accent: 'plum', domain: 'penwick', persons: 150, share: 0.3, hours: week(['09:00', '17:00']) },
    // Penwick answers its public from one counter: what touches a few touches everybody who waits there.
    matrix: [
      [2, 1, 'P1'],
      [1, 3, 'P2'],
      [2, 3, 'P3'],
    ],
    targets: [
      ['P1', 30, 300],
      ['P2', 60, 720],
      ['P3', 300, 2880],
      ['P4', 960, 6240],
    ],
    sites: ['Penwick House', 'Market Street offices', 'Castle Hill Museum', 'Quarry Lane depot'],
    departments: [...OFFICES, 'Housing', 'Revenues and benefits', 'Parks', 'Customer services', 'Economic development'],
  },
  {
    ...{ key: 'aldermoor', kind: 'partner', name: 'Aldermoor Town Council', short_name: 'Aldermoor' },
    ...{ accent: 'forest', domain: 'aldermoor', persons: 40, share: 0.08, matrix: [] },
    hours: week(['09:00', '16:30'], ['09:00', '13:00']),
    nation: 'scotland',
    targets: [
      ['P1', 60, 420],
      ['P2', 120, 900],
      ['P3', 420, 2700],
      ['P4', 900, 5400],
    ],
    sites: ['Aldermoor Town Hall', 'Alder Community Centre'],
    departments: ["Town clerk's office", 'Finance', 'Grounds and allotments', 'Bookings and events'],
  },
]

export type PlaceKey = Place['key']

/** When nearly everybody is away. */
export const HOLIDAYS = bankHolidays.england_and_wales

/** The bank holidays a place keeps. */
export const holidaysOf = ({ nation }: Place) => bankHolidays[nation ?? 'england_and_wales']

/** Who works on cases, and how many. Each name is also a team's name in the categories and scenarios. */
export const TEAMS = [
  { name: 'Service desk', slug: 'service-desk', people: 8 },
  { name: 'End-user computing', slug: 'end-user-computing', people: 5 },
  { name: 'Networks and telephony', slug: 'networks-and-telephony', people: 3 },
  { name: 'Applications', slug: 'applications', people: 4 },
  { name: 'Identity and access', slug: 'identity-and-access', people: 2 },
  { name: 'Data and reporting', slug: 'data-and-reporting', people: 2 },
] as const

export type TeamName = (typeof TEAMS)[number]['name']
