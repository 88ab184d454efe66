const MOST_CHARACTERS = 120

/**
 * A file's own name made safe to show: no folders, no control or invisible characters (a right-to-left override makes `gpj.exe` look
 * like `exe.jpg`), not too long. It names nothing on a disk: files are kept under an identifier of ours.
 */
export function displayName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const seen = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return shortened(seen) || 'file'
}

function shortened(name: string): string {
  const characters = [...name]
  if (characters.length <= MOST_CHARACTERS) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  return `${characters.slice(0, MOST_CHARACTERS - ending.length - 1).join('')}…${ending}`
}

/** The name for a Content-Disposition header: plain for old programs, and whole (RFC 6266, RFC 5987). */
export function dispositionName(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `filename="${plain}"; filename*=UTF-8''${whole}`
}
