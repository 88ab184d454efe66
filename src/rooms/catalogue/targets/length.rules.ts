/** Lengths of working time as people write them. */

const PART = /^(\d+(?:\.\d+)?)\s*(h|hr|hrs|hour|hours|m|min|mins|minute|minutes)$/

/** Seconds of "4 hours", "30 min", "1 h 30 min" or "1.5 hours"; undefined for anything else, days above all: whose day? */
export function readLength(text: string): number | undefined {
  const parts = text
    .trim()
    .toLowerCase()
    .match(/\d+(?:\.\d+)?\s*[a-z]+/g)
  if (!parts || parts.join('').replace(/\s/g, '') !== text.toLowerCase().replace(/\s|,|\band\b/g, '')) return undefined
  let seconds = 0
  for (const part of parts) {
    const [, number, unit] = PART.exec(part.trim()) ?? []
    if (!number || !unit) return undefined
    seconds += Number(number) * (unit.startsWith('h') ? 3600 : 60)
  }
  return Number.isInteger(seconds) && seconds > 0 ? seconds : undefined
}

const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`

/** As it can be typed again: "4 hours", "1 hour 30 minutes". */
export function writeLength(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.round((seconds % 3600) / 60)
  return [hours > 0 && count(hours, 'hour'), minutes > 0 && count(minutes, 'minute')].filter(Boolean).join(' ')
}
