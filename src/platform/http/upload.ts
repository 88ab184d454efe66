/*
 * Forms that may carry files. The body is read as a stream: texts are collected within limits, files go to the store piece by piece,
 * so an upload costs the same memory whatever its size (Hono's own parser holds all of it, several times).
 *
 * What is wrong with a file never loses what was typed: the rest of the form is read to its end, and the caller shows it again.
 */
import type { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import type { Context } from 'hono'
import type { Db } from '#platform/database/connect.ts'
import { displayName } from '#platform/files/file-name.ts'
import { MOST_FILE_BYTES, type StoredFile, storeFile, type Uploader } from '#platform/files/store.ts'
import { Problem, platformProblems } from '#platform/problem.ts'
import type { Env } from './env.ts'
import { type Entered, enteredFrom, type FormError } from './form.ts'
import { limitRate } from './security.ts'

const MB = 1024 * 1024

export interface UploadLimits {
  /** Bytes of one file, number of files, bytes of all files, bytes of one field's text. */
  readonly file: number
  readonly files: number
  readonly all: number
  readonly field: number
}

export const UPLOAD_LIMITS: UploadLimits = { file: MOST_FILE_BYTES, files: 10, all: 60 * MB, field: 200_000 }

/** Beyond this nobody is choosing files any more, and we stop listening. */
const MOST_BODY_BYTES = 250 * MB
const MOST_PARTS = 300

export interface ReceivedForm {
  readonly entered: Entered
  /** Stored, and swept away at night unless something keeps them (`keepFiles`). */
  readonly files: readonly StoredFile[]
  readonly errors: readonly FormError[]
}

/**
 * Reads a posted form, with or without files. Files are stored in `organisation_id` as sent by the actor. `errors` are about sizes
 * and numbers only, each under its field's name. Raises `platform.bad-request`, `platform.too-large`.
 */
export async function receiveForm(
  c: Context<Env>,
  organisation_id: string,
  limits: UploadLimits = UPLOAD_LIMITS,
): Promise<ReceivedForm> {
  const uploader = { person_id: c.var.actor.person_id, organisation_id }
  const taken: Taken = { files: [], count: 0, bytes: 0 }
  const errors: FormError[] = []
  const { entered, tooLong } = await parse(c.req.raw, limits, async part => {
    const message = await takeFile(c.var.db, uploader, limits, taken, part)
    if (message) errors.push({ field: part.field, message })
  })
  for (const field of tooLong) errors.push({ field, message: 'That is too long: shorten it, or send it as a file' })
  return { entered, files: taken.files, errors }
}

/** Only what was typed in a form, its files thrown away: for somebody who must sign in again. Undefined when it is no form. */
export async function typedIn(request: Request): Promise<Entered | undefined> {
  try {
    return (await parse(request, UPLOAD_LIMITS, part => thrownAway(part.stream))).entered
  } catch {
    return undefined
  }
}

interface Taken {
  files: StoredFile[]
  count: number
  bytes: number
}

interface FilePart {
  readonly field: string
  readonly name: string
  readonly stream: Readable
}

/** Stores one file of a form, unless it breaks a limit: then the sentence that says which. */
async function takeFile(
  db: Db,
  uploader: Uploader,
  limits: UploadLimits,
  taken: Taken,
  { name, stream }: FilePart,
): Promise<string | undefined> {
  taken.count++
  if (taken.count > limits.files) {
    await thrownAway(stream)
    return taken.count === limits.files + 1 ? `Choose no more than ${limits.files} files` : undefined
  }
  if (!(await mayUpload(db, uploader))) {
    await thrownAway(stream)
    return 'You have sent very many files in a short time. Wait a while, then choose it again'
  }
  const most = Math.min(limits.file, limits.all - taken.bytes)
  const file = await storeFile(db, uploader, { name, bytes: stream, most }).catch(refusalOf)
  if (file instanceof Problem) return `“${displayName(name)}” was not taken. ${file.message}`
  if (file) {
    taken.files.push(file)
    taken.bytes += file.size
    return undefined
  }
  return most === limits.file
    ? `“${displayName(name)}” is larger than ${limits.file / MB} MB: send a smaller one`
    : `“${displayName(name)}” was left out: all files together can be ${limits.all / MB} MB`
}

/** More than anybody attaches, and few enough that nobody fills the database by hand. */
const MOST_UPLOADS = 300
const UPLOADS_MINUTES = 60

const mayUpload = (db: Db, { person_id }: Uploader): Promise<boolean> =>
  limitRate(db, `uploads:${person_id}`, MOST_UPLOADS, UPLOADS_MINUTES).then(
    () => true,
    (refused: unknown) => {
      if (refused instanceof Problem) return false
      throw refused
    },
  )

/** What is wrong with a file's content is said beside its field; anything else is a fault. */
function refusalOf(error: unknown): Problem {
  if (error instanceof Problem && SAID_BESIDE.includes(error.code)) return error
  throw error
}

const SAID_BESIDE = ['files.infected', 'files.not-scanned']

const thrownAway = async (stream: Readable) => void (await finished(stream.resume()).catch(() => {}))

interface Parsed {
  entered: Entered
  /** Names of fields whose text was cut off. */
  tooLong: string[]
}

/** Reads a body to its end, one part after another, however the parts lie in it. */
async function parse(request: Request, limits: UploadLimits, take: (part: FilePart) => Promise<void>): Promise<Parsed> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BODY_BYTES) platformProblems.raise('too-large')
  const parser = parserFor(request, limits)
  const fields = new URLSearchParams()
  const tooLong: string[] = []
  let fault: unknown
  let queue = Promise.resolve()
  parser.on('field', (name, value, { valueTruncated }) => {
    fields.append(name, value.replaceAll('\0', ''))
    if (valueTruncated) tooLong.push(name)
  })
  parser.on('file', (field, stream, { filename }) => {
    // An upload that breaks off errs on the stream in hand and on those still waiting, which nobody listens to yet.
    stream.on('error', () => {})
    // A file field that was left empty is sent as a file without a name.
    const part = { field, name: filename ?? '', stream }
    queue = queue
      .then(() => (part.name === '' ? thrownAway(stream) : take(part)))
      .catch(error => {
        // What breaks off by itself takes its files with it; otherwise it was we who could not take the file.
        if (!parser.destroyed) fault ??= error
        parser.destroy(error)
      })
  })
  try {
    await pipeline(bodyOf(request), parser)
    await queue
  } catch (error) {
    await queue
    throw fault ?? (error instanceof Problem ? error : platformProblems.of('bad-request'))
  }
  if (fault) throw fault
  return { entered: enteredFrom(fields), tooLong }
}

function parserFor(request: Request, limits: UploadLimits) {
  try {
    return busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      // One byte more than is allowed, so that a file of exactly that size is whole.
      limits: { fileSize: limits.file + 1, fieldSize: limits.field + 1, parts: MOST_PARTS, fieldNameSize: 200 },
    })
  } catch {
    return platformProblems.raise('bad-request')
  }
}

async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    if (bytes > MOST_BODY_BYTES) platformProblems.raise('too-large')
    yield chunk
  }
}
