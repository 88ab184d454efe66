import type { Scenario } from '../scenario.ts'

export const applications: readonly Scenario[] = [
  {
    category: 'Revenues and benefits system',
    subject: 'Revenia: account {account} will not take a change of address',
    also: ['Revenia error on {account}', 'Change of address failing in Revenia'],
    says: [
      'When I move account {account} to the new address Revenia says “liability overlaps” although the old one is ended. The resident has rung twice.',
      'Change of address on {account} fails at the last step with {error}. I have {few} more like it.',
    ],
    asks: [
      ['Which date have you put for the end of the old liability?', 'The 14th, and the new one starts on the 15th.'],
    ],
    notes: ['Ghost liability of a day left by the annual billing fix. {supplier} have a script.'],
    waits: { for: 'supplier', note: 'Script asked of {supplier}, reference {supplier_ref}', days: [1, 6] },
    done: [
      'Removed the one-day liability that billing had left behind. The change of address is through and the bill is right.',
      'Corrected the dates by the supplier’s script; {few} other accounts with the same fault are right as well.',
    ],
    asked_by: ['Revenues and benefits'],
    weight: 2,
  },
  {
    category: 'Revenues and benefits system',
    subject: 'Revenia slow for everybody since 9 o’clock',
    says: [
      'Revenia takes a minute to open each account. All of us in {department} have it, about {many} people. Callers are waiting.',
      'Searching by name in Revenia times out. By account number it is slow but works.',
    ],
    notes: [
      'Overnight job that refreshes the search still running: blocked by a report started at 06:00. Report stopped.',
      'Database at 100% since 08:50.',
    ],
    news: [
      'We have found a job that should have finished in the night and have stopped it. You should see it become quicker over the next ten minutes.',
    ],
    done: [
      'A report was holding up the overnight job. Stopped it, and it is now kept from starting before that job is done.',
      'Rebuilt the search index out of hours; searches take two seconds.',
    ],
    asked_by: ['Revenues and benefits', 'Customer services'],
    level: [1, 2],
    weight: 0.6,
  },
  {
    category: 'Revenues and benefits system',
    subject: 'Direct debit file rejected by the bank',
    says: [
      'The bank has rejected today’s direct debit file: “record count does not match trailer”. Collection date is {soon}, so it must be in by tomorrow noon.',
    ],
    notes: ['One record has a line break in the account name. Validation to be added.'],
    done: [
      'Corrected the record with a line break in its name and sent the file again; the bank has accepted it. A check now runs before each file goes.',
    ],
    asked_by: ['Revenues and benefits', 'Finance'],
    level: [2, 1],
    weight: 0.4,
  },
  {
    category: 'Social care system',
    subject: 'CareTrail: cannot finalise an assessment',
    also: ['CareTrail form stuck', 'Assessment will not go for authorisation'],
    says: [
      'I cannot finalise an assessment in CareTrail. It says a mandatory question is empty, but every page has a tick. The review is on {soon}.',
      'CareTrail will not let me send an assessment for authorisation. The button is grey for me but not for {colleague}.',
    ],
    asks: [
      [
        'Without naming the person: what is the record’s number, and which form is it?',
        'Record {account}, the care and support assessment.',
      ],
    ],
    notes: [
      'A question hidden by an earlier answer is still mandatory in the form’s new version. Form to be corrected by {supplier}.',
    ],
    done: [
      'Set the hidden question to “not applicable”, so the assessment can be finalised. The form itself is put right from next Monday.',
      'Your role was missing the right to send for authorisation. Added, as your manager agreed.',
    ],
    asked_by: ['Adult social care', "Children's services"],
    weight: 2,
  },
  {
    category: 'Social care system',
    subject: 'CareTrail: two records for one person',
    says: [
      'There are two records for the same person in CareTrail ({account} and one made last week). They need to be one before the conference on {soon}.',
      'Please can record {account} be merged with the duplicate made by the out-of-hours team?',
    ],
    asks: [
      [
        'Which record should be kept, and has your data quality lead agreed?',
        'Keep {account}. {colleague} has agreed, copied in.',
      ],
    ],
    done: [
      'Records merged into {account}; all notes, documents and warnings are there. The other number now leads to it.',
    ],
    asked_by: ['Adult social care', "Children's services"],
    weight: 1.2,
  },
  {
    category: 'Website / Online forms',
    subject: 'Missed bin form gives an error after the postcode',
    says: [
      'The missed bin form on the website says “something went wrong” after the postcode is entered. Calls about it are coming to us instead: {many} so far today.',
      'Residents in the new streets cannot report anything as their address is not in the list.',
    ],
    notes: [
      'Address service certificate expired at midnight.',
      'Gazetteer import failed on Sunday: duplicate property reference.',
    ],
    done: [
      'Renewed the address service’s certificate and set a reminder a month ahead of the next. Form tested with five postcodes.',
      'Imported the gazetteer again; the new streets are in all forms.',
    ],
    asked_by: ['Waste and recycling', 'Customer services', 'Communications', "Town clerk's office"],
    level: [2, 2],
  },
  {
    category: 'Website / Online forms',
    subject: 'Payments by card refused on the parking permit form',
    says: [
      'Residents tell us the parking permit form takes their details and then refuses every card. The bank says nothing was asked of them.',
      'A resident was charged twice for one permit; the form told him the first had failed.',
    ],
    asks: [
      [
        'Could you send the times of two of the attempts, and the permit references, but no card details please?',
        'At 09:42 and 10:05, references {account} and the next one.',
      ],
    ],
    notes: ['Payment provider changed its return address; ours waited at the old one.'],
    done: [
      'Put the payment page’s new address in. Three real permits bought since; two residents who paid twice are refunded.',
      'The form now waits for the bank’s answer before it says that a payment failed.',
    ],
    asked_by: ['Customer services', 'Highways', 'Finance'],
    weight: 0.8,
  },
  {
    category: 'Website',
    subject: 'Broken links on the {department} pages',
    says: [
      'Several links on our pages lead to “page not found”, among them the one to the application form. A councillor has mentioned it.',
      'The document for the consultation opens last year’s version. We have uploaded the right one twice.',
    ],
    done: [
      'Links corrected and a check now runs over your pages every night.',
      'The old document was held in the cache. Cleared, and the right one opens.',
    ],
    weight: 1.2,
  },
  {
    category: 'Website',
    subject: 'Screen reader cannot use the meeting calendar',
    says: [
      'A resident who uses a screen reader cannot get past the calendar of meetings: it reads “button” forty-two times. Can it be made usable? We have a duty here.',
    ],
    notes: ['Days have no names and the grid is not a table. Needs a change by {supplier}.'],
    waits: {
      for: 'development',
      note: 'Change to the calendar asked for, planned for release {version}',
      days: [15, 45],
    },
    news: ['Meanwhile there is a plain list of meetings linked from the top of the page, which reads well.'],
    done: [
      'The calendar is now a list of meetings with dates as headings. Tested with two screen readers, and the resident has said that it works.',
    ],
    asked_by: ['Legal and democratic', 'Communications', 'Customer services'],
    code: 'solved',
    weight: 0.8,
  },
  {
    category: 'Planning and licensing system',
    subject: 'PlanBook: documents missing from an application',
    also: ['Drawings not on the public page', 'PlanBook documents'],
    says: [
      'Three drawings I uploaded to an application in PlanBook yesterday are not on the public page. The consultation has started, so people are asking.',
      'PlanBook shows the wrong drawing when the public open “elevations”.',
    ],
    asks: [
      [
        'Could you give me the application’s number and say when you uploaded them?',
        'The number ends {extension}; about four yesterday.',
      ],
    ],
    notes: ['Publishing queue stuck on a 300 MB file.'],
    done: [
      'Publishing had stopped at one very large drawing. All documents are out, and large ones now go last.',
      'Corrected the description so that the right drawing opens.',
    ],
    asked_by: ['Planning', 'Environmental health', 'Legal and democratic'],
    weight: 1.4,
  },
  {
    category: 'Planning and licensing system',
    subject: 'Licence renewals letter prints the wrong fee',
    says: ['The taxi licence renewal letter still shows last year’s fee. {many} letters are due to go on {soon}.'],
    done: ['The letter now takes the fee from this year’s table. Proof checked by you.'],
    waits: { for: 'requester', note: 'Waiting for the proof to be agreed', days: [1, 3] },
    asked_by: ['Environmental health', 'Planning'],
    weight: 0.6,
  },
]
