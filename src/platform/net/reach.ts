/*
 * Where we may connect to because somebody typed it into a form. Never into the installation's own network, unless whoever runs it
 * has named the host or the network: an administrator of one council must not be able to look round the machines of all of them.
 * The name is looked up once and the connection goes to the address that was judged, so that it cannot be another one a moment later.
 */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { defineProblems } from '#platform/problem.ts'

export const reachProblems = defineProblems('net', {
  'no-such-host': { status: 422, message: 'There is no server of that name.' },
  'not-outside': {
    status: 422,
    message: 'That server is inside the installation’s own network. Whoever runs the installation can allow it.',
  },
})

// What the public cannot reach: private, loopback, link-local and carrier networks, and those set aside (RFC 6890).
const INSIDE = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  // Everything of version 6 that is not public unicast, and within that what carries a version 4 address or is for documents.
  ...['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
]

/** A list of addresses and networks ("10.1.2.3", "fd00::/8") that can be asked. Raises for what is neither. */
export function networksFrom(texts: readonly string[]): (address: string) => boolean {
  // Apart, since one list of both would take every version 4 address for one of version 6.
  const lists = { 4: new BlockList(), 6: new BlockList() }
  for (const text of texts) {
    const [address = '', prefix] = text.split('/')
    const version = isIP(address)
    if (version !== 4 && version !== 6) throw new Error(`“${text}” is no address or network`)
    const longest = version === 4 ? 32 : 128
    lists[version].addSubnet(address, prefix === undefined ? longest : Number(prefix), `ipv${version}`)
  }
  return address => {
    const version = isIP(address) === 6 ? 6 : 4
    return lists[version].check(address, `ipv${version}`)
  }
}

const isInside = networksFrom(INSIDE)

/** A version 4 address is judged as itself, however it is written. */
const plain = (address: string) => address.replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i, '$1')

/** Whether an address belongs to no public network. */
export const isPrivate = (address: string): boolean => isInside(plain(address))

export interface Allowed {
  /** Whether whoever runs the installation named this host, or a network its address is in. */
  has(host: string, address: string): boolean
}

/** Hosts ("mail.council.example", "*.council.example"), addresses and networks that may be reached although they are inside. */
export function allowedFrom(texts: readonly string[]): Allowed {
  const isNetwork = (text: string) => isIP(text.split('/')[0] ?? '') > 0
  const networks = networksFrom(texts.filter(isNetwork))
  const names = texts.filter(text => !isNetwork(text)).map(text => text.toLowerCase())
  return {
    has(host, address) {
      const name = host.toLowerCase()
      const named = names.some(known => (known.startsWith('*.') ? name.endsWith(known.slice(1)) : name === known))
      return named || networks(address)
    },
  }
}

/** The address to connect to for a host. Raises `net.no-such-host`, and `net.not-outside` whether or not anything answers there. */
export async function reach(host: string, allowed: Allowed): Promise<string> {
  const found = await lookup(host, { all: true, verbatim: true }).catch(() => [])
  const addresses = found.map(({ address }) => plain(address))
  if (addresses.some(address => isPrivate(address) && !allowed.has(host, address)))
    return reachProblems.raise('not-outside')
  return addresses[0] ?? reachProblems.raise('no-such-host')
}
