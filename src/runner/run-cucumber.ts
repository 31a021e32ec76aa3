/** Scenarios of one leg through cucumber, each with its result. */
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { loadConfiguration, loadSupport, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import type { ReportResult } from '../report/report.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import { RESULT_MEDIA_TYPE } from '../testbench/result.ts'
import { readableSentence, vocabulary } from '../testbench/sentences.ts'
import { ownSteps } from './package-paths.ts'
import { asCucumberTakes } from './scenarios.ts'
import type { Selection } from './selection.ts'
import { type Expression, rememberMatches } from './step-matching.ts'

/** Step files register themselves when they are first imported, so a process can load them once. */
const supports = new Map<string, Promise<Support>>()

/** @param steps - step files of the user, beside ours */
export function supportFor(steps: readonly string[]): Promise<Support> {
  const key = steps.join('\n')
  const known = supports.get(key)
  if (known !== undefined) return known
  if (supports.size > 0)
    throw new Error('one process can load the steps once: other step files need a process of their own')
  const support = configurationFor(steps).then(async (configuration) => {
    const loaded = await loadSupport(configuration)
    const definitions = stepDefinitionsOf(loaded)
    rememberMatches(definitions.map(({ expression }) => expression))
    vocabulary.sentences = definitions.map(({ pattern }) => readableSentence(String(pattern)))
    return loaded
  })
  supports.set(key, support)
  return support
}

export type Support = Awaited<ReturnType<typeof loadSupport>>

/** What support holds, of which cucumber's types say nothing. */
interface StepDefinition {
  /** The file of the step. */
  readonly uri: string
  readonly pattern: string | RegExp
  readonly expression: Expression
}

export function stepDefinitionsOf(support: Support): readonly StepDefinition[] {
  return (support as unknown as { readonly stepDefinitions: readonly StepDefinition[] }).stepDefinitions
}

/** `.ts` in a checkout, `.js` in the package. */
const SILENT_FORMATTER = path.join(import.meta.dirname, `silent-formatter${path.extname(import.meta.filename)}`)

type Configuration = Awaited<ReturnType<typeof loadConfiguration>>['runConfiguration']

async function configurationFor(steps: readonly string[], selection?: Selection, leg?: Leg): Promise<Configuration> {
  const { runConfiguration } = await loadConfiguration({
    file: false,
    provided: {
      paths: asCucumberTakes(selection?.paths ?? []),
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
  const gathered: ReportResult[] = []
  await runForTexts(leg, selection, steps, support, (text) => {
    const results = JSON.parse(text) as ReportResult[]
    gathered.push(...results)
    onScenario(results)
  })
  return gathered
}

/**
 * As `runScenarios`; what came of a scenario is left as the text that its steps made, a JSON array of results: a thread
 * hands it on as it is.
 */
export async function runForTexts(
  leg: Leg,
  selection: Selection,
  steps: readonly string[],
  support: Support,
  onScenario: (results: string) => void,
): Promise<void> {
  const configuration = await configurationFor(steps, selection, leg)
  const collector = new ResultCollector(leg, onScenario)
  // Nothing is printed by cucumber, yet it wants a stream to print to.
  const silent = new PassThrough().resume()
  await runCucumber({ ...configuration, support }, { stdout: silent }, (envelope) => collector.see(envelope))
}

interface Started {
  readonly pickle: string
  /** What the steps attached, JSON arrays of results. */
  readonly reported: string[]
  failed: string | undefined
}

/** Takes results out of cucumber's messages, and sees to it that no scenario is without one. */
class ResultCollector {
  readonly #leg: Leg
  readonly #onScenario: (results: string) => void
  readonly #pickles = new Map<string, { name: string; uri: string; line: number }>()
  readonly #cases = new Map<string, string>()
  readonly #started = new Map<string, Started>()

  constructor(leg: Leg, onScenario: (results: string) => void) {
    this.#leg = leg
    this.#onScenario = onScenario
  }

  see(envelope: Envelope): void {
    const { pickle, testCase, testCaseStarted, testStepFinished, attachment, testCaseFinished } = envelope
    if (pickle) this.#pickles.set(pickle.id, { name: pickle.name, uri: pickle.uri, line: pickle.location?.line ?? 0 })
    else if (testCase) this.#cases.set(testCase.id, testCase.pickleId)
    else if (testCaseStarted) {
      const pickleId = this.#cases.get(testCaseStarted.testCaseId) ?? ''
      this.#started.set(testCaseStarted.id, { pickle: pickleId, reported: [], failed: undefined })
    } else if (attachment?.mediaType === RESULT_MEDIA_TYPE)
      this.#started.get(attachment.testCaseStartedId ?? '')?.reported.push(attachment.body)
    else if (testStepFinished) {
      const scenario = this.#started.get(testStepFinished.testCaseStartedId)
      if (scenario && testStepFinished.testStepResult.status === 'FAILED')
        scenario.failed ??= testStepFinished.testStepResult.message ?? 'a hook failed'
    } else if (testCaseFinished) this.#finish(testCaseFinished.testCaseStartedId)
  }

  #finish(id: string): void {
    const scenario = this.#started.get(id)
    if (scenario === undefined) return
    this.#started.delete(id)
    const [only, ...others] = scenario.reported
    if (only !== undefined && others.length === 0) return this.#onScenario(only)
    const results = scenario.reported.flatMap((text) => JSON.parse(text) as ReportResult[])
    if (only === undefined && !interruption.requested) results.push(this.#withoutResult(scenario))
    this.#onScenario(JSON.stringify(results))
  }

  /** A scenario that came to no result, through a fault in a hook or a missing case tag, is a fault of the harness. */
  #withoutResult(scenario: Started): ReportResult {
    const pickle = this.#pickles.get(scenario.pickle)
    const reason = scenario.failed ?? 'the scenario came to no result'
    return {
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
    }
  }
}
