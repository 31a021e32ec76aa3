/** How the connections of a session begin and end, as steps. */
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import {
  isMessage,
  itemsOf,
  type RecordedItem,
  type RecordedMessage,
  type RecordedSession,
} from './recorded-session.ts'
import { rowsToSend, type Speaking } from './send-steps.ts'
import { stageOf } from './stage.ts'
import { canStandInSentence, type Step } from './steps-text.ts'

export interface ConnectionOptions {
  readonly heartBtInt: number
  readonly logonTags: ReadonlySet<number>
}

export class Connections {
  readonly #session: RecordedSession
  readonly #options: ConnectionOptions
  readonly #speaking: Speaking
  readonly #steps: Step[]

  constructor(session: RecordedSession, options: ConnectionOptions, speaking: Speaking, steps: Step[]) {
    this.#session = session
    this.#options = options
    this.#speaking = speaking
    this.#steps = steps
  }

  /** Adds the steps that begin connection `i`. @returns how many of its items they stand for */
  begin(i: number): number {
    const { state } = this.#speaking
    const used = i === 0 ? this.#first() : this.#further(i)
    state.connected = true
    return used
  }

  #first(): number {
    const { state } = this.#speaking
    const [connection] = this.#session.connections
    if (connection === undefined) return 0
    const stage = stageOf(connection, this.#session.targetRole, this.#options.logonTags)
    if (stage !== undefined) {
      const { testerLogon, targetLogon, used } = stage
      this.#given(this.#established(testerLogon, targetLogon))
      state.established(stage.testerNumber, stage.targetNumber)
      this.#sawStage(connection.items[used - 1])
      return used
    }
    if (this.#beginsInside()) {
      this.#given('an established session with the target')
      const numberOf = (from: string): number => firstNumber(itemsOf(this.#session), from)
      state.established(numberOf('tester') - 1, numberOf('target') - 1)
      return 0
    }
    return this.#withoutLogon(connection.items)
  }

  #established(testerLogon: RecordedMessage, targetLogon: RecordedMessage): string {
    const proposed = testerLogon.message.int(Tag.HeartBtInt)
    const answered = targetLogon.message.int(Tag.HeartBtInt)
    const usual = proposed === this.#options.heartBtInt
    if (usual || proposed === undefined || proposed !== answered) return 'an established session with the target'
    return `an established session with HeartBtInt ${proposed}`
  }

  /** A log that begins in the middle of a session: the target talks, and nobody has logged on. */
  #beginsInside(): boolean {
    const [connection] = this.#session.connections
    const items = connection?.items ?? []
    const first = items.findIndex((item) => isMessage(item, MsgType.Logon))
    const before = items.slice(0, first < 0 ? items.length : first)
    return before.some(
      (item) => item.kind === 'message' && item.from === 'target' && item.message.msgType !== MsgType.Logout,
    )
  }

