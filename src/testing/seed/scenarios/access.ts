import type { Scenario } from '../scenario.ts'

export const access: readonly Scenario[] = [
  {
    category: 'Accounts and access / Password or sign-in',
    subject: 'Locked out of my account',
    also: ['Account locked', 'Password reset please', 'Cannot sign in', 'Locked out – {first}'],
    says: [
      'I am locked out after getting my password wrong. It says to contact the service desk. I am at {site} and have people waiting.',
      'Account locked, first day back after leave and I cannot remember the new password.',
      'It says my account is locked but I have not typed anything wrong this morning.',
    ],
    notes: [
      'Identity checked by calling back on the number held. Bad attempts coming from an old phone with the previous password.',
    ],
    done: [
      'Account unlocked and a new password set with you. The old one was still saved on your phone: changed there too.',
      'Unlocked. Signed in with you on the line.',
    ],
    weight: 3.5,
  },
  {
    category: 'Accounts and access / Password or sign-in',
    subject: 'New phone: cannot approve sign-in',
    also: ['Authenticator on new phone', 'MFA reset', 'Codes going to my old phone'],
    says: [
      'I have a new phone and the approval code still goes to the old one, which I no longer have. I cannot get into anything from home.',
      'The authenticator app shows nothing for the council any more after I restored my phone.',
    ],
    asks: [
      [
        'To be sure it is you, I will ring you on the number we hold for your manager. When is a good time this morning?',
        'Any time before eleven, {colleague} is expecting your call.',
      ],
    ],
    done: [
      'Identity confirmed through your manager, the old device removed and the new one registered with you.',
      'Gave you a one-day pass and registered the new phone with you at the desk.',
    ],
    weight: 2.4,
  },
  {
    category: 'Accounts and access / Permissions',
    subject: 'Access to the {department} team folder',
    also: ['Folder access', 'Permissions for {department} shared area', 'Please give me access to S drive folder'],
    says: [
      'I moved to {department} at the start of the month and cannot open the team folder. {colleague} can and said to ask you for the same.',
      'Please can I have access to the shared folder for {department}? My manager {colleague} has agreed.',
    ],
    asks: [
      [
        'I need the folder owner’s yes in writing: could {colleague} reply to this message?',
        '{colleague} has just e-mailed you to say yes.',
      ],
    ],
    done: [
      'Added you to the group for the {department} folder. Sign out and in, and it will be there.',
      'Access given as the owner agreed, and your old team’s taken away.',
    ],
    weight: 2.2,
  },
  {
    category: 'Accounts and access / Permissions',
    subject: 'Can see files I should not be able to see',
    says: [
      'Searching for something else I found a folder called “Capability – confidential” that I am sure I should not be able to open. I have closed it and told nobody else.',
    ],
    notes: [
      'Inheritance was broken when the folder was copied: “everyone” had read access for two days. {few} people opened it. Information governance informed.',
    ],
    news: [
      'Thank you for telling us at once. The folder is closed and we are finding out who could see it and for how long.',
    ],
    done: [
      'Folder closed within the hour. Who had opened it is listed for information governance, who will speak to those concerned. Nothing more for you to do, and thank you.',
    ],
    tasks: ['Report to information governance', 'Check the other folders copied the same day'],
    level: [2, 1],
    weight: 0.3,
  },
  {
    category: 'Accounts and access / Suspicious message',
    subject: 'Odd e-mail from “the chief executive”',
    also: ['Suspicious e-mail', 'Is this phishing?', 'I think I clicked something'],
    says: [
      'I have had an e-mail that claims to be from our chief executive asking me to buy gift cards. The address is not ours. I have not answered. Others in {department} have had it too.',
      'I clicked a link in an e-mail about a parcel and it asked for my password. I typed it before I thought. Sorry.',
    ],
    asks: [
      [
        'Thank you for telling us. Did you type your password or open anything, and at about what time?',
        'I did not open anything, I only looked at it on my phone at about ten to nine.',
      ],
    ],
    notes: ['{many} people had it. Removed from every mailbox and the sender blocked. No sign-ins from elsewhere.'],
    done: [
      'The message is removed from every mailbox and its sender blocked. Nobody’s account was used. Thank you for reporting it.',
      'Password changed, all sessions ended and the sign-in record checked: nobody else used your account.',
    ],
    tasks: ['Tell the others who had it', 'Add the sender to the block list'],
    weight: 1.4,
  },
  {
    category: 'Accounts and access',
    subject: 'Name change after marriage',
    says: [
      'I have changed my name and would like my e-mail and account to show it. HR have it already. My new surname will be the one on my pass.',
    ],
    waits: { for: 'planned', note: 'Change agreed for the start of the week', days: [2, 6] },
    done: ['Your name is changed everywhere it shows. Mail to the old address still reaches you.'],
    level: [3, 3],
    weight: 0.7,
  },
  {
    category: 'Buildings and facilities / Door access',
    subject: 'Pass does not open the {floor} at {site}',
    says: [
      'My pass opens the front door but not the {floor}. It did until last week.',
      'Pass stopped working at {site} this morning; security had to let me in.',
    ],
    done: [
      'Your pass had lapsed with your old contract’s end date. Renewed to match HR’s record.',
      'Added the {floor} to your pass. Works from now.',
    ],
    weight: 1.2,
  },
  {
    category: 'Buildings and facilities',
    subject: 'Desk booking shows no desks at {site}',
    says: [
      'The desk booking page says there are none free at {site} any day next week, but half the floor is empty.',
      'I booked a desk in {room} and somebody else had booked the same one.',
    ],
    notes: ['The plan of the floor was uploaded again and lost its desks’ identifiers.'],
    done: [
      'Restored the floor’s plan; bookings made since are kept. You can book as usual.',
      'The same desk was in the system twice. Removed one and moved your booking.',
    ],
  },
  {
    category: 'Hardware / Phone or tablet',
    subject: 'Tablet for inspections does not sync',
    says: [
      'The tablet I use for inspections has not sent anything since Friday. It says “{many} waiting”. I am worried about losing them.',
      'Inspection app on {mobile} closes as soon as I add a photograph.',
    ],
    asks: [
      [
        'Please do not remove the app, as what is waiting would go with it. What does it say under About, Version?',
        'Version {version}. I have not touched anything.',
      ],
    ],
    notes: ['Photographs over the new size limit block the queue. Known to {supplier}: {supplier_ref}.'],
    done: [
      'All {many} waiting inspections are in. One photograph was too large and had blocked those behind it; made smaller and sent.',
      'Updated the app. Everything sent, and nothing was lost.',
    ],
    asked_by: ['Environmental health', 'Highways', 'Housing', 'Parks', 'Planning', 'Grounds and allotments'],
  },
]
