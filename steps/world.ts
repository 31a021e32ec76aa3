/** One bench for each scenario. Steps find it as `this.bench`; step files of users may import it from `fixproof/steps`. */
import { setDefaultTimeout, setWorldConstructor, World } from '@cucumber/cucumber'
import type { Level } from '../src/report/report.ts'
import type { BackupTalk } from '../src/testbench/backup-talk.ts'
import { Bench } from '../src/testbench/bench.ts'
import type { Leg } from '../src/testbench/leg.ts'
import { nameMet } from '../src/testbench/named-values.ts'
import type { TesterVenue } from '../src/testbench/tester-venue.ts'
import type { WeekTalk } from '../src/testbench/week-talk.ts'
import { capture, msgTypeOf, parseClause, patternOf, type Row, statedFields } from '../src/testbench/wording.ts'

/** Step files of users take these from here: cucumber must be the same instance as ours. */
export { After, Before, Given, Then, When } from '@cucumber/cucumber'

/** Steps have deadlines of their own, which say what was waited for; this one only ends what hangs. */
const STEP_TIMEOUT_MS = 1_800_000

/** What the steps of one scenario share, as `this`. Made anew for each scenario. */
export class FixWorld extends World<{ leg: Leg }> {
  #bench: Bench | undefined
  /** Identifies the scenario among all, so that it has a seed of its own. */
  scenario = ''

  /** A second connection, where a scenario opened one. */
  second: Awaited<ReturnType<Bench['connectSecond']>> | undefined
  /** Those who hold further sessions of the target, by the names that the scenario gives them. */
  readonly actors = new Map<string, Bench>()
  /** The tester in the part of the venue, where a scenario has it play one. */
  venue: TesterVenue | undefined
  /** The tester's engine, where the scenario handed the session over. */
  engine: ReturnType<Bench['keepByEngine']> | undefined
  /** The talk that the tester's engine keeps over days and weeks. */
  week: WeekTalk | undefined
  /** The tester as primary and backup, where a scenario has both. */
  backup: BackupTalk | undefined
  /** ClOrdID(11) of the messages that the target's application was last told to send. */
  sent: readonly string[] = []
  /** ClOrdID(11) of the tester's last order. */
  order = ''
  /** The target logged on as the scenario began: it is there, whatever the scenario lacks otherwise. */
  established = false
  /** Messages that the talk exchanges each day. */
  messagesADay = 0

  /** True where the scenario is about orders: the target then trades, and does not only acknowledge. */
  application = false

  /** Levels of indentation in the table of the step that runs. */
  indents: readonly number[] = []

  /** Version, role and target that this scenario is run for. */
  get leg(): Leg {
    const { leg } = this.parameters
    return this.application ? leg : { ...leg, trading: undefined }
  }

  /** The tester's side: verbs that send and expect. Made when it is first asked for. */
  get bench(): Bench {
    this.#bench ??= new Bench(this.leg, this.scenario)
    return this.#bench
  }

  /** The bench, if the scenario got as far as to need one. */
  get openBench(): Bench | undefined {
    return this.#bench
  }

  /**
   * Sends a message, as the sentence `the tester sends NAME as "as" with CLAUSE` does. What is not stated is filled in.
   *
   * @param stated - `OrderQty 100 and Price 10.25`, or rows of name and cell
   * @throws Error for a message or field that the version does not have
   */
  send(name: string, stated: string | readonly Row[] = [], as?: string, garbling?: string): void {
    const { bench } = this
    bench.send(msgTypeOf(bench, name), statedFields(bench, name, rowsFrom(stated)), garbling)
    if (as !== undefined) bench.nameLastSent(as)
  }

  /**
   * Waits for a message of the target, as `the target must send NAME as "as" with CLAUSE within DURATION` does.
   *
   * @param stated - `OrdStatus Filled and CumQty 100`, or rows of name and cell
   * @param duration - `2 seconds`, `500 milliseconds`, `1.5 HeartBtInt`
   * @throws RequirementBroken when a must is not met, which makes the scenario fail
   */
  async expect(
    level: Level,
    name: string,
    stated: string | readonly Row[],
    duration: string,
    as?: string,
  ): Promise<void> {
    const { bench } = this
    const rows = rowsFrom(stated)
    const message = await bench.expect(level, patternOf(bench, name, rows), bench.milliseconds(duration))
    capture(bench, message, rows)
    if (as !== undefined) nameMet(bench, as, message)
  }
}

function rowsFrom(stated: string | readonly Row[]): readonly Row[] {
  if (typeof stated !== 'string') return stated
  return stated === '' ? [] : parseClause(stated)
}

setWorldConstructor(FixWorld)
setDefaultTimeout(STEP_TIMEOUT_MS)
