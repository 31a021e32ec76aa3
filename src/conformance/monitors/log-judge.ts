/**
 * Judges a log: finds out which session and which side each message belongs to, and hands it to the monitors of that
 * session, one for each side that is graded. Sessions and all that is kept of each are bounded.
 */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { FixVersion } from '../../fix/versions.ts'
import { findVersion, VERSIONS } from '../../fix/versions.ts'
import type { Role } from '../requirement.ts'
import { CaseBook } from './case-book.ts'
import { Evidence } from './evidence.ts'
import type { GradedSession, LogEvent, LogJudgeOptions, LogLine, SessionRef } from './log-lines.ts'
import { SessionMonitor } from './session-monitor.ts'
import { newState } from './session-state.ts'
import type { Finding, Sighting } from './sighting.ts'
import { hear, MOST_WAITING, type Silence, UNHEARD } from './silence.ts'

export type { GradedSession, LogEvent, LogJudgeOptions, LogLine, SessionRef, VersionRules } from './log-lines.ts'

/** Sessions that are followed. What belongs to more than these is counted, and not graded. */
export const MOST_SESSIONS = 1_000

interface Sided {
  readonly ref: SessionRef
  readonly silence: Silence
  readonly target: string
  readonly monitor: SessionMonitor
  readonly evidence: Evidence
}

interface Session {
  readonly file: number
  readonly beginString: string
  /** CompIDs of both. */
  readonly ids: readonly [string, string]
  readonly version: FixVersion
  readonly sides: readonly Sided[]
}

const SECOND_MS = 1_000

export class LogJudge {
  readonly #options: LogJudgeOptions
  readonly #sessions = new Map<string, Session>()
  readonly #books = new Map<string, GradedSession>()
  /** CompID of who wrote each file, as directions and CompIDs together tell. */
  readonly #writers = new Map<number, string>()
  readonly #finest = new Set<number>()
  #connected = false
  #ordinal = 0
  #last: Session | undefined
  #lastSender = ''
  #lastTarget = ''
  /** Messages of sessions that were one too many. */
  beyond = 0

  constructor(options: LogJudgeOptions) {
    this.#options = options
  }

  /** What was found, for each side, version and role. */
  get graded(): readonly GradedSession[] {
    return [...this.#books.values()]
  }

  /** CompIDs of all sessions. */
  get compIDs(): ReadonlySet<string> {
    return new Set([...this.#sessions.values()].flatMap(({ ids }) => [...ids]))
  }

  get sessions(): number {
    return this.#sessions.size
  }

  line(line: LogLine): void {
    const at = line.at ?? Number.NaN
    if (at % SECOND_MS !== 0 && !Number.isNaN(at)) this.#finest.add(line.file)
    const found = this.#sessionOf(line)
    if (found === undefined) return
    const { session, sender } = found
    if (line.direction !== undefined && line.message !== undefined)
      this.#writers.set(line.file, line.direction === 'out' ? sender : otherOf(session, sender))
    const ordinal = this.#ordinal++
    const resolution = this.#finest.has(line.file) ? 0 : SECOND_MS
    for (const { target, monitor, evidence, ref, silence } of session.sides) {
      const side = sender === target ? 'target' : 'peer'
      if (side === 'target' && !silence.heard) hear(silence)
      const { file, bytes, message, problem } = line
      const sighting: Sighting = { ordinal, file, line: line.line, at, side, message, bytes, problem }
      monitor.state.resolution = resolution
      evidence.add(sighting)
      monitor.see(sighting)
      this.#options.also?.(this.#bookOf(session, target, monitor.state.role), sighting, ref)
    }
  }

  event({ file, line, at, event, text }: LogEvent): void {
    if (event === 'other') return
    if (event === 'connect') this.#connected = true
    const sessions = this.#active(file)
    const [only] = sessions
    // Of several sessions in one log nobody knows which one it was.
    if (only === undefined || sessions.length > 1) return
    const by = this.#closerOf(only, file, text)
    const ordinal = this.#ordinal++
    for (const { target, monitor, evidence } of only.sides) {
      evidence.event({ ordinal, file, line, at: at ?? Number.NaN, text })
      if (at !== undefined) monitor.clock(at)
      if (event === 'connect') monitor.connected()
      else monitor.disconnected(by === undefined ? undefined : by === target ? 'target' : 'peer')
    }
  }

  end(): void {
    for (const { sides } of this.#sessions.values())
      for (const { monitor, silence } of sides) {
        monitor.end()
        hear(silence, UNHEARD)
      }
  }

  #active(file: number): Session[] {
    return [...this.#sessions.values()].filter((session) => session.file === file)
  }

  /** CompID of who closed, where the event says it. */
  #closerOf(session: Session, file: number, text: string): string | undefined {
    const writer = this.#writers.get(file)
    if (writer === undefined) return undefined
    if (/by (this side|us|me)\b|\bby ourselves\b/i.test(text)) return writer
    if (/by (the )?(other side|peer|counterparty|remote)|reset by peer|remote (side|host) closed/i.test(text))
      return otherOf(session, writer)
    return undefined
  }

  #sessionOf(line: LogLine): { session: Session; sender: string } | undefined {
    const { message } = line
    const sender = message === undefined ? fieldOf(line.bytes, Tag.SenderCompID) : message.text(Tag.SenderCompID)
    const target = message === undefined ? fieldOf(line.bytes, Tag.TargetCompID) : message.text(Tag.TargetCompID)
    if (sender !== undefined && sender === this.#lastSender && target === this.#lastTarget && this.#last !== undefined)
      return { session: this.#last, sender }
    const found = this.#find(line, sender, target)
    if (
      found !== undefined &&
      sender !== undefined &&
      target !== undefined &&
      found.session.ids.includes(sender) &&
      found.session.ids.includes(target)
    ) {
      this.#last = found.session
      this.#lastSender = sender
      this.#lastTarget = target
    }
    return found
  }

  #find(
    line: LogLine,
    sender: string | undefined,
    target: string | undefined,
  ): { session: Session; sender: string } | undefined {
    if (sender !== undefined && target !== undefined) {
      const known = this.#sessions.get(keyOf(sender, target))
      if (known !== undefined) return { session: known, sender }
    }
    const near = this.#nearest(line, sender, target)
    if (near !== undefined) return near
    const { message } = line
    if (message === undefined || sender === undefined || target === undefined || sender === '' || target === '')
      return undefined
    if (this.#sessions.size >= MOST_SESSIONS) {
      this.beyond++
      return undefined
    }
    const session = this.#begin(line.file, message, sender, target)
    this.#sessions.set(keyOf(sender, target), session)
    return { session, sender }
  }

  /** The session that a message with a foreign or missing CompID, or garbled bytes, can only belong to. */
  #nearest(
    line: LogLine,
    sender: string | undefined,
    target: string | undefined,
  ): { session: Session; sender: string } | undefined {
    const isLogon = line.message?.msgType === MsgType.Logon
    const candidates = this.#active(line.file).filter(({ sides }) => {
      const phase = sides[0]?.monitor.state.phase
      return isLogon ? phase === 'proposed' : phase === 'established'
    })
    const [session] = candidates
    if (session === undefined || candidates.length > 1) return undefined
    const from = session.ids.find((id) => id === sender)
    const to = session.ids.find((id) => id === target)
    if (from !== undefined && to === undefined) return { session, sender: from }
    if (to !== undefined && from === undefined) return { session, sender: otherOf(session, to) }
    const writer = this.#writers.get(line.file)
    if (line.direction === undefined || writer === undefined || isLogon) return undefined
    if (sender !== undefined && target !== undefined) return undefined
    return { session, sender: line.direction === 'out' ? writer : otherOf(session, writer) }
  }

