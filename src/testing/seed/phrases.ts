/** The small words around what people say. {first} and the like are filled as in the scenarios. */

export const HELLOS = ['Hi,', 'Hello,', 'Morning,', 'Hi all,', 'Dear service desk,', 'Hello team,', '']
export const THANKS = [
  'Thanks,\n{first}',
  'Many thanks\n{first}',
  'Kind regards,\n{name}\n{department}',
  'Thank you\n{name}',
  'Cheers, {first}',
  '{first}',
  '',
]

export const OUR_HELLOS = [
  'Hi {first},',
  'Hello {first},',
  'Hi {first}, thanks for letting us know.',
  'Good morning {first},',
]
export const OUR_THANKS = [
  'Kind regards\n{analyst}',
  'Thanks\n{analyst}',
  '{analyst}\n{team}',
  'Best wishes\n{analyst}\n{team}',
]

export const WE_HAVE_IT = [
  'I have picked this up and am looking at it now. I will write again before the end of the day.',
  'This is with me. I need to check a couple of things on our side first and will come back to you.',
  'Thank you for the detail, it helps. I am going to try to reproduce it and will let you know what I find.',
  'I have your message and have started on it. If it gets worse in the meantime, ring us on extension 4000.',
  'This has come to the {team} team. I will take it from here.',
  'I can see what you mean. Leave it with me.',
  'I have put this on my list for today. You do not need to do anything for now.',
]

export const STILL_AT_IT = [
  'A quick note to say this has not been forgotten: I am still working on it and will write again tomorrow.',
  'No answer yet, I am afraid. I have asked a colleague to look as well.',
  'Some progress: I can now make it happen here, so finding the cause should be quicker.',
  'I have tried the usual cure without luck and am moving on to the next.',
]

export const IS_IT_RIGHT = [
  'I think this is fixed now. Could you try it and tell me?',
  'That should be working again. Would you check when you have a moment?',
  'All done at our end. Can you confirm it looks right to you?',
]

export const IT_IS_RIGHT = [
  'Yes, all working now. Thank you for sorting it so quickly!',
  'That has done it, thanks very much.',
  'Perfect, thank you {analyst_first}.',
  'Works fine now. Much appreciated.',
  'Yes that is fine now, please close it.',
]

export const ANY_NEWS = [
  'Is there any news on this please? It is starting to hold us up.',
  'Just chasing this one as I have not heard since last week.',
  'Sorry to chase. My manager is asking when this is likely to be done.',
  'Any update? I can work round it for now but not for much longer.',
]

export const NO_LONGER = [
  'Please ignore this, it has sorted itself out.',
  'We do not need this any more, sorry for the trouble.',
  'I have found another way of doing it, so you can cancel this one. Thanks.',
]

export const CHASING = [
  'I have not heard back, so I am checking you still need help with this. If I do not hear by the end of the week I will close it; you can always reopen it.',
  'Did you get the chance to look at my question? Without it I cannot go further.',
]

export const IT_IS_BACK = [
  'I am afraid it has come back. Exactly the same as before.',
  'Sorry, this worked for a day and has now stopped again.',
  'It is happening again this morning, could you have another look please?',
]

export const SECOND_LOOK = [
  'Sorry about that. I have reopened it and am having another look now.',
  'Thank you for telling me. I will go a step further this time and look for the cause.',
]
export const SECOND_DONE = [
  'Found the underlying cause this time and put it right; watched it for a day without the fault coming back.',
  'Put right a second time, with the setting made permanent so that a restart does not undo it.',
]

export const WHY_HIGHER = [
  'The whole team cannot work',
  'Public counter affected',
  'Statutory deadline this week',
  'Several people have now reported it',
]
export const WHY_LOWER = ['There is a workaround', 'One person, and they have a spare', 'Not needed until next month']
export const WHY_LEVEL = ['Set at triage from what was said', 'As for others of this kind']

export const MOVING = [
  'Nothing more we can do from here: passing to {team}.',
  'Checked everything on the desk’s list. This needs {team}.',
  '{team} to take this on please, all we know is above.',
]

export const WAIT_OVER: Readonly<Record<string, readonly string[]>> = {
  supplier: ['the supplier answered', 'the part arrived', 'the supplier’s fix is in'],
  development: ['the change was released', 'the development team delivered it'],
  planned: ['the agreed date came'],
  requester: ['we reached the requester by telephone'],
}
