/** Before and after each scenario: whether it applies, what its steps wrote into the journal, and what came of it. */
import { setImmediate } from 'node:timers/promises'
import { After, AfterStep, Before, BeforeStep, type ITestStepHookParameter } from '@cucumber/cucumber'
import type { GherkinDocument, Pickle, PickleStep, Scenario, Step } from '@cucumber/messages'
import { findRequirement } from '../src/conformance/catalogue.ts'
import { findVersion } from '../src/fix/versions.ts'
import type { Level, ReportStep } from '../src/report/report.ts'
import { whyNotApplicable } from '../src/testbench/applicability.ts'
import { leave } from '../src/testbench/establish.ts'
import { interruption } from '../src/testbench/interruption.ts'
import { RESULT_MEDIA_TYPE, resultsOf, type ScenarioInfo } from '../src/testbench/result.ts'
import { vocabulary } from '../src/testbench/sentences.ts'
import { undefinedStep } from '../src/testbench/undefined-step.ts'
import { givenUp, noteReached } from '../src/testbench/unreached.ts'
import { indentsOf } from './tables.ts'
import type { FixWorld } from './world.ts'

interface Running {
  readonly info: ScenarioInfo
  readonly startedAt: string
  readonly began: number
  readonly steps: ReportStep[]
  notApplicable: string | undefined
  /** Why it was not even tried. */
  givenUp: string | undefined
}

const running = new WeakMap<FixWorld, Running>()

Before(function (this: FixWorld, { pickle, gherkinDocument }) {
  // What was not begun is not reported: the report of an interrupted run holds what was done.
  if (interruption.requested) return 'skipped'
  const info = scenarioInfo(pickle, gherkinDocument)
  const version = findVersion(this.leg.version)
  if (version === undefined) throw new Error(`no FIX version ${this.leg.version}`)
  this.scenario = `${info.feature}:${info.line}`
  const tags = pickle.tags.map((tag) => tag.name)
  this.application = tags.includes('@application')
  const notApplicable = whyNotApplicable(tags, this.leg, version)
  const startedAt = new Date().toISOString()
  const lost = givenUp(this.leg)
  running.set(this, { info, startedAt, began: performance.now(), steps: [], notApplicable, givenUp: lost })
  return notApplicable === undefined && lost === undefined ? undefined : 'skipped'
})

/** A `Given` that was not reached is the stage: the target is not there, or does not log on. */
function watchHealth(world: FixWorld, scenario: Running): void {
  if (scenario.notApplicable !== undefined || scenario.givenUp !== undefined) return
  const reason = world.openBench?.record.notReached
  const failed = scenario.steps.findIndex((step) => step.status === 'inconclusive')
  noteReached(world.leg, failed === 0 && !world.established ? reason : undefined)
}

BeforeStep(function (this: FixWorld, { pickleStep, gherkinDocument }: ITestStepHookParameter) {
  this.indents = indentsOf(pickleStep, gherkinDocument)
  const at = this.openBench?.entries.length ?? 0
  const step = describeStep(pickleStep, gherkinDocument)
  running.get(this)?.steps.push({ ...step, status: 'passed', transcript: [at, at] })
})

/** Errors of these names say that the stimulus was not reached: nothing is proved, and nobody is at fault. */
const NOT_REACHED: ReadonlySet<string> = new Set(['NotReached', 'TargetUnreachable'])

AfterStep(function (this: FixWorld, { result }: ITestStepHookParameter) {
  const scenario = running.get(this)
  const step = scenario?.steps.at(-1)
  if (scenario === undefined || step?.transcript === undefined) return
  const record = this.openBench?.record
  step.transcript[1] = this.openBench?.entries.length ?? 0
  if (result.status === 'PASSED') {
    if (record !== undefined && record.missed.length > missedBefore(scenario)) step.status = 'warning'
    return
  }
  const { exception } = result
  if (record !== undefined && exception !== undefined && NOT_REACHED.has(exception.type))
    record.notReached = this.openBench?.hungUp ?? exception.message ?? exception.type
  step.status = record?.broken !== undefined ? 'failed' : record?.notReached !== undefined ? 'inconclusive' : 'errored'
})

function missedBefore(scenario: Running): number {
  return scenario.steps.filter((step) => step.status === 'warning').length
}

After(async function (this: FixWorld, { pickle, result, gherkinDocument }) {
  const scenario = running.get(this)
  if (scenario === undefined) return
  const bench = this.openBench
  const unknown = result?.status === 'UNDEFINED' ? firstUnknown(scenario, pickle, gherkinDocument) : undefined
  if (interruption.requested) {
    bench?.close()
    return
  }
  // Signals are only seen between turns of the loop, and the simulated clock never waits for one.
  await setImmediate()
  if (bench !== undefined) {
    const at = bench.entries.length
    for (const actor of this.actors.values()) {
      await leave(actor)
      actor.close()
    }
    await leave(bench)
    if (bench.entries.length > at)
      scenario.steps.push({
        keyword: 'After',
        text: 'the tester logs out',
        status: 'passed',
        transcript: [at, bench.entries.length],
      })
    bench.close()
  }
  watchHealth(this, scenario)
  addSkipped(scenario.steps, pickle, gherkinDocument)
  // Nothing is skipped but what does not apply or was given up: a step that skips has proved nothing.
  const allowed =
    scenario.notApplicable === undefined && scenario.givenUp === undefined ? ['PASSED'] : ['PASSED', 'SKIPPED']
  const failed = result !== undefined && !allowed.includes(result.status)
  const results = resultsOf(this.leg, scenario.info, bench, {
    fault: failed ? (unknown ?? result.message ?? result.status) : undefined,
    notApplicable: scenario.notApplicable,
    givenUp: scenario.givenUp,
    steps: scenario.steps,
    durationMs: Math.round((performance.now() - scenario.began) * 1000) / 1000,
    startedAt: scenario.startedAt,
  })
  await this.attach(JSON.stringify(results), RESULT_MEDIA_TYPE)
})

