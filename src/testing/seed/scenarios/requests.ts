import type { Scenario } from '../scenario.ts'

export const requests: readonly Scenario[] = [
  {
    category: 'Requests / New starter',
    subject: 'New starter in {department}: {starter}',
    also: ['New starter {starter}, {later}', 'Set up for {starter}', 'New member of staff: {starter}'],
    says: [
      '{starter} starts with us on {later} in {department}, based at {site}. They need a laptop, a phone, e-mail and the same access as {colleague}. Line manager is me.',
      'Please set up {starter}, joining {department} on {later}. Hybrid worker, laptop only. Cost code ends {extension}.',
    ],
    asks: [
      [
        'Thank you. Does {starter} need anything to help them use the equipment, such as a larger screen or a special keyboard?',
        'They have asked for a larger screen and an upright mouse, please.',
      ],
    ],
    waits: { for: 'planned', note: 'Account and equipment to be ready for {later}', days: [8, 22] },
    news: ['The laptop is built and the account is ready. It will be switched on the day before {starter} starts.'],
    done: [
      'Everything is ready: laptop, account and access. {starter} can collect from the desk at {site} on the first morning.',
      '{starter} has signed in and has all they need. Welcome pack left on the desk.',
    ],
    tasks: ['Create the account', 'Build the laptop', 'Order the phone', 'Welcome pack on the desk'],
    weight: 3.4,
  },
  {
    category: 'Requests / Leaver',
    subject: '{starter} leaves {department}',
    also: ['Leaver: {starter}', 'Close account for {starter} on {later}'],
    says: [
      '{starter} leaves us on {later}. Please close the account that evening, keep the mailbox for 30 days and give me access to it.',
      'Leaver: {starter}, last day {later}. Laptop and phone will be handed in at {site}.',
    ],
    asks: [['Should the out-of-office message send people to you or to somebody else?', 'To {colleague} please.']],
    waits: { for: 'planned', note: 'Account to be closed after {later}', days: [6, 20] },
    done: [
      'Account closed, mailbox kept for 30 days with access for you, licences given back, equipment returned to stock.',
    ],
    tasks: ['Close the account', 'Take back laptop and phone', 'Remove door access'],
    weight: 2.4,
  },
  {
    category: 'Requests / Equipment',
    subject: 'Standing desk converter and second screen',
    also: ['Equipment request', 'Request: larger monitor', 'New headset please', 'DSE equipment for {room}'],
    says: [
      'Occupational health have recommended a desk converter and a second screen for me. Their letter is with my manager. I sit in {room}.',
      'Could I have a headset for calls? Mine is broken at the hinge. Cost code ends {extension}.',
      'Please may I have a larger monitor? I work on plans all day and {colleague} has one like it.',
    ],
    asks: [
      ['Could your budget holder confirm the cost code, please?', 'Confirmed by {colleague}, code ends {extension}.'],
    ],
    waits: { for: 'supplier', note: 'Ordered from {supplier}, reference {supplier_ref}', days: [4, 16] },
    done: [
      'Delivered and set up at your desk in {room}.',
      'Ready for you at the desk in {site}. Please bring the old one.',
    ],
    tasks: ['Order from {supplier}', 'Fit at the desk'],
    weight: 3,
  },
  {
    category: 'Requests / Equipment',
    subject: 'Laptops for the election count',
    says: [
      'We need {few} laptops and two printers at the count from the afternoon before, with the result software on them. Same as last time but a different hall: {site}.',
    ],
    asks: [
      [
        'Will there be a wired connection in the hall, and who can let us in to test?',
        'Wired, yes. {colleague} has the keys, extension {extension}.',
      ],
    ],
    waits: { for: 'planned', note: 'Test in the hall agreed for {soon}', days: [5, 14] },
    done: ['Equipment delivered, tested in the hall the day before, and collected. Nothing failed on the night.'],
    asked_by: ['Legal and democratic', "Town clerk's office"],
    tasks: ['Test in the hall', 'Deliver', 'Collect'],
    weight: 0.4,
  },
  {
    category: 'Requests / Software',
    subject: 'Install design software for the annual report',
    also: ['Software request for {asset}', 'Software install please'],
    says: [
      'I lay out the annual report and need the design program for three months. Manager agrees, cost code ends {extension}.',
      'Please install the statistics package on {asset}. We have a spare licence since {colleague} moved.',
    ],
    asks: [['Do you need it only on {asset}, or at home as well?', 'Only on {asset}.']],
    waits: { for: 'supplier', note: 'Licence asked of {supplier}, reference {supplier_ref}', days: [2, 9] },
    done: [
      'Installed on {asset} and licensed to you until {later}. It will ask you to sign in once.',
      'Available in the company portal on your laptop: choose Install, no restart needed.',
    ],
    weight: 2,
  },
  {
    category: 'Requests / Software',
    subject: 'Speech-to-text software for a colleague',
    says: [
      '{colleague} has a repetitive strain injury and needs speech-to-text. Access to Work have agreed to pay. How soon can it be done?',
    ],
    notes: ['Priority as a reasonable adjustment. Needs the laptop with more memory.'],
    waits: {
      for: 'supplier',
      note: 'Licence and microphone ordered from {supplier}, reference {supplier_ref}',
      days: [3, 9],
    },
    done: [
      'Installed with a good microphone and an hour of training. {colleague_first} dictated a letter while we were there.',
    ],
    level: [3, 2],
    weight: 0.7,
  },
  {
    category: 'Requests / Shared folder or mailbox',
    subject: 'Shared mailbox for the {department} inbox',
    also: ['New shared mailbox', 'Change members of {department} mailbox'],
    says: [
      'Could we have a shared mailbox for {department}, so that messages do not wait when one of us is away? Six of us should be able to read and send.',
      'Please add {colleague} to our shared mailbox and take off those who have left.',
    ],
    asks: [
      [
        'What should the address be, and who will look after who is in it?',
        'Something like {department} enquiries. I will look after it.',
      ],
    ],
    done: [
      'The mailbox is ready and will appear in Outlook by itself within the hour.',
      'Members brought up to date; you can now change them yourself from the portal.',
    ],
    weight: 2,
  },
  {
    category: 'Requests / Shared folder or mailbox',
    subject: 'Restore a folder deleted by mistake',
    also: ['Deleted folder – please help', 'Missing folder on team site'],
    says: [
      'I have deleted a folder from the team site and the bin is empty. It had all of last year’s {department} correspondence. I am very sorry.',
      'A folder has vanished from the S drive since yesterday. Someone may have dragged it into another.',
    ],
    asks: [
      [
        'When did you last see it, and what was it called?',
        'Yesterday about three; it is called “Correspondence” and then the year.',
      ],
    ],
    done: [
      'Restored from last night’s copy to the same place. Please check that the newest files are there.',
      'Found inside the folder next to it, where it had been dropped. Moved back.',
    ],
    level: [3, 2],
    weight: 1.4,
  },
  {
    category: 'Requests / Office move',
    subject: '{department} moves to the {floor} of {site}',
    says: [
      '{many} of us move to the {floor} at {site} on {later}. We need desks cabled, phones moved and two printers. Plan attached to the facilities project.',
    ],
    asks: [
      [
        'Could you send the plan with the desks numbered, and say who is the contact on the day?',
        'Sent. {colleague} on the day, extension {extension}.',
      ],
    ],
    waits: { for: 'planned', note: 'Move agreed for {later}', days: [10, 24] },
    news: ['Sockets are live on the {floor} and the printers’ places are ready.'],
    done: ['Everybody is moved and working. Two desks needed new cables, done on the day.'],
    tasks: ['Patch the sockets', 'Move the phones', 'Move the printers', 'Walk round on the morning'],
    weight: 0.6,
  },
  {
    category: 'Requests',
    subject: 'How do I set up a bookings page for appointments?',
    says: [
      'We would like people to book appointments with us online. Is there something we already have, or do we need to buy it?',
      'Who do I ask about using the big screen in the foyer for our campaign?',
    ],
    done: [
      'You already have it: guide sent, and an hour arranged to set it up together.',
      'Not one of ours: facilities look after the foyer. Passed on to them with your message, and told you whom to ring.',
    ],
    weight: 1.2,
  },
]
