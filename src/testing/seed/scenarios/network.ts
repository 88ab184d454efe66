import type { Scenario } from '../scenario.ts'

export const network: readonly Scenario[] = [
  {
    category: 'Network / Wi-Fi',
    subject: 'Wi-Fi drops out in {room}',
    also: ['Poor Wi-Fi on the {floor}', 'Wi-Fi at {site}', 'Losing connection in {room}'],
    says: [
      'The Wi-Fi at {site} in {room} drops every ten minutes or so and comes back after a minute. It affects everybody at this end of the {floor}.',
      'Video calls freeze in {room}. Moving to the other side of the building cures it.',
    ],
    asks: [
      [
        'Is there anything new near the access point (a round white box on the ceiling), such as a screen or a microwave?',
        'Now you say it, the new digital notice board went up right beside it last week.',
      ],
    ],
    notes: ['Access point by {port} is on the same channel as the notice board’s own hotspot.'],
    done: [
      'Switched off the notice board’s own hotspot and moved the access point to another channel. No drops in a day of measuring.',
      'Replaced the access point: it was restarting by itself when warm.',
    ],
    weight: 1.8,
  },
  {
    category: 'Network / Wi-Fi',
    subject: 'Public Wi-Fi at {site} asks for a code nobody has',
    says: [
      'Visitors on the public Wi-Fi are being asked for a voucher code. It has always just been “accept the terms”. Our computer club is this afternoon.',
    ],
    done: [
      'The welcome page had gone back to its original setting after the update. Terms only, as before; tried it with a phone.',
    ],
    asked_by: ['Libraries', 'Customer services', 'Bookings and events', 'Parks'],
  },
  {
    category: 'Network / Remote access',
    subject: 'Cannot connect to the VPN from home',
    also: ['VPN failing', 'Remote access not working', 'VPN error {error}'],
    says: [
      'The remote connection says “connecting” and then fails with {error}. Home internet is fine, I am writing this from it. It worked on Thursday.',
      'VPN will not stay up for more than five minutes. I am on visits from my home all week and cannot update notes.',
    ],
    asks: [
      [
        'Could you tell me the version shown at the bottom of the connection window, and whether a phone hotspot makes a difference?',
        'Version {version}, and yes, with the hotspot it connects straight away.',
      ],
    ],
    notes: ['Home router is blocking UDP 4500 since its update. Fallback over TLS was not offered in the old client.'],
    done: [
      'Updated the client, which now falls back by itself when a home router blocks the usual way. Connected for two hours without a drop.',
      'Your certificate had run out yesterday; renewed it and connected with you on the phone.',
    ],
    weight: 2.2,
  },
  {
    category: 'Network / Remote access',
    subject: 'Mapped drives missing when working from home',
    also: ['No S drive', 'H and S drives gone'],
    says: [
      'I connect from home but the S and H drives are not there. I can get to them in the office. Restarting makes no difference.',
      'Drives show with a red cross after the VPN connects.',
    ],
    done: [
      'Drives now connect after the VPN does, not before. Restarted twice to be sure.',
      'Moved your H drive to OneDrive as for the rest of {department}; the S drive connects again.',
    ],
    weight: 1.2,
  },
  {
    category: 'Network / Site connection',
    subject: 'Whole of {site} is offline',
    says: [
      'Nothing works at {site}: no internet, no phones, tills are down. About {many} of us here and a queue of public at the counter. It went at about ten past.',
      'Everything has gone off at {site}. Lights on the box in the comms cupboard are red.',
    ],
    notes: [
      'Line card alarm at the exchange, {supplier} reference {supplier_ref}. Site failed over to 4G for the counter only.',
      'Confirmed with {supplier}: fibre cut by roadworks. Estimated repair four hours.',
    ],
    news: [
      'The line into {site} is down and the supplier is on the way. The counter is working over the mobile network; please keep other use light.',
      'The supplier has found the fault and is joining the fibre now.',
    ],
    done: [
      'Line repaired by {supplier} at the street cabinet. All services at {site} checked with staff there.',
      'A power failure had tripped the cabinet. Restored and moved to the protected supply.',
    ],
    level: [1, 1],
    weight: 0.12,
    only_at: ['hartsmere', 'penwick'],
  },
  {
    category: 'Network / Site connection',
    subject: 'Desk socket {port} dead in {room}',
    says: [
      'The network socket at my desk in {room} does nothing. Label on the wall says {port}. Next door’s works.',
      'We have moved desks round in {room} and two sockets are not live: {port} and the one beside it.',
    ],
    done: [
      'Patched {port} in the comms room and tested with your laptop.',
      'Cable in the floor was cut; facilities have replaced it and the socket is live.',
    ],
    level: [3, 3],
    weight: 1.2,
  },
  {
    category: 'Network',
    subject: 'Cannot reach the county’s case portal',
    says: [
      'The county’s portal comes up “access denied, your address is not recognised” from the office, but opens on my phone. I have a referral to send today.',
      'Site blocked: the new HMRC employer page. I need it for payroll.',
    ],
    notes: ['They moved to new addresses at the weekend, and our allow list still has the old.'],
    done: [
      'Added the portal’s new addresses to the allow list. Opens from the office now.',
      'The filter had it in the wrong group. Moved, and checked with you.',
    ],
    weight: 1.2,
  },
  {
    category: 'Telephony / Contact centre',
    subject: 'Calls to the main number cut off after the menu',
    says: [
      'Residents say they press 2 for council tax and are cut off. It has happened to {few} that we know of since nine o’clock. Wallboard shows calls arriving.',
      'The contact centre queue shows {many} waiting but nobody’s phone is ringing.',
    ],
    notes: [
      'Menu branch 2 points at a hunt group that was deleted in Friday’s tidy-up.',
      'Raised with {supplier} as major: {supplier_ref}.',
    ],
    news: ['We have put a temporary route in: all callers now go to general enquiries while we put the menu right.'],
    done: [
      'Menu option 2 put back to the council tax group. Called it ten times, all answered.',
      '{supplier} restarted the queue service; calls are spread to advisers again.',
    ],
    asked_by: ['Customer services', 'Revenues and benefits', "Town clerk's office"],
    level: [1, 2],
    weight: 0.5,
  },
  {
    category: 'Telephony / Extension or voicemail',
    subject: 'Voicemail for {extension} not reaching my e-mail',
    says: [
      'Voicemails left on {extension} used to arrive in my e-mail. Nothing since last week, although the light on the phone is on.',
      'Please can the out-of-office greeting on {extension} be changed? It still has {colleague} speaking, who left in the spring.',
    ],
    done: [
      'Voicemail is sent to your address again; it was still going to the old one. Left a test message and you have it.',
      'Greeting recorded anew with you and the old one removed.',
    ],
    weight: 1.3,
  },
  {
    category: 'Telephony / Extension or voicemail',
    subject: 'Headset crackles on every call',
    says: [
      'The caller’s voice crackles and now and then goes robotic. I have tried two headsets. I take calls all day at {site}.',
    ],
    asks: [
      ['Is it better with the laptop on a cable rather than Wi-Fi?', 'Much better on the cable, hardly any crackle.'],
    ],
    moves: 'Networks and telephony',
    done: [
      'Voice traffic was not being put first on the Wi-Fi at your end of the building. Put right; three test calls clear.',
    ],
  },
]
