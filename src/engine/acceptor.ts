/** One port that serves many sessions: finds the session of each connection by its Logon, and refuses in silence. */
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { Address, Listener, Network, Transport } from '../transport/transport.ts'
import type { Clock } from './clock.ts'
import type { EngineSession } from './engine-session.ts'
import { greet } from './greeter.ts'

export interface AcceptorOptions {
  readonly network: Network
  readonly clock: Clock
  readonly address: Address
  /** Told about every connection that was closed without a word, and why. */
  readonly onRefused?: (why: string, remote: string) => void
  /** False while the schedule keeps a session closed. */
  readonly mayConnect?: (session: EngineSession) => boolean
}

/**
 * Connections that may wait for their first message at the same time. Each may hold some bytes for some seconds, and
 * anybody can open them, while every session of ours needs one.
 */
const MAX_WAITING = 256

export class Acceptor {
  readonly #options: AcceptorOptions
  readonly #sessions: EngineSession[] = []
  /** Connections that have not said yet whose they are. */
  readonly #waiting = new Set<Transport>()
  #listener: Listener | undefined
  #running = false

  constructor(options: AcceptorOptions) {
    this.#options = options
  }

  add(session: EngineSession): void {
    this.#sessions.push(session)
  }

  /** @returns the address with the real port */
  async start(): Promise<Address> {
    const { network, address } = this.#options
    this.#running = true
    const listener = await network.listen(address, (transport) => this.accept(transport))
    // Stopped before the port was open: nobody else would close it.
    if (this.#running) this.#listener = listener
    else listener.close()
    return listener.address
  }

  /** Takes a connection from wherever it comes. */
  accept(transport: Transport): void {
    if (this.#waiting.size >= MAX_WAITING) return this.#refuse(transport, 'too many connections wait for their Logon')
    this.#waiting.add(transport)
    greet(
      transport,
      this.#options.clock,
      (greeting) => {
        this.#waiting.delete(transport)
        this.#assign(greeting.first, greeting.transport)
      },
      (why) => {
        this.#waiting.delete(transport)
        this.#options.onRefused?.(`no message came: ${why}`, transport.remote)
      },
    )
  }

  stop(): void {
    this.#running = false
    this.#listener?.close()
    this.#listener = undefined
    for (const transport of this.#waiting) transport.destroy()
    for (const session of this.#sessions) session.cut()
  }

  #assign(first: Message, transport: Transport): void {
    const session = this.#find(first)
    if (session === undefined) return this.#refuse(transport, 'the Logon names no session of ours')
    // A word to the second connection would take a number of the running session (case 1S.b).
    if (session.connected) return this.#refuse(transport, 'the session is connected already')
    if (this.#options.mayConnect?.(session) === false)
      return this.#refuse(transport, 'the session is closed by its schedule')
    session.attach(transport)
  }

  /** The CompIDs decide; among several versions the BeginString, and a wrong one is the session's to answer. */
  #find(first: Message): EngineSession | undefined {
    const named = this.#sessions.filter(
      ({ settings }) =>
        settings.senderCompID === first.text(Tag.TargetCompID) &&
        settings.targetCompID === first.text(Tag.SenderCompID),
    )
    const beginString = first.text(Tag.BeginString)
    return named.find(({ settings }) => settings.version.beginString === beginString) ?? named[0]
  }

  #refuse(transport: Transport, why: string): void {
    this.#options.onRefused?.(why, transport.remote)
    transport.close()
  }
}
