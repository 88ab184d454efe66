import type { Read } from '#platform/database/transaction.ts'
import { unseal } from '#platform/secrets/seal.ts'
import type { TextService } from './notify-service.ts'

export interface TextSettings {
  readonly organisation_id: string
  readonly key_sealed: string
  readonly key_start: string
  readonly template_id: string
  readonly sender_id: string | null
  readonly active: boolean
  readonly last_answer: string | null
  readonly last_at: Date | null
}

/** What an organisation's key is bound to. */
export const textSeal = (organisation_id: string) => `texts of ${organisation_id}`

/** An organisation's own service at GOV.UK Notify; undefined where none is set up. */
export const findTextSettings = (tx: Read, organisation_id: string): Promise<TextSettings | undefined> =>
  tx
    .selectFrom('channels.text_services')
    .select([
      ...(['organisation_id', 'key_sealed', 'key_start', 'template_id', 'sender_id', 'active'] as const),
      ...(['last_answer', 'last_at'] as const),
    ])
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()

/** Its key opened, to be used at once. Raises `secrets.unreadable`. */
export const openTextService = ({
  organisation_id,
  key_sealed,
  template_id,
  sender_id,
}: TextSettings): TextService => ({
  key: unseal(textSeal(organisation_id), key_sealed),
  template_id,
  sender_id,
})
