import type { Scenario } from '../scenario.ts'

export const software: readonly Scenario[] = [
  {
    category: 'Software / Office and e-mail',
    subject: 'Outlook keeps asking for my password',
    also: ['Outlook password prompts', '“Need password” in Outlook', 'E-mail not updating, asks for password'],
    says: [
      'Outlook asks for my password every few minutes and then says “need password” at the bottom. Webmail is fine. This started after I changed my password on Friday.',
      'The password box will not go away in Outlook. I type it, it disappears, then it is back. I have restarted twice.',
    ],
    asks: [
      [
        'Are you in the office or working from home, and do you have the mailbox of a colleague open as well as your own?',
        'At home today. I also have the team mailbox open, yes.',
      ],
    ],
    tasks: ['Look again tomorrow'],
    notes: ['Old credential stored for the shared mailbox. Clear the credential manager first, then the profile.'],
    done: [
      'Cleared the old password that Windows had stored for the team mailbox. No more prompts; left open for an hour to be sure.',
      'Made a new mail profile. The old one was holding on to last month’s sign-in.',
    ],
    weight: 2,
  },
  {
    category: 'Software / Office and e-mail',
    subject: 'Cannot open attachment from solicitor',
    says: [
      'I have been sent a file ending .p7m by the solicitors for the {site} lease and cannot open it. I need to reply by {soon}.',
      'An attachment from outside has been taken off by the system and I am told to contact you. It is a signed contract we are expecting.',
    ],
    notes: ['Held in quarantine, sender and domain check out, scanned clean. Released.'],
    done: [
      'The message had been held for checking. It is clean, and is now in your inbox with its attachment.',
      'It was a signed message. Opened it with you and saved the document as a PDF in your folder.',
    ],
  },
  {
    category: 'Software / Office and e-mail',
    subject: 'Shared spreadsheet locked by somebody who has left',
    says: [
      'The budget monitoring workbook says it is “locked for editing by {colleague}” but {colleague_first} is on leave. Month end closes on {soon} and three of us need to be in it.',
    ],
    done: [
      'Released the lock left by a session that had not closed. Everyone can edit again.',
      'Moved the workbook to the team’s site, where several can edit at once, and put a link in the old place.',
    ],
    moves: 'End-user computing',
  },
  {
    category: 'Software / Office and e-mail',
    subject: 'Calendar shows meetings an hour out',
    says: [
      'Since the weekend the clocks changed, meetings booked by the county show an hour late in my calendar, but only those. I have missed two.',
      'My meetings in the calendar on my phone are an hour different from the ones on my laptop.',
    ],
    asks: [
      [
        'Which time zone does your phone show under Settings, Date and time?',
        'It says Dublin. I have never changed it!',
      ],
    ],
    done: [
      'The phone was set to Dublin with automatic time off. Put right, and all meetings agree now.',
      'The organiser’s calendar was in another zone. Asked them to resend the series; checked that it shows properly here.',
    ],
  },
  {
    category: 'Software / Teams and meetings',
    subject: 'Nobody can hear me in Teams calls',
    also: ['No microphone in Teams', 'Headset not working', 'Teams audio'],
    says: [
      'In Teams calls I can hear others but they cannot hear me. The headset works when I play music. Same with the laptop’s own microphone.',
      'Microphone not working in Teams since I got the new headset. I have an interview panel at eleven.',
    ],
    asks: [
      [
        'In the call, under the three dots, Device settings: what does it say for the microphone?',
        'It says “None” and the list is empty.',
      ],
    ],
    done: [
      'Microphone access for applications had been switched off in privacy settings. On again, test call good.',
      'The headset’s driver was missing. Installed it and made a test call with you.',
    ],
    weight: 1.6,
  },
  {
    category: 'Software / Teams and meetings',
    subject: 'Guests cannot join our planning drop-in online',
    says: [
      'We run an online drop-in for residents about the local plan. Guests get as far as the lobby and then see “you cannot join”. {few} people have rung us. The next one is on {soon}.',
    ],
    notes: [
      'Meeting policy for {department} blocks anonymous join since the review in the summer. Needs the exception that Democratic Services have.',
    ],
    moves: 'Identity and access',
    done: [
      'Your team now has the public meeting policy, which lets guests in from the lobby. Tested from a phone with no account.',
    ],
    asked_by: ['Planning', 'Communications', 'Housing'],
    level: [2, 2],
  },
  {
    category: 'Software / Other',
    subject: 'PDF editor says the licence has expired',
    also: ['Cannot edit PDFs', 'PDF licence'],
    says: [
      'When I open a PDF to redact it I get “your trial has ended”. I redact for information requests every day and have two due by {soon}.',
      'My PDF editor has gone back to the reader only. I had the full one last week.',
    ],
    done: [
      'Your licence had been given back when your laptop was changed. Assigned again; sign out and in and you will have the full editor.',
      'Moved you to the new redaction tool that the rest of {department} have, with a one-page guide.',
    ],
    weight: 1.3,
  },
  {
    category: 'Software / Other',
    subject: 'Mapping software crashes when printing to A1',
    says: [
      'The map viewer shuts down each time I print a plan at A1 with the constraints layer on. A3 is all right. Error {error}.',
    ],
    asks: [
      [
        'Does it also happen with the base map off?',
        'No! With the base map off it prints, but that is no use for the committee plans.',
      ],
    ],
    notes: ['Runs out of graphics memory on the small laptops. {supplier} know of it: fixed in version {version}.'],
    waits: {
      for: 'supplier',
      note: 'Fix promised by {supplier} in version {version}, reference {supplier_ref}',
      days: [6, 25],
    },
    done: [
      'Installed version {version}, which prints A1 with the base map. Printed two of your plans to check.',
      'Until the new version comes, plans can be made as PDF on the machine in the drawing office. Guide sent.',
    ],
    asked_by: ['Planning', 'Highways', 'Parks', 'Environmental health'],
  },
  {
    category: 'Printing / Multifunction device',
    subject: 'Printer {printer} jams on every other page',
    also: ['Printer jam, {floor}', '{printer} out of action', 'Paper jam again at {site}'],
    says: [
      'The printer on the {floor} at {site} ({printer}) jams in tray 2 all the time. We have taken the paper out and put it back. There is a queue of people.',
      '{printer} jams when it prints both sides. Single-sided is fine.',
    ],
    waits: { for: 'supplier', note: 'Engineer booked with {supplier}, reference {supplier_ref}', days: [1, 4] },
    news: [
      'An engineer is booked. Meanwhile print to the queue as usual and collect from any other device with your card.',
    ],
    done: [
      'Engineer replaced the pick-up rollers in tray 2. A hundred pages printed on both sides without a jam.',
      'Took a torn sheet out of the duplex unit. Printed fifty pages with no trouble.',
    ],
    tasks: ['Ring the team when the engineer has been'],
    weight: 1.8,
  },
  {
    category: 'Printing / Multifunction device',
    subject: 'Card reader on {printer} does not know my pass',
    also: ['Cannot log in to printer', 'Pass not working on {printer}'],
    says: [
      'I tap my pass on {printer} and it asks me to register. I register and it asks me again. I have had this pass for two years.',
      'New pass this week and the printers do not recognise it. Number on the back ends {extension}.',
    ],
    done: [
      'Your old card was still linked to your account. Removed it and registered the new one with you.',
      'The reader had lost its connection; restarted it and your pass works, as does mine.',
    ],
    weight: 1.4,
  },
  {
    category: 'Printing / Bulk and post',
    subject: 'Council tax reminders not sent to the print room',
    says: [
      'Last night’s reminder run ({many} hundred letters) finished in Revenia but the print room have had nothing. They must be in the post by {soon} to keep to the court timetable.',
    ],
    notes: ['Transfer job failed at 02:10: disk full on the transfer server. Logs from last year not pruned.'],
    news: ['The file is with the print room now and they have counted it. We are putting the cause right as well.'],
    done: [
      'Freed space on the transfer server and sent the run again; the print room confirm the count. A job now clears old logs each week.',
    ],
    asked_by: ['Revenues and benefits'],
    level: [2, 1],
    weight: 0.6,
  },
]
