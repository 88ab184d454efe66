const HERE = 'http://here.invalid'

/** Only ever a place of our own: never another site, whatever the address says (`//elsewhere`, `/\elsewhere`, a tab between). */
export function safeReturn(wanted: string | undefined): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, HERE)) return '/'
  const url = new URL(wanted, HERE)
  const place = url.pathname + url.search + url.hash
  return url.origin === HERE && !place.startsWith('//') ? place : '/'
}
