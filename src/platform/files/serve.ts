import type { Db } from '#platform/database/connect.ts'
import { dispositionName } from './file-name.ts'
import { mayBeShown } from './media-type.ts'
import { bytesOf, fileProblems, type StoredFile } from './store.ts'

/**
 * A file as an answer. Whoever calls has asked whether this person may have it. It is always a download, whatever it is; only
 * `preview` shows it, and only a picture. Either way the browser may neither guess another type nor run anything in it.
 */
export function fileResponse(db: Db, file: StoredFile, request: Request, way: 'download' | 'preview'): Response {
  const preview = way === 'preview'
  if (preview && !mayBeShown(file.media_type)) return fileProblems.raise('not-found')
  const etag = `"${file.sha256}"`
  const headers = {
    'content-disposition': `${preview ? 'inline' : 'attachment'}; ${dispositionName(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // Kept by the reader's own browser, which must ask each time whether it still may show it.
    'cache-control': 'private, no-cache',
    etag,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(bytesOf(db, file), {
    headers: { ...headers, 'content-type': file.media_type, 'content-length': String(file.size) },
  })
}
