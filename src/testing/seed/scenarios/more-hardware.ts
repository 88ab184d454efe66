import type { Scenario } from '../scenario.ts'

export const moreHardware: readonly Scenario[] = [
  {
    category: 'Hardware / Laptop',
    subject: 'Battery of {asset} lasts twenty minutes',
    also: ['Battery not holding charge', '{asset} battery'],
    says: [
      'The battery in {asset} goes from full to nothing in about twenty minutes. I work at different sites and there is not always a socket.',
      'Laptop shuts down without warning when it is off the mains, even when it says 40 percent.',
    ],
    notes: ['Battery report: 31% of its design capacity. Under the lease, so {supplier} replace it.'],
    waits: { for: 'supplier', note: 'Battery ordered from {supplier}, reference {supplier_ref}', days: [3, 10] },
    done: [
      'New battery fitted; the report shows full capacity.',
      'Exchanged {asset} for one from stock, with your settings moved over.',
    ],
    weight: 1.5,
  },
  {
    category: 'Hardware / Laptop',
    subject: 'Tea spilt on laptop',
    says: [
      'I have knocked a cup of tea over my laptop ({asset}). It is upside down and off. I have a case to write up by {soon}. Sorry!',
      'Water bottle leaked in my bag. Some keys do nothing and it smells odd.',
    ],
    news: ['Please leave it off. A loan laptop is ready at {site}; what you saved in OneDrive is safe.'],
    done: [
      'Past repair, I am afraid. You have a replacement with all your files.',
      'Keyboard replaced and the inside dried and cleaned. All well.',
    ],
    tasks: ['Loan laptop', 'Damage form to the manager'],
  },
  {
    category: 'Hardware / Laptop',
    subject: 'Camera not found after the update',
    says: [
      'Teams says there is no camera. It is built in and worked last week. Laptop {asset}.',
      'The camera shows only a grey picture with a line through it.',
    ],
    asks: [
      [
        'Is there a small slider above the screen, and is it open? Forgive me for asking.',
        'Oh dear. There is, and it was shut. It works. I am so sorry.',
      ],
    ],
    done: ['The camera’s cover was shut.', 'Put back the earlier camera driver; it works in Teams and in the browser.'],
    weight: 1.2,
  },
  {
    category: 'Hardware',
    subject: 'Self-service kiosk at {site} frozen',
    says: [
      'The self-service kiosk in reception at {site} is stuck on the welcome page and does not answer to touch. People are queueing at the desk instead.',
      'One of the library’s self-issue machines prints blank receipts.',
    ],
    done: [
      'Restarted and its screen set up anew. It now restarts itself each night.',
      'The receipt roll was the wrong way round. Put right and staff shown how.',
    ],
    asked_by: ['Customer services', 'Libraries', 'Registrars', 'Bookings and events'],
    level: [3, 2],
    weight: 0.8,
  },
  {
    category: 'Hardware / Phone or tablet',
    subject: 'Cracked screen on work phone {mobile}',
    also: ['Broken phone', '{mobile}: cracked screen'],
    says: [
      'I dropped my work phone getting out of the van and the glass is cracked right across. It works but I cut my finger on it.',
      'The screen of {mobile} flickers and the bottom half does not answer to touch.',
    ],
    waits: { for: 'supplier', note: 'Exchange asked of {supplier}, reference {supplier_ref}', days: [2, 6] },
    done: [
      'Replacement phone set up and handed over; old one wiped and sent off.',
      'Screen replaced while you waited.',
    ],
    weight: 1.3,
  },
  {
    category: 'Hardware / Docking and monitors',
    subject: 'Laptop does not charge from the dock in {room}',
    says: [
      'When I dock in {room} the screens work but the battery keeps going down. With my own charger it is fine.',
      'The dock turns itself off and on about once an hour.',
    ],
    done: [
      'This dock gives too little power for the new laptops; exchanged for a stronger one. Four others on the {floor} will follow.',
      'Loose plug under the desk. Fixed in place.',
    ],
    weight: 1.2,
  },
  {
    category: 'Hardware / Meeting room',
    subject: 'Hearing loop in {room} not working',
    says: [
      'A member of the public could not use the hearing loop in {room} at last night’s meeting. The sign says it is fitted. Next meeting is {soon}.',
    ],
    notes: ['Loop amplifier dead. Portable loop lent from the town hall until it is replaced.'],
    waits: { for: 'supplier', note: 'Amplifier ordered from {supplier}, reference {supplier_ref}', days: [4, 12] },
    done: ['New amplifier fitted; tested with a hearing aid on the T setting from every row.'],
    asked_by: ['Legal and democratic', 'Bookings and events', 'Customer services', "Town clerk's office"],
    level: [2, 2],
    weight: 0.6,
  },
  {
    category: 'Software / Office and e-mail',
    subject: 'Mail merge puts every letter on two pages',
    says: [
      'The mail merge for the rent letters puts each on two pages, the second blank, since the template was changed. {many} letters to go by {soon}.',
      'Word takes ages to open the committee report template and then says it is read-only.',
    ],
    done: [
      'An empty table row at the foot of the template pushed it over. Removed, and your {many} letters come out on one page each.',
      'The template was opened from a copy in somebody’s own folder. Pointed everyone at the right one.',
    ],
    asked_by: ['Housing', 'Legal and democratic', 'Revenues and benefits', 'Human resources', "Town clerk's office"],
  },
  {
    category: 'Accounts and access / Permissions',
    subject: 'Homestead: need to see {colleague_first}’s patch while they are away',
    says: [
      'I am covering {colleague}’s patch for three weeks and Homestead only shows me mine. Could I have both until {later}?',
      'Homestead tells me I am not allowed to open tenancies outside my area. I am on the duty rota from Monday.',
    ],
    asks: [
      [
        'Could your manager say yes here in writing, with the end date?',
        'Yes, agreed until {later}. ({colleague}, for the manager)',
      ],
    ],
    moves: 'Applications',
    done: [
      'You can see both patches until {later}, when it ends by itself.',
      'Added to the duty group, which sees all tenancies.',
    ],
    asked_by: ['Housing'],
    weight: 1.3,
  },
]
