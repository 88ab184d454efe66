import { FileUpload, type FileUploadProps } from '../govuk/file-upload.tsx'

/** Files, chosen or dropped; names and sizes are listed once chosen. Without JavaScript, a plain file field. */
export const DropZone = (props: FileUploadProps) => (
  <div class="drop-zone" data-module="drop-zone">
    <FileUpload {...props} />
    <p class="drop-zone__hint" hidden>
      or drop files here
    </p>
    <ul class="drop-zone__files" aria-live="polite" />
  </div>
)
