import { mayBeShown, typeName } from '#platform/files/media-type.ts'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { DropZone } from '#platform/ui/pieces/drop-zone.tsx'
import { filePaths } from '../paths.ts'
import type { Attachment } from './attachment.queries.ts'

/** Larger pictures are offered, not shown: the preview is the picture itself. */
const MOST_PREVIEW_BYTES = 8_000_000

const ONE_KB = 1000
const ONE_MB = 1_000_000

export function sayFileSize(bytes: number): string {
  if (bytes < ONE_KB) return `${bytes} bytes`
  return bytes < ONE_MB ? `${Math.round(bytes / ONE_KB)} kB` : `${(bytes / ONE_MB).toFixed(1)} MB`
}

/** The files of a message: each a download, pictures with a small preview. */
export const Attachments = ({ files }: { files: readonly Attachment[] }) =>
  files.length > 0 && (
    <ul class="attachments" aria-label="Files">
      {files.map(file => (
        <li class="attachment">
          <Preview file={file} />
          <span class="attachment__text">
            <a class="attachment__name" href={filePaths.show({ id: file.file_id })} download data-turbo="false">
              {file.name}
            </a>
            <span class="attachment__kind">
              {typeName(file.media_type)}, {sayFileSize(file.size)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )

const PaperMark = () => (
  <span class="attachment__mark" aria-hidden="true">
    <svg viewBox="0 0 16 20" width="18" height="22" focusable="false">
      <path
        d="M2 1.5h8l4 4v13H2zM10 1.5v4h4"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linejoin="round"
      />
    </svg>
  </span>
)

function Preview({ file }: { file: Attachment }) {
  if (!mayBeShown(file.media_type) || file.size > MOST_PREVIEW_BYTES) return <PaperMark />
  const href = filePaths.preview({ id: file.file_id })
  return (
    <a class="attachment__preview" href={href} data-turbo="false">
      <img src={href} alt={`Show ${file.name}`} width="56" height="56" loading="lazy" />
    </a>
  )
}

type FieldProps = {
  name?: string | undefined
  label?: string | undefined
  error?: string | undefined
  /** One line, for those who do this all day. */
  compact?: boolean | undefined
  /** Sent with the form before, which had a mistake elsewhere: they need not be chosen again. */
  arrived?: readonly { id: string; name: string; size: number }[] | undefined
}

/** Where files are chosen or dropped. Those already sent stay ticked under `file_ids`. */
export const FilesField = ({ name = 'files', label = 'Attach files', error, compact, arrived = [] }: FieldProps) => (
  <>
    {arrived.length > 0 && (
      <Checkboxes
        name="file_ids"
        legend="Files you have already sent"
        class="govuk-checkboxes--small"
        items={arrived.map(file => ({
          value: file.id,
          label: `${file.name} (${sayFileSize(file.size)})`,
          checked: true,
        }))}
      />
    )}
    <DropZone
      name={name}
      label={label}
      labelClass={compact ? 'govuk-visually-hidden' : undefined}
      hint={compact ? undefined : 'Up to 10 files, 25 MB each. A picture or a screenshot often helps.'}
      error={error}
      multiple
    />
  </>
)
