/** What runs when, in UTC; one line each (crontab). A time missed while nothing ran is made up for within the stated fill. */
export const schedule = `
*/10 * * * * platform_seal ?fill=1h
20 2 * * * platform_sweep ?fill=12h
40 2 * * * information_expire ?fill=12h
10 3 * * * information_destroy ?fill=12h
`
