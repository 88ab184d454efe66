/** The same people everywhere: in tests, in the pretend council, in documents and pictures. */
export const CAST = {
  asha: { name: 'Asha Patel', role: 'analyst', job_title: 'Service desk analyst', desk_staff: true },
  ben: { name: 'Ben Carter', role: 'requester', job_title: 'Housing officer', desk_staff: false },
  chidi: { name: 'Chidi Okafor', role: 'team_lead', job_title: 'Service desk team lead', desk_staff: true },
  dilys: { name: 'Dilys Morgan', role: 'partner_officer', job_title: 'Digital partnership officer', desk_staff: false },
  evan: { name: 'Evan Hughes', role: 'manager', job_title: 'Head of service', desk_staff: true },
  farah: { name: 'Farah Aziz', role: 'administrator', job_title: 'Platform administrator', desk_staff: true },
} as const

export type CastName = keyof typeof CAST
export const CAST_NAMES = ['asha', 'ben', 'chidi', 'dilys', 'evan', 'farah'] as const satisfies readonly CastName[]
