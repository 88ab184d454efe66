import { expect, test } from 'vitest'
import { council, visitor } from '#testing/council.tsx'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 1])
const form = (bytes: Buffer, name = 'logo.png') => {
  const sent = new FormData()
  sent.set('logo', new File([new Uint8Array(bytes)], name))
  return sent
}

test('a council’s logo is shown to its own people alone, and served as nothing but a picture', async () => {
  const { farah, ben, organisation_id, happened } = await council()
  const other = await council()
  const place = `/admin/organisations/${organisation_id}/logo`
  expect(await ben.page('/account')).not.toContain('masthead__logo')
  expect((await farah.send(place, form(PNG))).status).toBe(303)
  const [, src] = /masthead__logo" src="([^"]+)"/.exec(await farah.page(place)) ?? []
  const picture = await visitor.get(src ?? '/none')
  expect(picture.status).toBe(200)
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
  expect(picture.headers.get('content-security-policy')).toContain('sandbox')
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG)
  expect(await other.farah.page(`/admin/organisations/${other.organisation_id}/logo`)).not.toContain(src)
  expect((await happened(organisation_id)).at(-1)).toMatchObject({ name: 'organisation.logoChanged' })
  expect((await farah.post(`${place}/remove`)).status).toBe(303)
  expect((await visitor.get(src ?? '/none')).status).toBe(404)
})

test('what is no small PNG or JPEG by its first bytes is refused, whatever it is called', async () => {
  const { farah, organisation_id } = await council()
  const place = `/admin/organisations/${organisation_id}/logo`
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  for (const bytes of [script, Buffer.from('GIF89a;'), Buffer.alloc(0), Buffer.concat([PNG, Buffer.alloc(200_001)])])
    expect((await farah.send(place, form(bytes))).status).toBe(422)
  expect(await (await farah.send(place, form(script))).text()).toContain('Use a PNG or a JPEG picture')
})

test('only who manages a council gives it one', async () => {
  const { asha, organisation_id } = await council()
  const other = await council()
  const place = `/admin/organisations/${organisation_id}/logo`
  expect((await asha.send(place, form(PNG))).status).toBe(403)
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.send(place, form(PNG))).status).toBe(404)
  expect((await other.farah.post(`${place}/remove`)).status).toBe(404)
})

test('each colour says the contrast it has, and what is needed', async () => {
  const { farah, organisation_id } = await council()
  const page = await farah.page(`/admin/organisations/${organisation_id}`)
  expect(page).toContain('Text needs a contrast of 4.5 to 1 or more')
  expect(page).toMatch(/Teal: white on it has \d+\.\d to 1/)
})

const details = { zone: 'Europe/London', auto_close_days: '5', reopen_days: '20' }

test('a council brings a colour of its own; pages that show it have its style, and nobody is asked for anything', async () => {
  const { farah, ben, organisation_id, short, happened } = await council()
  const place = `/admin/organisations/${organisation_id}`
  const names = { name: `${short} Council`, short_name: short, ...details }
  const saved = await farah.post(place, { ...names, accent: 'own', own_colour: '#7A1FA2' })
  expect(saved.status).toBe(303)
  expect((await happened(organisation_id)).at(-1)).toMatchObject({
    payload: { changes: { accent: { before: 'teal', after: '#7a1fa2' } } },
  })
  const page = await farah.page(place)
  expect(page).toContain('value="#7a1fa2"')
  const [, sheet = ''] = /rel="stylesheet" href="(\/colours\/[^"]+)"/.exec(page) ?? []
  const style = await visitor.get(sheet)
  expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
  expect(await style.text()).toContain('.accent-x7a1fa2{--accent:#7a1fa2')
  expect((await visitor.get('/colours/ffcc00')).status).toBe(404)
  expect(await ben.page('/requests')).toMatch(/class="[^"]*accent-(x7a1fa2|teal)/)
})

test('a colour that cannot be read is refused with the figure and the nearest that can be, and kept as it was typed', async () => {
  const { farah, organisation_id, short } = await council()
  const names = { name: `${short} Council`, short_name: short, ...details }
  const place = `/admin/organisations/${organisation_id}`
  const refused = await farah.post(place, { ...names, accent: 'own', own_colour: 'ffcc00' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toMatch(/has a contrast of 1\.\d to 1 and needs 4\.5 to 1\. The nearest colour that can be read is #/)
  expect(page).toContain('value="ffcc00"')
  expect((await farah.post(place, { ...names, accent: 'own', own_colour: '' })).status).toBe(422)
  expect((await farah.post(place, { ...names, accent: 'plum', own_colour: 'nonsense' })).status).toBe(303)
})
