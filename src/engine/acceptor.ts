/** One port that serves many sessions: finds the session of each connection by its Logon, and refuses in silence. */
import type { Message } from '../codec/message.ts'
import type { Address, Listener, Network, Transport } from '../transport/transport.ts'
import { Admissions } from './admissions.ts'
import type { Clock } from './clock.ts'
import type { EngineSession } from './engine-session.ts'
import { greet } from './greeter.ts'
import { hostOf, RemoteAddresses } from './remote-addresses.ts'
import { type Admission, speaksVersionOf } from './session-lookup.ts'

/** What an acceptor needs, and whom it lets in. */
export interface AcceptorOptions {
  /** What it listens with. */
  readonly network: Network
  /** For the time that a connection has to say whose it is. */
  readonly clock: Clock
  /** Where it listens; port 0 takes any free one, which `start` says. */
  readonly address: Address
  /** Told about every connection that was closed without a word, and why. */
  readonly onRefused?: (why: string, remote: string) => void
  /** Hands a connection to its session; default `session.attach`. For whoever prepares the session first. */
  readonly attach?: (session: EngineSession, transport: Transport) => void
  /** False while the schedule keeps a session closed. */
  readonly mayConnect?: (session: EngineSession) => boolean
  /** Addresses and CIDR blocks that may connect; empty = all, the default. */
  readonly allowedRemoteAddresses?: readonly string[]
  /** Seconds for the first message of a connection; 0 = no limit. Default 10. */
  readonly waitLogon?: number
  /** Connections of one host that may wait for their first message; 0 = no limit, the default. */
  readonly sizeWaitHostMax?: number
  /** Tag that tells sessions with the same CompIDs apart in Logon. Default 9012. */
  readonly logonMessageSessionQualifierTag?: number
  /**
   * Makes a session for a first message that names none of ours; undefined: closed without a word, as without this
   * function. A throw is a refusal too. The session may have been added already.
   */
  readonly createSession?: (first: Message, remote: string) => EngineSession | undefined
  /** Sessions that `createSession` may make: strangers decide how many are asked for. Default 1000. */
  readonly maxCreatedSessions?: number
  /** Sessions that were made so, of all listeners that serve them. Default: those of this one. */
  readonly createdSessions?: WeakSet<EngineSession>
}

/** What is particular about a session of an acceptor. */
export interface AdmissionOptions {
  /** Value of the qualifier's tag in the Logon of this session; absent: a Logon without qualifier. */
  readonly qualifier?: string | undefined
  /** Addresses and CIDR blocks that this session may come from; empty = all, the default. */
  readonly allowedRemoteAddresses?: readonly string[]
  /** The session takes no connection that is not encrypted. Default false. */
  readonly requireTls?: boolean
}

/**
 * Connections that may wait for their first message at the same time, or as many as there are sessions: behind a restart
 * all of them come at once. Each may hold some bytes for some seconds, and anybody can open them.
 */
const MAX_WAITING = 256

const MAX_CREATED_SESSIONS = 1000

const SESSION_QUALIFIER_TAG = 9012

/**
 * Serves the sessions added to it on one port. The Logon that opens a connection decides whose it is; what fits none is
 * closed without a word (case 1S). `FixEngine.listen` makes one for hosted sessions.
 */
export class Acceptor {
  readonly #options: AcceptorOptions
  readonly #allowed: RemoteAddresses
  readonly #admissions = new Admissions()
  /** Connections that have not said yet whose they are. */
  readonly #waiting = new Set<Transport>()
  readonly #createdSessions: WeakSet<EngineSession>
  #created = 0
  #listener: Listener | undefined
  #running = false

  /** @throws RangeError when an allowed address is none */
  constructor(options: AcceptorOptions) {
    this.#options = options
    this.#createdSessions = options.createdSessions ?? new WeakSet()
    this.#allowed = new RemoteAddresses(options.allowedRemoteAddresses ?? [])
  }

  /**
   * Serves a session from here on.
   *
   * @throws RangeError when an allowed address is none
   */
  add(session: EngineSession, options: AdmissionOptions = {}): Admission {
    const { qualifier, allowedRemoteAddresses = [], requireTls = false } = options
    const admission = { session, qualifier, allowed: new RemoteAddresses(allowedRemoteAddresses), requireTls }
    this.#admissions.add(admission)
    return admission
  }

