/** Which messages: those a person should see to, those left alone, those filed, or every one. */
export const WHICH = { waiting: 'To see to', ignored: 'Ignored', filed: 'Filed', all: 'Everything' } as const
export type Which = keyof typeof WHICH
