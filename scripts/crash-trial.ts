/**
 * Kills an engine again and again while orders flow both ways, starts it anew each time, and reads the record: nothing
 * lost, nothing twice without PossDupFlag, no number with two contents, numbers equal at the end. Instants of death are
 * drawn from the seed; what they meet is the machine's affair, so the same seed is no replay.
 *
 *   npx node scripts/crash-trial.ts [--kills N] [--seed N]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { Acceptor, EngineSession, Initiator, MemoryStore, realClock, tcpNetwork } from '../src/engine/engine.ts'
import { Journal } from '../src/journal/journal.ts'
import { seededRandom } from '../src/testbench/seeded-random.ts'
import { freePort } from '../src/testing/free-port.ts'
import { deliveryFindings, type Receipt, resentCount, reuseFindings } from './crash-trial/evidence.ts'
import { ORDER_INTERVAL_MS, order, trialSettings } from './crash-trial/trial-session.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const kills = Number(values.kills)
const seed = Number(values.seed)
if (!Number.isInteger(kills) || kills < 1) throw new Error(`--kills ${values.kills}: expected a whole number from 1 on`)

/** The longest life of a process that is ready, milliseconds. */
const LIFE_MS = 400
/** One in so many is killed while it starts: anywhere between its birth and its first Logon. */
const STILLBORN = 5
/** How long the last process may take to bring both sides together. */
const SETTLE_MS = 60_000

type Role = 'initiator' | 'acceptor'

/** The side that stays: a session in this process, with a journal of everything. */
function startDriver(role: Role, port: number): Driver {
  const received: Receipt[] = []
  const began = performance.now()
  const journal = new Journal({ now: () => realClock.now(), elapsed: () => performance.now() - began })
  const session = new EngineSession({
    settings: trialSettings(role, true),
    store: new MemoryStore(realClock.now()),
    clock: realClock,
    journal,
    application: {
      onMessage(message, _session, possDup) {
        received.push({ msgSeqNum: message.msgSeqNum ?? 0, clOrdID: message.text(11) ?? '', possDup })
      },
      onDisconnect: () => initiator?.linkLost(),
    },
  })
  const address = { host: '127.0.0.1', port }
  const options = { network: tcpNetwork, clock: realClock, address }
  const initiator = role === 'initiator' ? new Initiator({ ...options, session, reconnectIntervalMs: 10 }) : undefined
  const acceptor = role === 'acceptor' ? new Acceptor(options) : undefined
  acceptor?.add(session)
  return { session, journal, received, initiator, acceptor, orders: 0 }
}

interface Driver {
  readonly session: EngineSession
  readonly journal: Journal
  readonly received: Receipt[]
  readonly initiator: Initiator | undefined
  readonly acceptor: Acceptor | undefined
  orders: number
}

/** The process that dies. Ending by itself is a finding, wherever it is noticed. */
class Engine {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>
  readonly #exit: Promise<unknown>
  #killed = false

  constructor(role: Role, port: number, folder: string) {
    const script = path.join(import.meta.dirname, 'crash-trial', 'engine.ts')
    this.#child = spawn(process.execPath, [script, role, String(port), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    if (this.#child.stdout === null) throw new Error('the engine has no output')
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
    this.#exit = once(this.#child, 'exit')
  }