  /** The session is served no more; a connection that it has stays. */
  remove(session: EngineSession): void {
    this.#admissions.remove(session)
  }

  /**
   * Opens the port.
   *
   * @returns the address with the real port
   * @throws ConnectionError (as rejection) when the address can't be listened at
   */
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
    const refusal = this.#refusalOf(transport)
    if (refusal !== undefined) return this.#refuse(transport, refusal)
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
      this.#options.waitLogon,
      this.#admissions.closesOnGarbled,
      this.#admissions.framing,
    )
  }

  /** Closes the port, and cuts connections that wait for their Logon and those of its sessions, without a word. */
  stop(): void {
    this.#running = false
    this.#listener?.close()
    this.#listener = undefined
    for (const transport of this.#waiting) transport.destroy()
    for (const { session } of this.#admissions) session.cut()
  }

  /** What is known against a connection before it has said anything. */
  #refusalOf({ remote }: Transport): string | undefined {
    const host = hostOf(remote)
    if (!this.#allowed.admits(host)) return `${host} is not among the allowed addresses`
    if (this.#waiting.size >= Math.max(MAX_WAITING, this.#admissions.size))
      return 'too many connections wait for their Logon'
    const { sizeWaitHostMax = 0 } = this.#options
    if (sizeWaitHostMax <= 0) return undefined
    const ofHost = [...this.#waiting].filter((other) => hostOf(other.remote) === host).length
    return ofHost >= sizeWaitHostMax ? `too many connections of ${host} wait for their Logon` : undefined
  }

  #assign(first: Message, transport: Transport): void {
    const tag = this.#options.logonMessageSessionQualifierTag ?? SESSION_QUALIFIER_TAG
    const admission = this.#admissions.named(first, tag)
    // Who got a session made is unknown in any other version, as a stranger is.
    const ofAnotherVersion =
      admission !== undefined && this.#createdSessions.has(admission.session) && !speaksVersionOf(admission, first)
    if (admission === undefined || ofAnotherVersion) return this.#create(first, transport, admission)
    this.#admit(admission, transport)
  }

  #admit({ session, allowed, requireTls }: Admission, transport: Transport): void {
    const { attach, mayConnect, network } = this.#options
    const host = hostOf(transport.remote)
    if (!allowed.admits(host)) return this.#refuse(transport, `${host} is not among the session's allowed addresses`)
    if (requireTls && network.secure !== true) return this.#refuse(transport, 'the session needs TLS')
    // A word to the second connection would take a number of the running session (case 1S.b).
    if (session.connected) return this.#refuse(transport, 'the session is connected already')
    if (mayConnect?.(session) === false) return this.#refuse(transport, 'the session is closed by its schedule')
    if (attach === undefined) session.attach(transport)
    else attach(session, transport)
  }

  /** @param known - the session of another version that answers when none is made */
  #create(first: Message, transport: Transport, known: Admission | undefined): void {
    const { createSession, maxCreatedSessions = MAX_CREATED_SESSIONS } = this.#options
    if (createSession === undefined) return this.#refuse(transport, 'the Logon names no session of ours')
    if (this.#created >= maxCreatedSessions)
      return this.#refuse(transport, `${maxCreatedSessions} sessions were made for Logons that named none`)
    let session: EngineSession | undefined
    try {
      session = createSession(first, transport.remote)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return this.#refuse(transport, `no session could be made for the Logon: ${why}`)
    }
    if (session === undefined) {
      if (known !== undefined) return this.#admit(known, transport)
      return this.#refuse(transport, 'the Logon names no session of ours')
    }
    this.#created++
    this.#createdSessions.add(session)
    const tag = this.#options.logonMessageSessionQualifierTag ?? SESSION_QUALIFIER_TAG
    const added = this.#admissions.of(session)
    this.#admit(added ?? this.add(session, { qualifier: first.text(tag) }), transport)
  }

  #refuse(transport: Transport, why: string): void {
    this.#options.onRefused?.(why, transport.remote)
    transport.close()
  }
}
