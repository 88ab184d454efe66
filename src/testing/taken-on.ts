import type { Client } from './client.ts'

/** An organisation that somebody of the shared service has begun to take on: where it is set up, and which it is. */
export async function takenOn(who: Client, fields: Record<string, string>) {
  const made = await who.post('/admin/organisations/new', fields)
  const place = new URL(made.headers.get('location') ?? 'http://x/none', 'http://x').pathname
  return { place, organisation_id: place.split('/')[3] ?? '' }
}