  #begin(file: number, message: Message, sender: string, target: string): Session {
    const beginString = message.textAt(0)
    const version = versionOf(beginString, message.text(Tag.DefaultApplVerID))
    const rules = this.#options.rulesOf(version)
    const wanted = this.#options.target
    const graded = [sender, target].filter((id) => wanted === undefined || id === wanted)
    const session: Session = {
      ...{ file, beginString, ids: [sender, target], version },
      sides: graded.map((id) => {
        const evidence = new Evidence()
        const silence: Silence = { heard: false, waiting: [] }
        const peer = id === sender ? target : sender
        const state = newState({ version, ...rules, target: id, peer, beginString })
        const monitor: SessionMonitor = new SessionMonitor(state, (cases, finding, since, times) =>
          this.#tell(session, id, state.role, { evidence, silence }, cases, finding, since, times),
        )
        if (this.#connected) monitor.connected()
        const key = `${id}\0${peer}`
        return { target: id, monitor, evidence, silence, ref: { key, evidence: () => evidence.since(undefined) } }
      }),
    }
    return session
  }

  #bookOf(session: Session, target: string, known: Role | undefined): GradedSession {
    const role = known ?? 'acceptor'
    const { version } = session
    const key = `${target}\0${version.id}\0${role}`
    let graded = this.#books.get(key)
    if (graded === undefined) {
      graded = { target, peer: otherOf(session, target), version, role, book: new CaseBook() }
      this.#books.set(key, graded)
    }
    return graded
  }

  #tell(
    session: Session,
    target: string,
    role: Role | undefined,
    { evidence, silence }: Pick<Sided, 'evidence' | 'silence'>,
    cases: readonly string[],
    finding: Finding,
    since: number | undefined,
    times = 1,
  ): void {
    const { book } = this.#bookOf(session, target, role)
    if (!silence.heard && (finding.grade === 'failed' || finding.grade === 'warning')) {
      if (silence.waiting.length < MOST_WAITING)
        silence.waiting.push({ book, cases, finding, evidence: evidence.since(since) })
      return
    }
    for (const id of cases)
      if (finding.grade === 'passed') book.passed(id, times, finding, () => evidence.since(since))
      else book.record(id, finding, () => evidence.since(since))
  }
}

function keyOf(one: string, other: string): string {
  return one < other ? `${one}\0${other}` : `${other}\0${one}`
}

function otherOf({ ids: [one, other] }: Session, id: string): string {
  return id === one ? other : one
}

function versionOf(beginString: string, applVerID: string | undefined): FixVersion {
  const byApplication = VERSIONS.find(
    (version) => version.beginString === beginString && version.applVerID === applVerID,
  )
  return byApplication ?? findVersion(beginString) ?? (VERSIONS.find(({ id }) => id === 'FIX.4.4') as FixVersion)
}

function fieldOf(bytes: Buffer, tag: number): string | undefined {
  return new RegExp(`\\x01${tag}=([^\\x01]*)`).exec(bytes.toString('latin1', 0, 512))?.[1]
}
