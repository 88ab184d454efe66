import type { Scenario } from '../scenario.ts'

export const business: readonly Scenario[] = [
  {
    category: 'Software / Other',
    subject: 'Ledgerline: invoice stuck in approval',
    says: [
      'Invoice {account} has been with an approver who left in the summer. The supplier is threatening to stop. Can it be moved to {colleague}?',
      'I approved {few} invoices in Ledgerline and they have come back to me as not approved.',
    ],
    moves: 'Applications',
    done: [
      'Moved the invoice to {colleague} and set a deputy, so that a leaver’s approvals pass on by themselves.',
      'Approvals had been made outside the period. Reopened the period with Finance and they have gone through.',
    ],
    asked_by: ['Finance', 'Housing', 'Highways', 'Human resources', 'Legal and democratic', "Town clerk's office"],
    weight: 1.3,
  },
  {
    category: 'Software / Other',
    subject: 'PeoplePort: leave balance wrong after changing hours',
    says: [
      'I went to four days a week and PeoplePort now says I have minus two days of leave. I would like to book before {soon}.',
      'PeoplePort shows my old manager, so my leave goes to someone who does not know me.',
    ],
    moves: 'Applications',
    done: [
      'Your hours were entered from the wrong date. Corrected with HR, and the balance is right.',
      'Manager corrected; the leave you had asked for has gone to {colleague}.',
    ],
    weight: 1.2,
  },
  {
    category: 'Reporting and data',
    subject: 'Homelessness return does not add up',
    says: [
      'The quarterly homelessness return counts {few} more decisions than our own list. It has to be sent by {soon}.',
      'The performance dashboard shows nothing for last month.',
    ],
    asks: [
      [
        'Could you send your list with only the case numbers and dates? No names, please.',
        'Attached to the team folder, file called “decisions Q”.',
      ],
    ],
    notes: ['Cases reopened within the quarter are counted twice in the view.'],
    done: [
      'The report counted reopened cases twice. Corrected, and it agrees with your list.',
      'Last month’s load had stopped at a bad date. Mended and loaded again.',
    ],
    asked_by: ['Housing', 'Adult social care', 'Finance', 'Planning'],
    weight: 1.2,
  },
  {
    category: 'Requests / Report or data',
    subject: 'List of open repairs by ward for councillors',
    also: ['Report request', 'Data for scrutiny panel'],
    says: [
      'Councillors have asked for open repairs by ward with how long each has waited. Once to begin with, then perhaps monthly. Could we have it by {later}?',
      'Please can you make a list of everyone whose training expires in the next three months, by team?',
    ],
    asks: [
      [
        'Should it have addresses, or only counts by ward? And who will see it?',
        'Counts only. It goes to the scrutiny panel, so it will be public.',
      ],
    ],
    done: [
      'The report is in your folder and will be made again on the first of each month.',
      'List sent. If you want it regularly, tell us and we will put it on the schedule.',
    ],
    waits: { for: 'development', note: 'In the data team’s next fortnight of work', days: [6, 20] },
    weight: 1.2,
  },
  {
    category: 'Requests / Report or data',
    subject: 'Information request: calls and waiting times',
    says: [
      'We have a freedom of information request for calls received and average waiting time by month over three years. Answer due {later}.',
    ],
    done: ['Figures for three years sent as a spreadsheet, with a note on how waiting time is counted.'],
    asked_by: ['Legal and democratic', 'Customer services', 'Communications'],
    weight: 0.7,
  },
  {
    category: 'Social care system',
    subject: 'CareTrail not available in the evening',
    says: [
      'The out-of-hours team could not get into CareTrail between eight and half past ten last night. They used the paper list. Was that planned?',
      'CareTrail logs everybody out at eight in the evening. Our duty workers are in the middle of things.',
    ],
    notes: [
      'Maintenance window was moved by {supplier} without telling us. Raised with their account manager: {supplier_ref}.',
    ],
    news: [
      'That was our supplier’s maintenance, moved from Sunday without notice. We have asked them to put it back and to tell you first.',
    ],
    done: ['Maintenance is back on Sunday nights, and {supplier} now tell duty workers a week before any change.'],
    asked_by: ['Adult social care', "Children's services"],
    level: [2, 1],
    weight: 0.4,
  },
  {
    category: 'Requests / Website change',
    subject: 'New page for the winter warm spaces',
    says: [
      'We would like a page listing warm spaces with opening times and a map, to go live on {soon}. Text is ready and agreed by Communications.',
      'Could the opening times for {site} be changed on the website from {soon}?',
    ],
    asks: [
      ['Who should people contact if something on the page is wrong?', '{colleague} please, on extension {extension}.'],
    ],
    waits: { for: 'planned', note: 'Goes live on {soon} as agreed', days: [3, 9] },
    done: [
      'The page is live and linked from the front page. It will be reviewed in March.',
      'Opening times changed on the page, the map and the telephone message.',
    ],
    weight: 1.2,
  },
  {
    category: 'Website / Online forms',
    subject: 'New online form for allotment waiting list',
    says: [
      'We keep the allotment waiting list on paper and would like an online form that puts people straight on the list and writes to them. How do we go about it?',
    ],
    waits: { for: 'development', note: 'Accepted for the next round of form building', days: [20, 60] },
    asks: [
      [
        'Thank you. How many ask in a year, and does anybody have to approve it first?',
        'About {many} a year, and nobody approves: first come, first served.',
      ],
    ],
    done: ['The form is live. It puts people on the list, writes to them, and you can see the list at any time.'],
    asked_by: ['Parks', 'Grounds and allotments', 'Bookings and events', 'Libraries'],
    level: [3, 3],
    weight: 0.8,
  },
  {
    category: 'Telephony',
    subject: 'Divert our team’s number during the away day',
    says: [
      'Our team is away on {soon}. Could {extension} go to Customer services from 9 to 5 that day and back afterwards?',
    ],
    waits: { for: 'planned', note: 'Divert to be set for {soon}', days: [3, 8] },
    done: ['The divert was on for the day and is off again; a test call reached you.'],
    level: [3, 3],
    weight: 1,
  },
]