  /** @throws Error when it ended before it said a line, and was not killed */
  async line(): Promise<string> {
    const { value, done } = await this.#lines.next()
    if (done === true && !this.#killed) throw new Error('the engine ended by itself')
    return value ?? ''
  }

  tell(command: string): void {
    this.#child.stdin?.write(`${command}\n`)
  }

  async exited(): Promise<void> {
    await this.#exit
  }

  async kill(): Promise<void> {
    this.#killed = true
    this.#child.kill('SIGKILL')
    await this.#exit
  }
}

function receiptsIn(folder: string): Receipt[] {
  return readFileSync(path.join(folder, 'receipts'), 'latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [msgSeqNum, clOrdID = '', possDup] = line.split(' ')
      return { msgSeqNum: Number(msgSeqNum), clOrdID, possDup: possDup === 'Y' }
    })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** One role of the engine that dies. @returns what the record shows to be wrong */
async function trial(role: Role, times: number, random: () => number): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-crash-trial-'))
  const port = await freePort()
  const driver = startDriver(role === 'initiator' ? 'acceptor' : 'initiator', port)
  await driver.acceptor?.start()
  driver.initiator?.start()
  const orders = setInterval(
    () => driver.session.submit('D', order('D', ++driver.orders, realClock.now())),
    ORDER_INTERVAL_MS,
  )
  const began = performance.now()
  try {
    let unborn = 0
    for (let kill = 1; kill <= times; kill++) {
      const engine = new Engine(role, port, folder)
      let ready = false
      const started = engine.line().then(() => {
        ready = true
      })
      const [early, life] = [random() * STILLBORN < 1, random() * LIFE_MS]
      if (!early) await started
      await pause(life)
      const wasReady = ready
      await engine.kill()
      await started
      if (!wasReady) unborn++
    }
    const findings = await settle(role, port, folder, driver, orders)
    const receipts = receiptsIn(folder)
    const resent = resentCount(receipts) + resentCount(driver.received)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `${role}: ${times} kills (${unborn} before it was ready), ${receipts.length} orders to it, ` +
        `${driver.received.length} from it, ${resent} of them with PossDupFlag, ` +
        `${findings.length} findings, ${seconds} s`,
    )
    return findings.map((finding) => `${role}: ${finding}`)
  } finally {
    clearInterval(orders)
    driver.initiator?.stop()
    driver.acceptor?.stop()
    driver.session.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Lets one process live until both sides have everything, then reads the record. */
async function settle(
  role: Role,
  port: number,
  folder: string,
  driver: Driver,
  orders: NodeJS.Timeout,
): Promise<string[]> {
  const engine = new Engine(role, port, folder)
  const answer = async (): Promise<Record<string, number>> => JSON.parse(await engine.line())
  const deadline = performance.now() + SETTLE_MS
  try {
    await engine.line()
    while (!driver.session.established && performance.now() < deadline) await pause(20)
    clearInterval(orders)
    engine.tell('stop')
    const { orders: given = 0 } = await answer()
    const had = (): boolean => new Set(driver.received.map(({ clOrdID }) => clOrdID)).size >= given
    while (!had() && performance.now() < deadline) await pause(20)
    // Two TestRequests later nothing is under way any more.
    for (const testReqID of ['LAST', 'VERY LAST']) {
      driver.session.submit('1', [[112, testReqID]])
      await pause(200)
    }
    while (driver.session.established && !quiet(driver) && performance.now() < deadline) await pause(20)
    engine.tell('end')
    const numbers = await answer()
    await engine.exited()
    const { nextIn, nextOut } = driver.session
    return [
      ...(numbers.nextIn === nextOut && numbers.nextOut === nextIn
        ? []
        : [`numbers differ: engine ${numbers.nextIn}/${numbers.nextOut}, driver ${nextOut}/${nextIn}`]),
      ...deliveryFindings('T', given, driver.received),
      ...deliveryFindings('D', driver.orders, receiptsIn(folder)),
      ...reuseFindings(driver.journal.entries, 'in'),
      ...reuseFindings(driver.journal.entries, 'out'),
    ]
  } finally {
    await engine.kill()
  }
}

/** The answer to the last TestRequest has come, and nothing after it. */
function quiet({ journal }: Driver): boolean {
  const last = journal.entries.at(-1)
  return last?.kind === 'message' && last.direction === 'in' && last.message.text(112) === 'VERY LAST'
}

const random = seededRandom(seed)
const findings = [
  ...(await trial('initiator', Math.ceil(kills / 2), random)),
  ...(await trial('acceptor', Math.floor(kills / 2), random)),
]
for (const finding of findings.slice(0, 20)) console.log(finding)
console.log(`crash trial, seed ${seed}: ${kills} kills, ${findings.length} findings`)
console.log(`${kills} passed, ${findings.length} failed`)
process.exitCode = findings.length === 0 ? 0 : 1
