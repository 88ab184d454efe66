import { owner } from './council.tsx'

/** As many copies of a case with its clocks as a large desk has. */
export async function copies(id: string, count: number) {
  for (const table of ['cases', 'case_clocks']) {
    const { rows } = await owner.query(
      `select string_agg(quote_ident(column_name), ', ') as all from information_schema.columns
       where table_schema = 'cases' and table_name = $1 and is_generated = 'NEVER' and column_name not in ('id', 'case_id', 'number')`,
      [table],
    )
    const idOf = (n: string) => `overlay($1::text placing lpad(to_hex(${n}), 12, '0') from 25)::uuid`
    if (table === 'cases')
      await owner.query(
        `insert into cases.cases (id, number, ${rows[0].all}) select ${idOf('n')}, nextval('cases.case_numbers'), ${rows[0].all} from cases.cases, generate_series(1, $2::int) n where id = $1::uuid`,
        [id, count],
      )
    else
      await owner.query(
        `insert into cases.case_clocks (id, case_id, ${rows[0].all}) select gen_random_uuid(), ${idOf('n')}, ${rows[0].all} from cases.case_clocks, generate_series(1, $2::int) n where case_id = $1::uuid`,
        [id, count],
      )
  }
}
