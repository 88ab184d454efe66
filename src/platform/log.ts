import pino from 'pino'

/** One line of JSON for each thing worth knowing. Never personal data, secrets or what somebody wrote. */
export const log = pino({ level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'), base: null })
