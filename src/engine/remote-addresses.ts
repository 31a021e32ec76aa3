/** Which hosts may connect: addresses and blocks of addresses (CIDR), IPv4 and IPv6. */
import { BlockList, isIP } from 'node:net'

/** A list of those that may connect; an empty one lets everybody in. */
export class RemoteAddresses {
  /** Absent where everybody may: most sessions ask for nothing, and each list is one of the system's. */
  readonly #blocks: BlockList | undefined

  /**
   * @param stated - addresses (`192.0.2.7`, `2001:db8::7`) and blocks (`192.0.2.0/24`, `2001:db8::/32`)
   * @throws RangeError naming the entry that is neither
   */
  constructor(stated: readonly string[]) {
    if (stated.length === 0) return
    this.#blocks = new BlockList()
    for (const entry of stated) add(this.#blocks, entry.trim())
  }

  /** @param host - as a transport names its far end, without the port */
  admits(host: string): boolean {
    if (this.#blocks === undefined) return true
    const family = familyOf(host)
    // IPv4 that arrives at a port for both comes as IPv6 (`::ffff:192.0.2.7`); the system's list sees through that.
    return family !== undefined && this.#blocks.check(withoutZone(host), family)
  }
}

/** The host of a far end as `Transport.remote` names it: `127.0.0.1:9878`, `::1:9878`, `[::1]:9878`. */
export function hostOf(remote: string): string {
  return remote.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
}

function familyOf(host: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(host)
  if (version === 0) return undefined
  return version === 4 ? 'ipv4' : 'ipv6'
}

/** Link-local addresses carry the interface (`fe80::1%eth0`), which is no part of the address. */
function withoutZone(host: string): string {
  return host.replace(/%.*$/, '')
}

function add(blocks: BlockList, entry: string): void {
  const [address = '', prefix, ...rest] = entry.split('/')
  const family = familyOf(address)
  if (family === undefined || rest.length > 0)
    throw new RangeError(`'${entry}' is no IP address and no block like 192.0.2.0/24 or 2001:db8::/32`)
  if (prefix === undefined) return blocks.addAddress(address, family)
  const most = family === 'ipv4' ? 32 : 128
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > most)
    throw new RangeError(`'${entry}': the number behind the slash must be 0 to ${most}`)
  blocks.addSubnet(address, Number(prefix), family)
}
