/** Scenarios of one leg through cucumber, each with its result. */
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { loadConfiguration, loadSupport, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import type { ReportResult } from '../report/report.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import { RESULT_MEDIA_TYPE } from '../testbench/result.ts'
import { ownSteps } from './package-paths.ts'
import type { Selection } from './selection.ts'

/** Step files register themselves when they are first imported, so a process can load them once. */
const supports = new Map<string, Promise<Support>>()

/** @param steps - step files of the user, beside ours */
export function supportFor(steps: readonly string[]): Promise<Support> {
  const key = steps.join('\n')
  const known = supports.get(key)
  if (known !== undefined) return known
  if (supports.size > 0)
    throw new Error('one process can load the steps once: other step files need a process of their own')
  const support = configurationFor(steps).then((configuration) => loadSupport(configuration))
  supports.set(key, support)
  return support
}

export type Support = Awaited<ReturnType<typeof loadSupport>>
/** `.ts` in a checkout, `.js` in the package. */
const SILENT_FORMATTER = path.join(import.meta.dirname, `silent-formatter${path.extname(import.meta.filename)}`)

type Configuration = Awaited<ReturnType<typeof loadConfiguration>>['runConfiguration']

async function configurationFor(steps: readonly string[], selection?: Selection, leg?: Leg): Promise<Configuration> {
  const { runConfiguration } = await loadConfiguration({
    file: false,
    provided: {
      paths: [...(selection?.paths ?? [])],
      import: [ownSteps(), ...steps],
      format: [],
      ...(selection?.tags === undefined ? {} : { tags: selection.tags }),
      ...(leg === undefined ? {} : { worldParameters: { leg } as never }),
    },
  })
  // Progress is ours, and what prints nothing need not follow each step either.
  return { ...runConfiguration, formats: { ...runConfiguration.formats, stdout: SILENT_FORMATTER } }
}

/**
 * @param selection - paths may be files with `:LINE` behind them, for single scenarios
 * @param support - of `supportFor` with the same step files
 * @param onScenario - told of each scenario when it has ended, with what came of it
 */
export async function runScenarios(
  leg: Leg,
  selection: Selection,
  steps: readonly string[],
  support: Support,
  onScenario: (results: readonly ReportResult[]) => void = () => undefined,
): Promise<ReportResult[]> {
  const configuration = await configurationFor(steps, selection, leg)
  const gathered = new ResultCollector(leg, onScenario)
  // Nothing is printed by cucumber, yet it wants a stream to print to.
  const silent = new PassThrough().resume()
  await runCucumber({ ...configuration, support }, { stdout: silent }, (envelope) => gathered.see(envelope))
  return gathered.results
}

interface Started {
  readonly pickle: string
  /** How many results there were before. */
  readonly from: number
  reported: boolean
  failed: string | undefined
}

/** Takes results out of cucumber's messages, and sees to it that no scenario is without one. */
class ResultCollector {
  readonly results: ReportResult[] = []
  readonly #leg: Leg
  readonly #onScenario: (results: readonly ReportResult[]) => void
  readonly #pickles = new Map<string, { name: string; uri: string; line: number }>()
  readonly #cases = new Map<string, string>()
  readonly #started = new Map<string, Started>()

  constructor(leg: Leg, onScenario: (results: readonly ReportResult[]) => void) {
    this.#leg = leg
    this.#onScenario = onScenario
  }

  see(envelope: Envelope): void {
    const { pickle, testCase, testCaseStarted, testStepFinished, attachment, testCaseFinished } = envelope
    if (pickle) this.#pickles.set(pickle.id, { name: pickle.name, uri: pickle.uri, line: pickle.location?.line ?? 0 })
    else if (testCase) this.#cases.set(testCase.id, testCase.pickleId)
    else if (testCaseStarted) {
      const pickleId = this.#cases.get(testCaseStarted.testCaseId) ?? ''
      this.#started.set(testCaseStarted.id, {
        pickle: pickleId,
        from: this.results.length,
        reported: false,
        failed: undefined,
      })
    } else if (attachment?.mediaType === RESULT_MEDIA_TYPE) this.#report(attachment.testCaseStartedId, attachment.body)
    else if (testStepFinished) {
      const scenario = this.#started.get(testStepFinished.testCaseStartedId)
      if (scenario && testStepFinished.testStepResult.status === 'FAILED')
        scenario.failed ??= testStepFinished.testStepResult.message ?? 'a hook failed'
    } else if (testCaseFinished) {
      this.#finish(testCaseFinished.testCaseStartedId)
      const scenario = this.#started.get(testCaseFinished.testCaseStartedId)
      if (scenario !== undefined) this.#onScenario(this.results.slice(scenario.from))
    }
  }

  #report(id: string | undefined, body: string): void {
    const scenario = this.#started.get(id ?? '')
    if (scenario) scenario.reported = true
    this.results.push(...(JSON.parse(body) as ReportResult[]))
  }

  /** A scenario that came to no result, through a fault in a hook or a missing case tag, is a fault of the harness. */
  #finish(id: string): void {
    const scenario = this.#started.get(id)
    if (scenario === undefined || scenario.reported || interruption.requested) return
    const pickle = this.#pickles.get(scenario.pickle)
    const reason = scenario.failed ?? 'the scenario came to no result'
    this.results.push({
      case: 'HARNESS',
      title: pickle?.name ?? 'unknown scenario',
      feature: pickle?.uri ?? '',
      line: pickle?.line ?? 0,
      beginString: this.#leg.version,
      targetRole: this.#leg.targetRole,
      level: 'must',
      verdict: 'errored',
      expected: [],
      actual: reason,
      reason,
      durationMs: 0,
      virtualMs: 0,
      transcript: [],
    })
  }
}
