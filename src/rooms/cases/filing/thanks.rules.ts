const MOST_CHARACTERS = 160
const THANKS = /\b(thanks|thank you|thankyou|thx|cheers|diolch|appreciated?)\b/
const WORDS = new Set(
  `thanks thank you thankyou thx ta cheers many so very much a lot lots again indeed for your the all help quick swift prompt reply
   response assistance that that's thats it works work working fixed sorted resolved is now great brilliant perfect excellent lovely
   super fantastic wonderful good job appreciated appreciate i really kind kindly regards best wishes dear hi hello ok okay diolch yn
   fawr iawn am eich cymorth everyone team and to from me`.split(/\s+/),
)

/**
 * Whether somebody says thank you and no more: then a resolved case stays resolved (worked case S47). A question, or one word that
 * is no part of thanking, makes it a message like any other; their own name is none.
 */
export function isThanks(text: string, name = ''): boolean {
  const said = text.toLowerCase().replaceAll('’', "'").trim()
  if (said.length === 0 || said.length > MOST_CHARACTERS || said.includes('?') || !THANKS.test(said)) return false
  const own = new Set(wordsOf(name.toLowerCase()))
  return wordsOf(said).every(word => WORDS.has(word) || own.has(word))
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}']+/gu) ?? []
