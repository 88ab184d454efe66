// Damm's quasigroup of order ten: its check digit catches every single wrong digit and every swap of two neighbours.
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

const remainder = (digits: string): number =>
  [...digits].reduce((row, digit) => Number(QUASIGROUP[row]![Number(digit)]), 0)

/** The reference of a case's number: `C-`, the number, and a check digit. The database makes the same (cases.reference_of). */
export const referenceOf = (number: number): string => `C-${number}${remainder(String(number))}`

/**
 * A reference as people say or type it ("c 104 273", "104-273", "C-104273") in its one written form; undefined when it is not one,
 * or when a digit was misheard.
 */
export function readReference(typed: string): string | undefined {
  const digits = /^\s*(?:c\s*-?\s*)?(\d[\d\s-]{3,14}\d)\s*$/i.exec(typed)?.[1]?.replace(/\D/g, '')
  return digits && digits.length >= 5 && remainder(digits) === 0 ? `C-${digits}` : undefined
}
