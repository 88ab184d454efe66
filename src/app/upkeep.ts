import type { TaskList } from 'graphile-worker'
import type pg from 'pg'
import { seal } from '#platform/audit/seal.ts'
import { now } from '#platform/time/now.ts'
import { checkCases } from '#rooms/cases/index.ts'
import { destroyLeft, eraseAsked, expireHeld } from '#rooms/information/index.ts'
import { VERIFY_RECORD, verifyRecord } from '#rooms/reports/index.ts'
import { held } from './holdings.ts'

/** The installation's own chores (the crontab's names know no dots), which belong to no organisation and run as the owner. */
export const upkeepOf = (owner: pg.Pool): TaskList => ({
  information_destroy: async () => destroyLeft(owner, held, now()),
  information_erase: async job => eraseAsked(owner, held, job, now()),
  information_expire: async () => expireHeld(owner, held, now()),
  platform_seal: async () => seal(owner),
  [VERIFY_RECORD.name]: async asked => verifyRecord(owner, asked, [checkCases]),
  platform_sweep: async () => {
    await owner.query(`delete from platform.kept_forms where kept_at < now() - interval '1 day'`)
    await owner.query(`delete from platform.rate_limits where at < now() - interval '1 day'`)
    await owner.query(`delete from channels.automatic_answers where at < now() - interval '2 days'`)
    await owner.query(`delete from platform.answered_posts where answered_at < now() - interval '2 days'`)
    await owner.query(`delete from people.half_sign_ins where ends_at < now()`)
    await owner.query(`delete from people.passkey_challenges where ends_at < now()`)
    await owner.query(`delete from platform.files where state = 'arriving' and uploaded_at < now() - interval '1 day'`)
    await owner.query(
      `delete from information.archive_pieces p using information.archives a where a.id = p.archive_id and a.expires_at < now()`,
    )
    await owner.query('select channels.sweep_raw_messages()')
  },
})
