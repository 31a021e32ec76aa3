/**
 * A port for targets that dial in at their own pace. Connections that come while no scenario waits for their session
 * are kept, already greeted, until one does or the target gives up. One port serves all sessions of a run.
 */

import type { Message } from '../codec/message.ts'
import { realClock } from '../engine/clock.ts'
import { greet } from '../engine/greeter.ts'
import { Tag } from '../fix/tags.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import { type Address, formatAddress, type Listener, type Network, type Transport } from '../transport/transport.ts'

/** Names a session by what its Logon says, seen from the tester. */
export interface SessionName {
  readonly beginString: string
  readonly senderCompID: string
  readonly targetCompID: string
}

type Taker = (transport: Transport) => void

/**
 * How long a connection may wait for its scenario, milliseconds. A target gives up on an unanswered Logon after some
 * seconds, and an old one would break off in the middle of a scenario: it is let go, and the target dials again.
 */
const PARKED_MS = 2_500

/** More connections than any run has sessions: of a target that storms, what comes beyond is closed at once. */
const MAX_UNGREETED = 500
const MAX_PARKED = 200

/** Sessions that nobody has asked for, as people are told of them. */
const STRANGERS_NAMED = 3

class DialInPort {
  readonly #takers = new Map<string, Taker>()
  readonly #parked = new Map<string, { transport: Transport; at: number }>()
  /** Sessions that some scenario has waited for. */
  readonly #known = new Set<string>()
  readonly #seen = new Set<string>()
  #ungreeted = 0
  #wordless = 0
  #listener: Listener | undefined

  async open(address: Address): Promise<void> {
    this.#listener = await tcpNetwork.listen(address, (transport) => {
      if (this.#ungreeted >= MAX_UNGREETED) {
        this.#wordless++
        return transport.destroy()
      }
      this.#ungreeted++
      const greeted = (): void => void this.#ungreeted--
      greet(
        transport,
        realClock,
        ({ first, transport: known }) => {
          greeted()
          this.#arrived(keyOf(first), known)
        },
        () => {
          greeted()
          this.#wordless++
        },
      )
    })
  }

  /** Who came that no scenario has waited for, in words; empty when nobody did. */
  get strangers(): string {
    const waiting = this.#wordless + this.#ungreeted
    const names = [...this.#seen].filter((key) => !this.#known.has(key))
    return [
      ...(waiting === 0 ? [] : [`${waiting} connections came that said no FIX message`]),
      ...names.slice(0, STRANGERS_NAMED).map((key) => `one came of ${inWords(key)}`),
      ...(names.length > STRANGERS_NAMED ? [`and others of ${names.length - STRANGERS_NAMED} more sessions`] : []),
    ].join(', ')
  }

  get address(): Address {
    if (this.#listener === undefined) throw new Error('the port is not open')
    return this.#listener.address
  }

  /** Gives each connection of a session to `taker`, until the returned function is called. */
  take(name: SessionName, taker: Taker): () => void {
    const key = [name.beginString, name.targetCompID, name.senderCompID].join(BETWEEN)
    this.#known.add(key)
    this.#takers.set(key, taker)
    const parked = this.#parked.get(key)
    this.#parked.delete(key)
    if (parked !== undefined && realClock.now() - parked.at > PARKED_MS) parked.transport.destroy()
    else if (parked !== undefined) taker(parked.transport)
    return () => {
      if (this.#takers.get(key) === taker) this.#takers.delete(key)
    }
  }

  close(): void {
    this.#listener?.close()
  }

  #arrived(key: string, transport: Transport): void {
    if (this.#seen.size < MAX_PARKED) this.#seen.add(key)
    const taker = this.#takers.get(key)
    if (taker !== undefined) return taker(transport)
    // Only the latest counts: an older one of the same session is dead or about to be.
    this.#parked.get(key)?.transport.destroy()
    this.#parked.delete(key)
    this.#parked.set(key, { transport, at: realClock.now() })
    const [oldest] = this.#parked
    if (this.#parked.size <= MAX_PARKED || oldest === undefined) return
    this.#parked.delete(oldest[0])
    oldest[1].transport.destroy()
  }
}

/** Stands in no field. */
const BETWEEN = '\x01'

function keyOf(logon: Message): string {
  return [logon.text(Tag.BeginString), logon.text(Tag.SenderCompID), logon.text(Tag.TargetCompID)].join(BETWEEN)
}

function inWords(key: string): string {
  const [beginString, sender, target] = key.split(BETWEEN)
  return `${beginString} from ${sender} to ${target}`
}

const ports = new Map<string, DialInPort>()

/** Opens a port for the rest of the run, or finds the one that is open. @throws ConnectionError when it is in use */
export async function openDialInPort(address: Address): Promise<Address> {
  const key = formatAddress(address)
  const known = ports.get(key)
  if (known !== undefined) return known.address
  const port = new DialInPort()
  await port.open(address)
  ports.set(formatAddress(port.address), port)
  return port.address
}

/** Closes those of a run. */
export function closeDialInPorts(addresses: readonly Address[]): void {
  for (const key of addresses.map(formatAddress)) {
    ports.get(key)?.close()
    ports.delete(key)
  }
}

/** Who else came to a port, in words; empty where nobody did. */
export function strangersAt(address: Address): string {
  return ports.get(formatAddress(address))?.strangers ?? ''
}

/** The network as one session sees it: dialling goes out over TCP, listening takes its own connections of the port. */
export function dialInNetwork(name: SessionName): Network {
  return {
    dial: tcpNetwork.dial,
    async listen(address, onConnection) {
      await openDialInPort(address)
      const port = ports.get(formatAddress(address))
      if (port === undefined) throw new Error(`no open port ${formatAddress(address)}`)
      return { address, close: port.take(name, onConnection) }
    },
  }
}