/** The step at which the scenario stopped: what fits no sentence is not begun. */
function firstUnknown(scenario: Running, pickle: Pickle, document: GherkinDocument): string | undefined {
  const step = pickle.steps[scenario.steps.length]
  if (step === undefined) return undefined
  const line = stepsOfDocument(document).get(step.astNodeIds[0] ?? '')?.location.line
  return undefinedStep(`${scenario.info.feature}:${line ?? scenario.info.line}`, step.text, vocabulary.sentences)
}

/** Steps that were never reached are shown, as skipped. */
function addSkipped(steps: ReportStep[], pickle: Pickle, document: GherkinDocument): void {
  const ran = steps.filter((step) => step.keyword !== 'After').length
  const skipped = pickle.steps
    .slice(ran)
    .map((step) => ({ ...describeStep(step, document), status: 'skipped' as const }))
  steps.splice(ran, 0, ...skipped)
}

function describeStep(
  step: PickleStep,
  document: GherkinDocument,
): { keyword: string; text: string; table?: string[][]; level?: Level } {
  const table = step.argument?.dataTable?.rows.map((row) => row.cells.map((cell) => cell.value))
  const level = /\b(must|should|may)\b/.exec(step.text)?.[1] as Level | undefined
  return {
    keyword: keywordOf(step, document),
    text: step.text,
    ...(table === undefined ? {} : { table }),
    ...(level === undefined ? {} : { level }),
  }
}

/** `And` is as good as the keyword before it, but people read what they wrote. */
function keywordOf(step: PickleStep, document: GherkinDocument): string {
  const steps = stepsOfDocument(document)
  for (const id of step.astNodeIds) {
    const written = steps.get(id)
    if (written !== undefined) return written.keyword.trim()
  }
  return 'Given'
}

/** A document's steps by their ids; asked for with every step of every scenario. */
const stepsByDocument = new WeakMap<GherkinDocument, ReadonlyMap<string, Step>>()

function stepsOfDocument(document: GherkinDocument): ReadonlyMap<string, Step> {
  const known = stepsByDocument.get(document)
  if (known !== undefined) return known
  const steps = new Map<string, Step>()
  for (const part of scenariosOf(document)) for (const step of part.steps) steps.set(step.id, step)
  stepsByDocument.set(document, steps)
  return steps
}

function* scenariosOf(
  document: GherkinDocument,
): Generator<{ steps: Scenario['steps']; scenario?: Scenario; rule?: string }> {
  for (const child of document.feature?.children ?? []) {
    if (child.background) yield { steps: child.background.steps }
    if (child.scenario) yield { steps: child.scenario.steps, scenario: child.scenario }
    for (const inner of child.rule?.children ?? []) {
      if (inner.background) yield { steps: inner.background.steps }
      if (inner.scenario && child.rule)
        yield { steps: inner.scenario.steps, scenario: inner.scenario, rule: child.rule.name }
    }
  }
}

/** Scenarios of a document by their ids, each with the rule that it stands under. */
const placesByDocument = new WeakMap<GherkinDocument, ReadonlyMap<string, Place>>()

type Place = ReturnType<typeof scenariosOf> extends Generator<infer P> ? P : never

function placesOf(document: GherkinDocument): ReadonlyMap<string, Place> {
  const known = placesByDocument.get(document)
  if (known !== undefined) return known
  const places = new Map<string, Place>()
  for (const place of scenariosOf(document)) if (place.scenario) places.set(place.scenario.id, place)
  placesByDocument.set(document, places)
  return places
}

function scenarioInfo(pickle: Pickle, document: GherkinDocument): ScenarioInfo {
  const found = placesOf(document).get(pickle.astNodeIds[0] ?? '')
  const tags = pickle.tags.map((tag) => tag.name.slice(1))
  return {
    name: pickle.name,
    feature: pickle.uri,
    line: lineOf(pickle, found?.scenario),
    rule: found?.rule,
    cases: tags.filter((tag) => findRequirement(tag) !== undefined),
    level: (['must', 'should', 'may'] as const).find((level) => tags.includes(level)) ?? 'must',
    needs: tags.filter((tag) => tag.startsWith('needs:')).map((tag) => tag.slice('needs:'.length)),
  }
}

/** The line of the row for an outline, of the scenario otherwise. */
function lineOf(pickle: Pickle, scenario: Scenario | undefined): number {
  for (const examples of scenario?.examples ?? [])
    for (const row of examples.tableBody) if (pickle.astNodeIds.includes(row.id)) return row.location.line
  return scenario?.location.line ?? 0
}
