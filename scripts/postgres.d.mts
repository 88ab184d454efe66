export interface Postgres {
  url: string
  stop(): Promise<void>
}
export function findPostgres(databaseDir: string): Promise<string | undefined>
export function startPostgres(options: { databaseDir: string; port: number; flags?: string[] }): Promise<Postgres>
