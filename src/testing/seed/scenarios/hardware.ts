import type { Scenario } from '../scenario.ts'

export const hardware: readonly Scenario[] = [
  {
    category: 'Hardware / Laptop',
    subject: 'Laptop {asset} will not start',
    also: ['Dead laptop', 'Laptop will not turn on', 'No power to laptop {asset}'],
    says: [
      'My laptop will not turn on this morning. It was fine when I closed it last night and it has been on charge. The light by the power socket is not lit. Asset number {asset}.',
      'Laptop {asset} is completely dead. I have tried two chargers and holding the power button. I have a case conference at two and all my papers are on it.',
    ],
    asks: [
      [
        'Could you try holding the power button for a full thirty seconds with the charger unplugged, then plug it in and try again? Please tell me what lights you see.',
        'Tried that twice. The light flashes orange three times and then nothing.',
      ],
    ],
    notes: [
      'Three orange flashes on this model is the system board. Out of the first-year warranty but inside the three-year one.',
    ],
    waits: { for: 'supplier', note: 'Board ordered from {supplier}, reference {supplier_ref}', days: [2, 7] },
    news: [
      'A loan laptop is ready for you at the desk in {site}. Your files are in OneDrive, so they will be there when you sign in.',
    ],
    done: [
      'System board replaced under warranty and tested. Laptop {asset} is back with you and the loan machine is returned.',
      'The power controller had locked up. Cleared it by disconnecting the battery for a minute; started and restarted five times without fault.',
    ],
    tasks: ['Take the loan laptop back into stock', 'Return the faulty board to {supplier}'],
    weight: 2,
  },
  {
    category: 'Hardware / Laptop',
    subject: 'Laptop very slow since the update',
    also: ['Slow laptop', '{asset} takes ten minutes to start', 'Computer hanging all the time'],
    says: [
      'Since the update on Tuesday my laptop ({asset}) takes about ten minutes to get to the desktop and then everything hangs. Opening a spreadsheet takes a couple of minutes. Colleagues with the same laptop seem all right.',
      'Machine {asset} is crawling. Fan is going all the time and it gets very hot. Restarting helps for about half an hour.',
    ],
    asks: [
      [
        'Thank you. When it next happens, could you press Ctrl + Shift + Esc, choose “Disk” to sort by it and send me a picture of the top five lines?',
        'Here you are: the top one is called “indexer” and it is at 98 percent nearly all the time.',
      ],
    ],
    notes: [
      'Same as four others this week: search index rebuilding in a loop after the monthly update. Resetting the index cures it.',
    ],
    done: [
      'Reset the search index and let it rebuild overnight. Start-up is now under a minute.',
      'Removed a second virus scanner left over from the old build. Start-up now takes forty seconds; checked with you on the phone.',
    ],
    weight: 2,
  },
  {
    category: 'Hardware / Docking and monitors',
    subject: 'Second screen not detected at desk in {room}',
    also: ['Black screen at hot desk', 'Monitor “no signal” in {room}', 'Dock problem, {site} {floor}'],
    says: [
      'The right-hand screen at the hot desk by the window in {room} stays black. It says “no signal”. The other one works. I have tried turning it off and on.',
      'Only one monitor works when I dock in {room}. Two of us have tried with different laptops so I think it is the dock.',
    ],
    asks: [
      [
        'Is the small light on the front of the dock white or amber?',
        'Amber, and it blinks when I plug the laptop in.',
      ],
    ],
    done: [
      'Replaced the display cable, which had been pinched by the desk. Both screens tested with two laptops.',
      'Updated the dock’s firmware. Both screens come up at once now.',
      'Dock replaced. The old one had a broken video socket.',
    ],
    weight: 2,
  },
  {
    category: 'Hardware / Phone or tablet',
    subject: 'Work mobile {mobile} lost on the way to a visit',
    says: [
      'I think I left my work phone on the bus between {site} and a visit this morning. It has my council e-mail on it. The number ends {extension}. I rang it and it goes to voicemail.',
    ],
    asks: [
      [
        'Did it have a PIN, and is anything about a resident saved on it outside the council apps?',
        'Yes it has a six-figure PIN. Nothing saved outside the apps, only e-mail and Teams.',
      ],
    ],
    notes: [
      'Remote wipe sent and confirmed at once. Information governance told; PIN and encryption were on, so they do not need to report it.',
    ],
    news: ['We have locked and wiped the phone and stopped the SIM. Nobody can read anything on it.'],
    done: [
      'Phone {mobile} wiped and marked as lost; SIM barred. New phone collected from the desk and set up with you.',
    ],
    tasks: ['Tell information governance', 'Bar the SIM with {supplier}'],
    level: [3, 1],
    weight: 0.5,
  },
  {
    category: 'Hardware / Meeting room',
    subject: 'Screen in {room} has no sound for hybrid meetings',
    also: ['Meeting room sound, {room}', 'Cannot hear people online in {room}'],
    says: [
      'We had planning committee briefing in {room} and people joining online could not hear us at all. The ceiling microphone shows red. We need the room again on {soon}.',
      'The big screen in {room} at {site} connects but there is no sound either way. Three teams have had to move meetings this week.',
    ],
    notes: [
      'Microphone array dropped off the room’s network when the switch was changed. Port {port} needs the voice VLAN.',
    ],
    moves: 'Networks and telephony',
    done: [
      'The microphone’s network port was on the wrong VLAN after the switch change. Corrected, and tested with a call from outside.',
      'Room controller restarted and its firmware updated. Test call made from {room}: sound good both ways.',
    ],
  },
]
