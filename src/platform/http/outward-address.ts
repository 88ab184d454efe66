import { BlockList, isIP, isIPv6 } from 'node:net'

const PRIVATE_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]
// Of IPv6 only 2000::/3 is given out to anybody; these parts of it lead elsewhere (tunnels) or nowhere.
const PRIVATE_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

function nets(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return list
}

const private4 = nets(PRIVATE_4)
const private6 = nets(PRIVATE_6)
const global6 = nets(['2000::/3'])
const embeds4 = nets(['::ffff:0:0/96', '64:ff9b::/96'])

/** The last 32 bits of an IPv6 address, as an IPv4 one: what a mapped address or a NAT64 prefix leads to. */
function tailOf(address: string): string {
  // The URL parser writes every spelling in one: groups of hexadecimal, the longest run of zeros left out.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':')
  const [high, low] = groups.slice(-2).map(group => Number.parseInt(group || '0', 16))
  return [high! >> 8, high! & 255, low! >> 8, low! & 255].join('.')
}

/** Whether an address is one that anybody on the Internet may be at: not this machine, its network, or its cloud's metadata. */
export function isPublicAddress(given: string): boolean {
  const address = given.replace(/%.*$/, '')
  const family = isIP(address)
  if (family === 4) return !private4.check(address)
  if (family !== 6) return false
  if (embeds4.check(address, 'ipv6')) return isPublicAddress(tailOf(address))
  return global6.check(address, 'ipv6') && !private6.check(address, 'ipv6')
}

/** What an operator lets us reach although it is not public: hosts by name, addresses, and nets. */
export interface Allowed {
  readonly hosts: ReadonlySet<string>
  readonly nets: BlockList
}

/** Reads "hooks.internal, 10.20.0.0/16". Raises an error naming what is neither a host nor a net. */
export function readAllowed(text: string): Allowed {
  const entries = text.split(/[\s,]+/).filter(Boolean)
  const isNet = (entry: string) => isIP(entry.split('/')[0]!) !== 0
  const wrong = entries.find(entry => !isNet(entry) && !/^[a-z0-9.-]+$/i.test(entry))
  if (wrong) throw new Error(`OUTWARD_ALLOW: ${wrong} is neither a host, an address nor a net`)
  return {
    hosts: new Set(entries.filter(entry => !isNet(entry)).map(entry => entry.toLowerCase())),
    nets: nets(entries.filter(isNet)),
  }
}

export const inNets = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
