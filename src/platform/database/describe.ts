import pg from 'pg'

const OURS = `n.nspname in ('platform', 'people', 'content', 'catalogue', 'workflow', 'knowledge', 'channels', 'cases', 'triage', 'integration', 'reports', 'information', 'jobs')`

const COLUMNS = `
  select n.nspname || '.' || c.relname as object, c.relrowsecurity as guarded,
    string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
      case when d.adbin is not null then (case when a.attgenerated <> '' then ' generated as ' else ' default ' end) || pg_get_expr(d.adbin, d.adrelid) else '' end),
      e',\n' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where ${OURS} and c.relkind in ('r', 'p', 'v') group by 1, 2 order by 1`

const OTHERS = `
  select * from (
    select n.nspname || '.' || c.relname as object, 1 as rank, k.conname::text as name, pg_get_constraintdef(k.oid) as text
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and k.contype <> 'n'
    union all select n.nspname || '.' || c.relname, 2, i.relname::text, pg_get_indexdef(i.oid)
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
      where ${OURS} and not exists (select from pg_constraint k where k.conindid = i.oid)
    union all select n.nspname || '.' || c.relname, 3, p.polname::text,
      format('for %s using (%s) with check (%s)', p.polcmd, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS}
  ) all_of_them order by object, rank, name`

const FUNCTIONS = `
  select n.nspname || '.' || p.proname as object, pg_get_functiondef(p.oid) as text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.prokind = 'f' order by 1, p.oid`

/** The schema as text, the same on every machine: tables, what constrains them, who may see their rows, and functions. */
export async function describeSchema(ownerUrl: string): Promise<string> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    const tables = await client.query<{ object: string; guarded: boolean; columns: string }>(COLUMNS)
    const others = await client.query<{ object: string; rank: number; name: string; text: string }>(OTHERS)
    const functions = await client.query<{ text: string }>(FUNCTIONS)
    const kinds = ['', 'constraint', 'index', 'policy']
    const parts = tables.rows.map(table => {
      const lines = others.rows
        .filter(row => row.object === table.object)
        .map(row => `--   ${kinds[row.rank]} ${row.name}: ${row.text}`)
      const guard = table.guarded ? '-- row-level security\n' : ''
      return `${guard}table ${table.object} (\n${table.columns}\n)\n${lines.join('\n')}\n`
    })
    const head = '-- Made by `npm run schema` from database/migrations; a test keeps it true. Not to be run.\n\n'
    return `${head}${parts.join('\n')}\n${functions.rows.map(row => `${row.text.trim()};\n`).join('\n')}`
  } finally {
    await client.end()
  }
}
