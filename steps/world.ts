/** One bench for each scenario. Steps find it as `this.bench`; step files of users may import it from `fixproof/steps`. */
import { setDefaultTimeout, setWorldConstructor, World } from '@cucumber/cucumber'
import type { BackupTalk } from '../src/testbench/backup-talk.ts'
import { Bench } from '../src/testbench/bench.ts'
import type { Leg } from '../src/testbench/leg.ts'
import type { TesterVenue } from '../src/testbench/tester-venue.ts'
import type { WeekTalk } from '../src/testbench/week-talk.ts'

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
}

setWorldConstructor(FixWorld)
setDefaultTimeout(STEP_TIMEOUT_MS)
