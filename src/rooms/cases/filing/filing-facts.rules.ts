/** What a decision about a message is made from, and what it may be. */

/** The message, as far as it counts. What it says of itself is never who it is from. */
export interface MailFacts {
  readonly hops: number
  /** A report on the delivery of something. */
  readonly report: boolean
  /** A machine wrote it: out of office, a receipt, no return path. */
  readonly automatic: boolean
  /** Nothing automatic, and not sent to many, so it may have an answer by itself (RFC 3834). */
  readonly may_answer: boolean
  readonly spam: boolean
  /** The council's own gateway found that the sender is not who the message says. */
  readonly forged: boolean
  /** It says no more than thank you. */
  readonly thanks: boolean
  /** The person a token of ours was sent to, at the very address that now answers. */
  readonly proved_person: string | null
}

export interface Writer {
  readonly person_id: string
  readonly organisation_id: string
  readonly name: string
  readonly active: boolean
  /** The organisations whose cases they work on. */
  readonly works_in: readonly string[]
}

export interface SenderFacts {
  readonly address: string | null
  /** Those who have it as a verified address. */
  readonly persons: readonly Writer[]
  readonly ours: boolean
  readonly blocked: boolean
  /** Named among those who may write: so often as they like. */
  readonly allowed: boolean
}

/** A case that the message may belong to, and why. */
export interface Thread {
  /** A token of ours; a message that is on the case; or no more than its reference in the subject. */
  readonly by: 'token' | 'message' | 'reference'
  readonly case_id: string
  readonly reference: string
  readonly organisation_id: string
  readonly logged_at: Date
  readonly state: string
  /** Closed for longer than its organisation lets a case be reopened. */
  readonly too_late: boolean
  readonly requester_id: string
  /** Its requester, and everybody who may answer as the requester may. */
  readonly person_ids: readonly string[]
  /** Addresses that belong to nobody we know, and take part in the case or were accepted on it. */
  readonly addresses: readonly string[]
  /** Addresses it was passed on to: a supplier's, say. What they answer is for staff. */
  readonly outside: readonly string[]
  /** The address the token was sent to. */
  readonly sent_to: string | null
  /** Messages by e-mail in the last hour, and those of machines in the last day. */
  readonly lately: number
  readonly automatic_lately: number
}

export interface MailboxFacts {
  readonly unknown_sender: 'new_person' | 'quarantine' | 'answer'
  readonly only_allowed: boolean
  /** The organisations whose people are logged for. */
  readonly serves: readonly string[]
}

export interface FilingFacts {
  readonly mail: MailFacts
  readonly sender: SenderFacts
  readonly mailbox: MailboxFacts
  /** Each case once, the best reason first. */
  readonly threads: readonly Thread[]
  /** The message of ours that it reports on. */
  readonly reports_on: string | null
  /** In the last hour. */
  readonly recent: { readonly from_sender: number; readonly new_people: number }
}

export type Decision =
  | { readonly does: 'ignore' | 'quarantine' | 'turnAway'; readonly reason: string }
  /** On a message of ours, and on the case that was about, if it was. */
  | { readonly does: 'report'; readonly thread: Thread | null; readonly sent_id: string }
  /** `quiet`: it is added, and nothing else follows. */
  | { readonly does: 'reply'; readonly thread: Thread; readonly person_id: string | null; readonly quiet: boolean }
  | {
      readonly does: 'hold'
      readonly thread: Thread
      readonly person_id: string | null
      readonly why: string
      readonly from_staff: boolean
    }
  /** The case was closed too long ago: a new one, linked to it. */
  | { readonly does: 'follow'; readonly thread: Thread; readonly person_id: string }
  | {
      readonly does: 'log'
      readonly organisation_id: string
      /** Null: somebody new. */
      readonly person_id: string | null
      readonly mentions: string | null
    }
