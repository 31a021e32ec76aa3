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

class DialInPort {
  readonly #takers = new Map<string, Taker>()
  readonly #parked = new Map<string, { transport: Transport; at: number }>()
  #listener: Listener | undefined

  async open(address: Address): Promise<void> {
    this.#listener = await tcpNetwork.listen(address, (transport) => {
      greet(transport, realClock, ({ first, transport: greeted }) => this.#arrived(keyOf(first), greeted))
    })
  }

  get address(): Address {
    if (this.#listener === undefined) throw new Error('the port is not open')
    return this.#listener.address
  }

  /** Gives each connection of a session to `taker`, until the returned function is called. */
  take(name: SessionName, taker: Taker): () => void {
    const key = `${name.beginString} ${name.targetCompID} ${name.senderCompID}`
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
    const taker = this.#takers.get(key)
    if (taker !== undefined) return taker(transport)
    // Only the latest counts: an older one of the same session is dead or about to be.
    this.#parked.get(key)?.transport.destroy()
    this.#parked.set(key, { transport, at: realClock.now() })
  }
}

function keyOf(logon: Message): string {
  return `${logon.text(Tag.BeginString)} ${logon.text(Tag.SenderCompID)} ${logon.text(Tag.TargetCompID)}`
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

export function closeDialInPorts(): void {
  for (const port of ports.values()) port.close()
  ports.clear()
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
