/** A running simulator: its sessions, its listeners, its admin API, and what people are told of them. */

import type { AdminSession } from '../admin/admin-host.ts'
import { AdminServer } from '../admin/server.ts'
import { SECRET_TAGS } from '../admin/session-view.ts'
import type { Message } from '../codec/message.ts'
import { realClock } from '../engine/clock.ts'
import { FixEngine, type ListenOptions } from '../engine/fix-engine.ts'
import type { HostedApplication } from '../engine/hosted-application.ts'
import type { HostedSession } from '../engine/hosted-session.ts'
import { networkFor } from '../engine/network-for.ts'
import { Journal, type JournalLimits } from '../journal/journal.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { DeliveryTamper } from '../simulator/delivery.ts'
import type { FileOperations } from '../store/file-operations.ts'
import { openStore } from '../store/open-store.ts'
import { createTcpNetwork } from '../transport/tcp.ts'
import { createTlsNetwork } from '../transport/tls.ts'
import { type Address, formatAddress } from '../transport/transport.ts'
import type { VenueSession } from '../venue/seam.ts'
import { howToRead, LiveVenue } from './live-venue.ts'
import { freeId, sessionIds } from './simulate-ids.ts'
import type { SimulationPlan } from './simulate-plan.ts'
import type { PlannedListener } from './simulate-request.ts'
import { parametersForUnknown } from './simulate-unknown.ts'
import { News, type Say, timeOfDay } from './simulation-news.ts'

export interface SimulationOptions {
  readonly version: string
  readonly say: Say
  /** What the stores write with. Default: node:fs. */
  readonly files?: FileOperations | undefined
}

/** What of a talk is kept to be looked at, for each session. */
const KEEP: JournalLimits = { entries: 10_000, bytes: 16 * 1024 * 1024 }

/** The same for a session that a stranger asked for: there may be many. */
const KEEP_OF_UNKNOWN: JournalLimits = { entries: 1000, bytes: 1024 * 1024 }

const NUMBERS = ['setSequenceNumbers', 'reset']

/** Longer than any Logout takes that is answered at all. */
const SPARE_MS = 500

export class Simulation {
  readonly #plan: SimulationPlan
  readonly #options: SimulationOptions
  readonly #engine: FixEngine
  readonly #sessions = new Map<HostedSession, AdminSession>()
  readonly #onState = new Set<() => void>()
  #admin: AdminServer | undefined
  readonly #venue: LiveVenue | undefined
  /** Sessions made for Logons that named none. */
  #unknown = 0
  #ending = false

