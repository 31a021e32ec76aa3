/** Our engine as a target in a process of its own: it obeys its parent, and keeps a record that outlives it. */
import { appendFileSync } from 'node:fs'
import type { Message } from '../codec/message.ts'
import { realClock } from '../engine/clock.ts'
import type { EngineSession } from '../engine/engine-session.ts'
import { FixEngine } from '../engine/fix-engine.ts'
import type { HostedApplication } from '../engine/hosted-application.ts'
import type { HostedSession, LifecycleState } from '../engine/hosted-session.ts'
import { Tag } from '../fix/tags.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { Observation } from '../session/action.ts'
import { nodeFileOperations } from '../store/file-operations.ts'
import type { MessageStore } from '../store/message-store.ts'
import { openStore } from '../store/open-store.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import { CrashPoints } from './crash-points.ts'
import { ObservedApplication } from './observed-application.ts'
import { applicationNamed } from './order-desk.ts'
import { earlyCount, lateStore, spoilFiles } from './process-faults.ts'
import {
  type Command,
  type Evidence,
  type ProcessPlan,
  parametersOf,
  type Said,
  storedSession,
} from './process-plan.ts'
import { tamperWith } from './tamper.ts'

/** Who changes numbers by hand, for the record of the engine. */
const BY = 'the scenario'

export class ProcessTarget {
  readonly #say: (said: Said) => void
  readonly #crash = new CrashPoints(() => process.kill(process.pid, 'SIGKILL'))
  #plan: ProcessPlan | undefined
  #host: HostedSession | undefined
  #application: RecordedApplication | undefined
  /** A wrong engine's way to count. */
  #countEarly: ((msgSeqNum: number) => void) | undefined

  constructor(say: (said: Said) => void) {
    this.#say = say
  }

  obey(command: Command): void {
    switch (command.do) {
      case 'run':
        this.#run(command.plan).catch((error: unknown) => {
          this.fail(error)
          process.exit(1)
        })
        return
      case 'die':
        this.#crash.arm(command.point)
        return this.#say({ said: 'armed' })
      case 'send':
        for (const fields of command.orders) this.#session.send('D', fields)
        return
      case 'logout':
        return this.#session.logout()
      case 'start':
        return this.#session.start()
      case 'stop':
        return this.#session.stop()
      case 'setNumbers': {
        const { do: _, ...numbers } = command
        return this.#session.setSeqNums(numbers, BY)
      }
      case 'resetNumbers':
        return this.#session.resetSeqNums(command.how, BY)
      case 'requestResend':
        return this.#session.requestResend(command.begin, command.end)
      case 'failDelivery':
        if (this.#application !== undefined) this.#application.failing = command.times
    }
  }

  /** Tells the parent what ends this process. */
  fail(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    this.#write({ kind: 'warning', text: why })
    this.#say({ said: 'failed', why })
  }

  get #session(): HostedSession {
    if (this.#host === undefined) throw new Error('the target was not told to run')
    return this.#host
  }

  async #run(plan: ProcessPlan): Promise<void> {
    this.#plan = plan
    const { parameters, warnings } = parametersOf(plan)
    for (const text of warnings) this.#write({ kind: 'warning', text })
    spoilFiles(plan.faults, parameters.storage.logDirectory)
    const application = new RecordedApplication(plan, {
      crash: this.#crash,
      write: (evidence) => this.#write(evidence),
      beforeDelivery: (msgSeqNum) => this.#countEarly?.(msgSeqNum),
    })
    const engine = new FixEngine({ clock: realClock, network: tcpNetwork })
    this.#application = application
    const host = engine.createSession({
      parameters: reachable(parameters, plan),
      application,
      tamper: plan.tamper.length === 0 ? undefined : tamperWith(plan.tamper),
      openStore: (connection) => this.#store(plan, parameters, connection),
    })
    application.session = host
    this.#host = host
    host.start()
    const { waitLogon, sizeWaitHostMax } = parameters.protection
    const { port } =
      plan.role === 'acceptor' ? await engine.listen(plan.address, { waitLogon, sizeWaitHostMax }) : plan.address
    this.#say({ said: 'ready', port })
  }

  #store(plan: ProcessPlan, { storage }: EngineParameters, connection: 'primary' | 'backup'): MessageStore {
    const store = openStore({
      storage,
      session: storedSession(plan),
      now: realClock.now(),
      connection,
      onWarning: (text) => {
        this.#write({ kind: 'warning', text })
        this.#say({ said: 'note', text })
      },
      files: this.#crash.files(nodeFileOperations),
    })
    if (plan.faults.includes('countsBeforeProcessing')) this.#countEarly = earlyCount(store)
    const dying = this.#crash.store(store)
    return plan.faults.includes('sendsBeforeStoring') ? lateStore(dying) : dying
  }

  #write(evidence: Evidence): void {
    if (this.#plan !== undefined) appendFileSync(this.#plan.evidence, `${JSON.stringify(evidence)}\n`)
  }
}

function reachable(parameters: EngineParameters, { role, address }: ProcessPlan): EngineParameters {
  if (role === 'acceptor') return parameters
  return { ...parameters, connection: { ...parameters.connection, destinations: [address] } }
}

/** What the process does while its application works. */
interface Around {
  readonly crash: CrashPoints
  readonly write: (evidence: Evidence) => void
  readonly beforeDelivery: (msgSeqNum: number) => void
}

/** The observed application, whose record stands in a file before anything follows from it. */
class RecordedApplication extends ObservedApplication implements HostedApplication {
  session: HostedSession | undefined
  readonly #around: Around

  constructor(plan: ProcessPlan, around: Around) {
    super(applicationNamed(plan.application))
    this.#around = around
  }

  override onMessage(message: Message, session: EngineSession, possDup: boolean): unknown {
    const msgSeqNum = message.msgSeqNum ?? 0
    this.#around.beforeDelivery(msgSeqNum)
    const clOrdID = message.text(Tag.ClOrdID)
    if (this.failing === 0)
      this.#around.write({ kind: 'delivered', ...(clOrdID === undefined ? {} : { clOrdID }), msgSeqNum, possDup })
    this.#around.crash.inDelivery(msgSeqNum)
    return super.onMessage(message, session, possDup)
  }

  override onResend(message: Message, session: EngineSession): boolean {
    const msgSeqNum = message.msgSeqNum ?? 0
    this.#around.write({ kind: 'resendAsked', msgSeqNum })
    this.#around.crash.midResend(msgSeqNum)
    return super.onResend(message, session)
  }

  override onUndelivered(message: Message): void {
    this.#around.write({ kind: 'undelivered', text: message.text(Tag.ClOrdID) ?? '' })
  }

  override onObservation({ level, text }: Observation): void {
    if (level !== 'info') this.#around.write({ kind: 'warning', text })
  }

  /** Without this the process would end, and what follows from the fault would not be seen. */
  onFault(fault: Error): void {
    this.#around.write({ kind: 'warning', text: `the engine reports a fault: ${fault.message}` })
  }

  override onSessionReset(): void {
    this.#around.write({ kind: 'sessionReset' })
  }

  override onNewState(_before: LifecycleState, after: LifecycleState): void {
    this.#around.write({ kind: 'state', text: this.session?.removed === true ? 'removed' : after })
  }
}
