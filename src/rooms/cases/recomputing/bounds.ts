/**
 * How many clocks are looked over while somebody waits for the page, some two seconds' worth, and how many, or how many cases, in one
 * transaction: of those kept the short way, and of those that are each worked out from their record.
 */
export const BOUNDS = { short: { atOnce: 50_000, batch: 1000 }, worked: { atOnce: 2000, batch: 500 } }
