import { classes } from '../classes.ts'
import { describedBy, type FieldProps, LabelledField } from './form-group.tsx'

export type FileUploadProps = FieldProps & {
  multiple?: boolean | undefined
  disabled?: boolean | undefined
  /** Accepted types, as in the HTML attribute: a courtesy, the server decides. */
  accept?: string | undefined
}

/** Files. Wrap it in `DropZone` (pieces) to take drops as well. */
export function FileUpload(props: FileUploadProps) {
  const id = props.id ?? props.name
  return (
    <LabelledField field={props}>
      {props.before}
      <input
        class={classes('govuk-file-upload', props.class, !!props.error && 'govuk-file-upload--error')}
        id={id}
        name={props.name}
        type="file"
        disabled={props.disabled}
        multiple={props.multiple}
        accept={props.accept}
        aria-describedby={describedBy(id, props)}
        {...props.attributes}
      />
      {props.after}
    </LabelledField>
  )
}
