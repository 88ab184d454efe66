import fc from 'fast-check'
import { expect, test } from 'vitest'
import { message, multipart, read } from './message.fixture.ts'
import { openWinmail } from './winmail.ts'

const u16 = (value: number) => Buffer.from([value & 255, value >> 8])
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)])
const attribute = (level: number, type: number, id: number, data: Buffer) =>
  Buffer.concat([Buffer.from([level]), u16(id), u16(type), u32(data.length), data, u16(0)])
const varying = (type: number, id: number, data: Buffer) =>
  Buffer.concat([u16(type), u16(id), u32(1), u32(data.length), data, Buffer.alloc((4 - (data.length % 4)) % 4)])
const properties = (...all: Buffer[]) => Buffer.concat([u32(all.length), ...all])

const PACKED = Buffer.concat([
  u32(0x223e9f78),
  u16(1),
  attribute(1, 2, 0x800c, Buffer.from('The bin is full.\0')),
  attribute(2, 6, 0x9002, Buffer.alloc(14)),
  attribute(2, 1, 0x8010, Buffer.from('LETTER~1.PDF\0')),
  attribute(2, 6, 0x800f, Buffer.from('%PDF-')),
  attribute(
    2,
    6,
    0x9005,
    properties(
      Buffer.concat([u16(3), u16(0x0e21), u32(7)]),
      varying(0x1f, 0x3707, Buffer.from('Grüße über alles.pdf\0', 'utf16le')),
      varying(0x1e, 0x370e, Buffer.from('application/pdf\0')),
    ),
  ),
])

const part = `Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n${PACKED.toString('base64')}`

test('the files in a winmail.dat are listed beside it, with the names their sender gave them (abuse case 11)', async () => {
  const said = await read(multipart('mixed', ['\nHello', part]))
  expect(said.text).toBe('Hello')
  expect(said.attachments).toMatchObject([
    { name: 'winmail.dat', kind: 'winmail' },
    { name: 'Grüße über alles.pdf', type: 'application/pdf', size: 5, kind: 'file' },
  ])
  expect(said.trouble).toEqual(['Outlook packed files into winmail.dat; they are listed beside it.'])
})

test('its words are read when the message has no others', async () => {
  expect((await read(multipart('mixed', [part]))).text).toBe('The bin is full.')
})

test('one that cannot be opened is kept as it came', async () => {
  const said = await read(message('Content-Type: application/ms-tnef', 'rubbish'))
  expect(said.attachments).toMatchObject([{ name: 'winmail.dat', kind: 'winmail' }])
  expect(said.trouble).toEqual(['Outlook packed files into winmail.dat; it could not be opened.'])
})

test('a damaged one harms nobody', () => {
  fc.assert(
    fc.property(fc.nat(PACKED.length), fc.nat(255), fc.nat(PACKED.length), (at, value, end) => {
      const damaged = Buffer.from(PACKED)
      damaged[Math.min(at, PACKED.length - 1)] = value
      openWinmail(damaged.subarray(0, end))
    }),
    { numRuns: 2000, interruptAfterTimeLimit: 2000 },
  )
})