  #withoutLogon(items: readonly RecordedItem[]): number {
    const { version, targetRole } = this.#session
    const [first] = items
    if (targetRole === 'acceptor') {
      if (version.resetSeqNumFlag) this.#given('a connection to the target without Logon')
      else this.#when('the tester connects')
      return 0
    }
    if (!isMessage(first, MsgType.Logon, 'target')) {
      this.#when('the target connects')
      return 0
    }
    this.#given('the Logon of the target has arrived')
    const { state } = this.#speaking
    state.numbers.begin('target', first.message.msgSeqNum ?? 1, 1)
    state.received(first)
    return 1
  }

  #further(i: number): number {
    const items = this.#session.connections[i]?.items ?? []
    return this.#session.targetRole === 'acceptor' ? this.#dialAgain(items) : this.#acceptAgain(items)
  }

  #dialAgain(items: readonly RecordedItem[]): number {
    const { state } = this.#speaking
    const [first] = items
    const rows = isMessage(first, MsgType.Logon, 'tester') ? rowsToSend(first, this.#speaking) : undefined
    if (
      !isMessage(first, MsgType.Logon, 'tester') ||
      !rows?.every(canStandInSentence) ||
      Number.isNaN(state.numberOf(first.message))
    ) {
      this.#when('the tester connects')
      return 0
    }
    const number = rows.some(({ name }) => name === 'MsgSeqNum')
      ? []
      : [{ name: 'MsgSeqNum', cell: String(state.nextOut), depth: 0 }]
    this.#steps.push({
      keyword: 'When',
      head: 'the tester logs on',
      rows: [...number, ...rows],
      inSentence: true,
      line: first.line,
    })
    state.sent(first, false)
    return 1
  }

  #acceptAgain(items: readonly RecordedItem[]): number {
    const { state } = this.#speaking
    const [first, second] = items
    if (!isMessage(first, MsgType.Logon, 'target')) {
      this.#when('the target connects')
      return 0
    }
    const reset = first.message.text(Tag.ResetSeqNumFlag) === 'Y'
    const rows = isMessage(second, MsgType.Logon, 'tester') ? rowsToSend(second, this.#speaking) : undefined
    state.received(first)
    if (!isMessage(second, MsgType.Logon, 'tester') || !rows?.every(canStandInSentence)) {
      this.#given('the Logon of the target has arrived')
      return 1
    }
    const number = rows.find(({ name }) => name === 'MsgSeqNum')?.cell ?? String(state.nextOut)
    const takesInterval = second.message.text(Tag.HeartBtInt) === first.message.text(Tag.HeartBtInt)
    const others = rows.filter(({ name }) => name !== 'MsgSeqNum' && !(name === 'HeartBtInt' && takesInterval))
    // The reset is asked for by the reply alone.
    if (!reset && others.some(({ name }) => name === 'ResetSeqNumFlag')) {
      const stated = [{ name: 'MsgSeqNum', cell: number, depth: 0 }, ...others]
      this.#steps.push({
        keyword: 'When',
        head: 'the tester logs on',
        rows: stated,
        inSentence: true,
        line: second.line,
      })
      state.sent(second, false)
      return 2
    }
    const clause = others
      .filter(({ name }) => name !== 'ResetSeqNumFlag')
      .map(({ name, cell }) => `${name} ${cell}`)
      .join(' and ')
    const at = reset ? '' : `, the tester at MsgSeqNum ${number}`
    this.#when(`the session is logged on again${at}${clause === '' ? '' : `, with ${clause}`}`)
    state.sent(second, false)
    return 2
  }

  /** Adds the step that ends connection `i`. @returns true for an expectation */
  end(i: number): boolean {
    const { state } = this.#speaking
    const connection = this.#session.connections[i]
    const isLast = i === this.#session.connections.length - 1
    const by = connection?.end?.by
    const wasLeaving = state.leaving
    const took = connection?.end?.at === undefined || state.lastAt === undefined ? 0 : connection.end.at - state.lastAt
    const silent = state.lastFrom === 'tester'
    state.ended()
    if (by === 'target') {
      const seconds = took <= 2000 ? 5 : took <= 4000 ? 10 : Math.ceil((took * 1.5) / 1000) + 5
      this.#steps.push({
        keyword: 'Then',
        head: `the target must disconnect within ${seconds} seconds${silent ? ' without sending anything' : ''}`,
      })
      return true
    }
    if (wasLeaving) this.#when('the tester closes the connection')
    else if (!isLast) this.#when('the tester disconnects')
    return false
  }

  /** The time of what the stage stands for is where the scenario begins. */
  #sawStage(item: RecordedItem | undefined): void {
    const { state } = this.#speaking
    state.lastAt = item?.at
    state.lastFrom = undefined
  }

  #given(head: string): void {
    this.#steps.push({ keyword: 'Given', head })
  }

  #when(head: string): void {
    this.#steps.push({ keyword: 'When', head })
  }
}

function firstNumber(items: readonly RecordedItem[], from: string): number {
  const first = items.find(
    (item) => item.kind === 'message' && item.from === from && (item.message.msgSeqNum ?? 0) >= 1,
  )
  return first?.kind === 'message' ? (first.message.msgSeqNum ?? 2) : 2
}
