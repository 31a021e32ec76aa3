/**
 * A session that both sides keep over days and weeks by a schedule: the tester's engine runs, the clock jumps, and the
 * record is read afterwards.
 */
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import {
  latestEvent,
  localTime,
  nextEvents,
  parseSchedule,
  type Schedule,
  type ScheduleText,
} from '../session/schedule.ts'
import { SessionCounterparty } from '../simulator/session-counterparty.ts'
import type { Bench } from './bench.ts'
import { testerSettings } from './tester-settings.ts'

/** How long both sides may take to log on when the schedule opens the session. */
const LOGON_MS = 60_000

const DAY_MS = 86_400_000

export class WeekTalk {
  readonly schedule: Schedule
  readonly #bench: Bench
  readonly #heartBtInt: number
  #counterparty: SessionCounterparty | undefined

  /** @throws RangeError for a schedule that can not be read */
  constructor(bench: Bench, text: ScheduleText, heartBtInt: number) {
    this.schedule = parseSchedule(text)
    this.#bench = bench
    this.#heartBtInt = heartBtInt
    bench.control.useSchedule(this.schedule)
    bench.control.configure({ heartBtInt })
  }

  get established(): boolean {
    return this.#counterparty?.established === true
  }

  /** Starts both sides where the clock stands. */
  async start(): Promise<void> {
    const { environment, leg, version, dictionary } = this.#bench
    this.#counterparty = new SessionCounterparty({
      settings: testerSettings(leg, version, dictionary, this.#heartBtInt),
      clock: environment.clock,
      network: environment.network,
      address: environment.address,
      journal: environment.journal,
      schedule: this.schedule,
    })
    await this.#counterparty.start()
    environment.startTarget()
  }

  stop(): void {
    this.#counterparty?.stop()
  }

  /** Goes on to the next instant at which the schedule opens the session, and waits until it stands. */
  async open(): Promise<void> {
    const { environment } = this.#bench
    let at = this.#bench.now()
    for (;;) {
      const [first] = nextEvents(this.schedule, at)
      if (first === undefined) throw new NotReached('the schedule never opens the session')
      at = first.at
      if (first.kind === 'start' || first.kind === 'connect') break
    }
    await this.goTo(at)
    const opened = await environment.until(() => this.established, at + LOGON_MS)
    if (!opened) throw new NotReached(`no session ${LOGON_MS / 1000} s after ${localTime(at, this.schedule.timeZone)}`)
  }

  async goTo(at: number): Promise<void> {
    await this.#bench.environment.until(() => false, at)
  }

  /** Exchanges messages, half of them each way: each TestRequest has its Heartbeat. */
  async exchange(messages: number): Promise<void> {
    const { environment } = this.#bench
    for (let i = 0; i < messages / 2; i++) {
      const testReqID = this.#bench.unique('TALK')
      this.#counterparty?.submit(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
      const from = environment.journal.length
      const answered = (): boolean =>
        environment.journal.entries
          .slice(from)
          .some((e) => e.kind === 'message' && e.message.text(Tag.TestReqID) === testReqID && e.direction === 'in')
      if (!(await environment.until(answered, this.#bench.now() + LOGON_MS)))
        throw new NotReached(`TestRequest ${testReqID} was not answered`)
    }
  }

  /** One week, from where the session is open to its end: messages each day, then what the schedule says. */
  async week(messagesADay: number): Promise<void> {
    for (;;) {
      await this.exchange(messagesADay)
      const [next] = nextEvents(this.schedule, this.#bench.now())
      if (next === undefined) throw new NotReached('the schedule has no end')
      await this.goTo(next.at)
      // Time for the Logout exchange, and for what comes after it.
      await this.goTo(next.at + LOGON_MS)
      if (next.kind === 'terminate') return
      await this.open()
    }
  }

  /** Logons of the target between two instants. */
  logons(from: number, to: number): MessageEntry[] {
    return this.#received(from, to).filter(({ message }) => message.msgType === MsgType.Logon)
  }

  /** The numberings that the schedule makes of the time so far, oldest first: where each begins and ends. */
  periods(): { from: number; to: number }[] {
    const first = this.#bench.entries[0]?.at
    if (first === undefined) return []
    const periods: { from: number; to: number }[] = []
    let at = latestEvent(this.schedule, first, ['start'])?.at
    while (at !== undefined && at <= this.#bench.now()) {
      const from = at
      let to = from
      for (;;) {
        const [next] = nextEvents(this.schedule, to)
        if (next === undefined) return periods
        to = next.at
        if (next.kind === 'start') break
      }
      periods.push({ from, to })
      at = to
    }
    return periods
  }

  /**
   * Checks that each Logon of the target after the first of a period carries the number behind the last message before.
   *
   * @returns what is wrong, undefined when nothing is
   */
  brokenContinuity(): { entry: MessageEntry; expected: number } | undefined {
    for (const { from, to } of this.periods()) {
      let next: number | undefined
      for (const entry of this.#received(from, to)) {
        // What is sent again carries an old number.
        if (entry.message.text(Tag.PossDupFlag) === 'Y') continue
        const msgSeqNum = entry.message.msgSeqNum ?? 0
        if (entry.message.msgType === MsgType.Logon && next !== undefined && msgSeqNum !== next)
          return { entry, expected: next }
        next = msgSeqNum + 1
      }
    }
    return undefined
  }

  #received(from: number, to: number): MessageEntry[] {
    return this.#bench.entries.filter(
      (entry): entry is MessageEntry =>
        entry.kind === 'message' && entry.direction === 'in' && entry.at >= from && entry.at < to,
    )
  }

  /** The start of the period that begins nearest to a local date. @throws Error when none begins there */
  startNear(date: string): number {
    const wanted = Date.parse(`${date}T12:00:00Z`)
    const period = this.periods().find(({ from }) => Math.abs(from - wanted) < DAY_MS)
    if (period === undefined) throw new Error(`no week of the talk begins at ${date}`)
    return period.from
  }
}
