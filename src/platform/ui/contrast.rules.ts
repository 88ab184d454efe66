/** What text needs against what it stands on: WCAG 2.2, 1.4.3. */
export const NEEDED = 4.5

const channels = (hex: string) => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16))

/** Relative luminance: WCAG 2.2, definitions. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex).map(c =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast ratio of two colours, '#rrggbb'. */
export function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

/** "7.1 to 1": never more than it is. */
export const sayRatio = (ratio: number): string => `${(Math.floor(ratio * 10) / 10).toFixed(1)} to 1`