  constructor(plan: SimulationPlan, options: SimulationOptions) {
    this.#plan = plan
    this.#options = options
    if (plan.application.kind === 'venue') this.#venue = new LiveVenue(plan.application.persona, options.say)
    this.#engine = new FixEngine({
      clock: realClock,
      network: createTcpNetwork(),
      totalOutgoingStorageMemoryLimit: plan.engine?.totalOutgoingStorageMemoryLimit ?? 0,
      onRefused: (why, remote) => options.say(`${timeOfDay()} ${remote} refused: ${why}`, 'yellow'),
    })
  }

  /** The addresses with their real ports; known once it has started. */
  readonly listening: Address[] = []

  get adminUrl(): string | undefined {
    return this.#admin?.url
  }

  /**
   * Opens the stores, the ports and the API, in this order: whoever comes finds everything ready. What was opened is
   * closed again when something can not be.
   *
   * @throws StoreError, ConnectionError, AdminSecurityError, TlsSettingsError (as rejections)
   */
  async start(): Promise<void> {
    const { sessions, application } = this.#plan
    const { say } = this.#options
    try {
      const ids = sessionIds(sessions)
      for (const [i, parameters] of sessions.entries()) this.#create(parameters, ids[i] as string)
      await this.#startAdmin()
      say(`${this.#countOfSessions()}, application ${application.name}`, 'bold')
      if (application.kind === 'venue') say(howToRead(application.persona))
      for (const session of this.#sessions.keys()) session.start()
      await this.#listen()
    } catch (error) {
      // Why it could not start counts; what else goes wrong on the way out is told beside it.
      await this.#close().catch((late: Error) => say(late.message, 'red'))
      throw error
    }
  }

  /** Logout on every session; ends when all are answered, or `logoutTimeout` is over. */
  async stop(): Promise<void> {
    this.#ending = true
    const sessions = [...this.#sessions.keys()]
    for (const session of sessions) session.stop('the simulator is stopped')
    const longest = Math.max(0, ...sessions.map(({ parameters }) => parameters.session.logoutTimeout))
    await this.#quiet(longest * 1000 + SPARE_MS)
    await this.#close()
  }

  /** `2 sessions`, and what becomes of strangers. */
  #countOfSessions(): string {
    const { sessions, unknown } = this.#plan
    const stated = `${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}`
    return unknown === undefined ? stated : `${stated}, and one for each unknown Logon (at most ${unknown.limit})`
  }

  #create(parameters: EngineParameters, id: string, keep = KEEP): HostedSession {
    const { application, secretTags } = this.#plan
    const { senderCompID, targetCompID, version, role, dictionary } = parameters.session
    const journal = new Journal({ now: () => realClock.now(), elapsed: () => performance.now() }, keep)
    const stored = { beginString: version.id, senderCompID, targetCompID, qualifier: parameters.qualifier, role }
    const { answers, tamper } = this.#answersOf({ id, version, dictionary, senderCompID, targetCompID })
    const session = this.#engine.createSession({
      id,
      parameters,
      journal,
      ...(this.#plan.engine?.requireTls === true ? { requireTls: true } : {}),
      application: new News(answers, id, this.#options.say, () => this.#stateChanged()),
      ...(tamper === undefined ? {} : { tamper }),
      network: networkFor(parameters),
      openStore: (connection) =>
        openStore({
          storage: parameters.storage,
          session: stored,
          connection,
          now: realClock.now(),
          files: this.#options.files,
          onWarning: (text) => this.#options.say(`${timeOfDay()} ${text}`, 'yellow'),
        }),
    })
    const secret = new Set([...SECRET_TAGS, ...parameters.application.maskedTags, ...secretTags])
    this.#sessions.set(session, { session, journal, secretTags: secret, application: application.name })
    return session
  }

  /** An application of its own, or the venue, which is one for all sessions. */
  #answersOf(session: VenueSession): { answers: HostedApplication; tamper?: DeliveryTamper | undefined } {
    if (this.#venue !== undefined) return this.#venue.client(session)
    const { application, sessions } = this.#plan
    if (application.kind === 'venue') throw new Error('a venue is made before its sessions')
    const others = sessions.map((parameters) => parameters.session.dictionary)
    return { answers: application.make(session.dictionary, others) }
  }

  /** A session for a first message that names none of ours; nothing where none is to be made. */
  #createUnknown(first: Message, remote: string, secure: boolean): HostedSession | undefined {
    const { engine, unknown } = this.#plan
    if (unknown === undefined || this.#ending) return undefined
    const requireTls = engine?.requireTls === true
    const parameters = parametersForUnknown(unknown, first, { remote, secure, requireTls })
    const id = parameters && freeId(parameters, this.#engine.sessions())
    if (parameters === undefined || id === undefined) return undefined
    if (this.#unknown >= unknown.limit) throw new Error(`maxUnknownSessions is ${unknown.limit}, and so many were made`)
    const session = this.#create(parameters, id, KEEP_OF_UNKNOWN)
    this.#unknown++
    session.start()
    return session
  }

  async #listen(): Promise<void> {
    for (const listener of this.#plan.listeners) {
      const bound = await this.#engine.listen(listener.address, this.#listenOptions(listener))
      this.listening.push(bound)
      // Start scripts wait for this very line.
      this.#options.say(`listening on ${formatAddress(bound)}`)
    }
  }

  #listenOptions({ tls, connection = 'primary' }: PlannedListener): ListenOptions {
    const { engine, unknown, sessions } = this.#plan
    const first = sessions.find(({ session }) => session.role === 'acceptor') ?? unknown?.templates[0]?.parameters
    return {
      connection,
      ...(tls === undefined ? {} : { network: createTlsNetwork(tls) }),
      ...(first === undefined ? {} : listenLimits(first)),
      ...(engine === undefined
        ? {}
        : {
            logonMessageSessionQualifierTag: engine.logonMessageSessionQualifierTag,
            sharedStore: engine.sharedStore,
          }),
      ...(unknown === undefined
        ? {}
        : {
            createSession: (message, remote) => this.#createUnknown(message, remote, tls !== undefined),
            // Counted here, for all listeners together.
            maxCreatedSessions: Number.POSITIVE_INFINITY,
          }),
    }
  }

  async #startAdmin(): Promise<void> {
    const { admin } = this.#plan
    if (admin === undefined) return
    const { say, version } = this.#options
    this.#admin = await AdminServer.create({
      host: { engine: this.#engine, of: (session) => this.#sessions.get(session), venue: this.#venue },
      version,
      protection: admin.protection,
      now: () => realClock.now(),
      processMetrics: true,
      onAudit: ({ by, session, action, outcome }) => {
        // The session itself tells of numbers that were changed.
        if (outcome === 'done' && NUMBERS.includes(action)) return
        say(`${timeOfDay()} ${session} ${action} by ${by}: ${outcome}`, 'dim')
      },
      onFault: (error) => say(`${timeOfDay()} admin API: ${error.stack ?? error.message}`, 'red'),
    })
    await this.#admin.listen(admin.address)
    say(`admin API on ${this.#admin.url} (try it: ${this.#admin.url}/docs)`)
  }

  #stateChanged(): void {
    for (const listener of [...this.#onState]) listener()
  }

  /** Resolves when no session is connected any more, or the time is over. */
  #quiet(withinMs: number): Promise<void> {
    const done = (): boolean => [...this.#sessions.keys()].every(({ connected }) => !connected)
    return new Promise((resolve) => {
      if (done()) return resolve()
      const end = (): void => {
        this.#onState.delete(look)
        timer.cancel()
        resolve()
      }
      const look = (): void => {
        if (done()) end()
      }
      const timer = realClock.schedule(realClock.now() + withinMs, end)
      this.#onState.add(look)
    })
  }

  async #close(): Promise<void> {
    try {
      this.#venue?.stop()
      this.#engine.close()
    } finally {
      // A store that fails at the end must not keep the process alive.
      await this.#admin?.close()
    }
  }
}

/** Before its first message nobody knows whose a connection is: the limits of the first session hold for all. */
function listenLimits({ protection: { waitLogon, sizeWaitHostMax } }: EngineParameters) {
  return { waitLogon, sizeWaitHostMax }
}
