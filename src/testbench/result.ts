/** From what a scenario has found to the result that is reported. Pure. */
import path from 'node:path'
import { findRequirement } from '../conformance/catalogue.ts'
import { probableCause } from '../conformance/defect.ts'
import { DEFECTS } from '../conformance/defects.ts'
import { furtherReport } from '../conformance/further-report.ts'
import type { InvariantFinding } from '../conformance/order-invariants/order-invariants.ts'
import type { Requirement } from '../conformance/requirement.ts'
import { Tag } from '../fix/tags.ts'
import type { Entry } from '../journal/journal.ts'
import type { Level, ReportResult, ReportStep, TranscriptEntry, Verdict } from '../report/report.ts'
import type { Bench } from './bench.ts'
import { judgeScenarioOrders } from './judge-orders.ts'
import type { Leg } from './leg.ts'
import { transcriptOf } from './transcript.ts'

/** Results travel from the steps to the runner as attachments of this type. */
export const RESULT_MEDIA_TYPE = 'application/vnd.fixproof.results+json'

/** Entries of a flood that are shown: how it began. Of any other scenario all of them are. */
const SHOWN_OF_FLOOD = 500

/** What the feature file says about a scenario. */
export interface ScenarioInfo {
  readonly name: string
  readonly feature: string
  readonly line: number
  readonly rule: string | undefined
  /** Ids of the catalogue among the tags. */
  readonly cases: readonly string[]
  readonly level: Level
  readonly needs: readonly string[]
}

export interface Ending {
  /** What a step threw that is neither a verdict of ours nor foreseen: a fault of the harness. */
  readonly fault?: string | undefined
  /** Why the scenario does not apply. */
  readonly notApplicable?: string | undefined
  /** Why it was not even tried. */
  readonly givenUp?: string | undefined
  readonly steps: readonly ReportStep[]
  readonly durationMs: number
  readonly startedAt: string
}

/**
 * One result for each case that the scenario proves; one under its place where it names none: it may have failed. Behind
 * them one for each invariant of orders that was broken on the way; how often the others were looked at stands in the first.
 */
export function resultsOf(leg: Leg, info: ScenarioInfo, bench: Bench | undefined, ending: Ending): ReportResult[] {
  const common = commonOf(leg, info, bench, ending)
  const ids = info.cases.length > 0 ? info.cases : [`${path.basename(info.feature)}:${info.line}`]
  const ended = common.verdict === 'passed' || common.verdict === 'warning'
  const orders = judgeScenarioOrders(leg, info.cases, bench, ended)
  const results = ids.map((id, i): ReportResult => {
    const requirement = findRequirement(id)
    const title = requirement?.title ?? info.name
    const cause = common.verdict === 'failed' ? probableCause({ case: id, ...common }, DEFECTS) : undefined
    return {
      case: id,
      title,
      ...common,
      ...(title === info.name ? {} : { example: info.name }),
      requirement: info.rule ?? requirement?.sentence ?? info.name,
      ...(requirement === undefined ? {} : { clause: clauseOf(requirement) }),
      ...(cause === undefined ? {} : { cause }),
      repeat: repeatCommand(leg, isOfSuite(info) ? id : `${info.feature}:${info.line}`),
      ...(i > 0 || orders === undefined ? {} : { checks: orders.checks }),
    }
  })
  for (const [id, findings] of orders?.broken ?? []) results.push(brokenInvariant(leg, info, common, id, findings))
  return results
}

/** What is not certain to be in the standard says so. */
function clauseOf({ clause, doubtful }: Requirement): string {
  return doubtful === undefined ? clause : `${clause}. Note: ${doubtful}`
}

/** An invariant that the scenario saw broken, with the talk of the scenario; the first finding stands for the others. */
function brokenInvariant(
  leg: Leg,
  info: ScenarioInfo,
  common: Common,
  id: string,
  findings: readonly InvariantFinding[],
): ReportResult {
  const [finding] = findings
  const requirement = findRequirement(id)
  const { needs: _needs, reason: _reason, taken: _taken, difference: _difference, ...shared } = common
  const further = findings.length > 1 ? ` (and ${findings.length - 1} more)` : ''
  const found = {
    expected: [finding?.expected ?? ''],
    actual: `${finding?.actual ?? ''}${further}`,
    ...(finding?.difference === undefined ? {} : { difference: finding.difference }),
  }
  const cause = probableCause({ case: id, ...found }, DEFECTS)
  return {
    case: id,
    title: requirement?.title ?? id,
    ...shared,
    ...found,
    level: finding?.level ?? 'must',
    verdict: finding?.level === 'should' ? 'warning' : 'failed',
    example: info.name,
    requirement: requirement?.sentence ?? '',
    ...(requirement === undefined ? {} : { clause: clauseOf(requirement) }),
    ...(cause === undefined ? {} : { cause }),
    repeat: repeatCommand(leg, `${info.feature}:${info.line}`),
    transcript: shared.transcript.map((entry, i) => marked(entry, i === finding?.entry)),
    // The time is that of the scenario, and stands there.
    durationMs: 0,
    virtualMs: 0,
  }
}

function marked({ fault: _fault, ...entry }: TranscriptEntry, isFault: boolean): TranscriptEntry {
  return isFault ? { ...entry, fault: true } : entry
}

type Common = Omit<ReportResult, 'case' | 'title' | 'requirement' | 'clause' | 'repeat' | 'example'>

function commonOf(leg: Leg, info: ScenarioInfo, bench: Bench | undefined, ending: Ending): Common {
  const record = bench?.record
  // What was on the wire, whatever a scenario calls it.
  const all = bench?.environment.journal.entries ?? []
  const { verdict, reason } = withoutFurtherReports(leg, verdictOf(record, ending), all)
  const finding = record?.broken ?? record?.missed[0]
  const entries = bench?.hungUp === undefined ? all : all.slice(0, SHOWN_OF_FLOOD)
  const fault = verdict === 'failed' ? finding?.difference?.entry : undefined
  const transcript = transcriptOf(entries, { secretTags: new Set(leg.secretTags), fault })
  if (entries.length < all.length) transcript.push(leftOut(transcript.at(-1), all.length - entries.length))
  return {
    feature: info.feature,
    line: info.line,
    beginString: leg.version,
    targetRole: leg.targetRole,
    level: info.level,
    verdict,
    ...(info.needs.length === 0 ? {} : { needs: [...info.needs] }),
    expected: [...(record?.expected ?? [])],
    actual: (verdict === 'inconclusive' ? undefined : finding?.actual) ?? reason ?? record?.seen ?? '',
    ...(reason === undefined ? {} : { reason }),
    ...(record === undefined || record.taken.length === 0 ? {} : { taken: [...record.taken] }),
    ...(finding?.difference === undefined || verdict === 'inconclusive' ? {} : { difference: finding.difference }),
    steps: ending.steps.map((step) => shownStep(step, transcript.length)),
    startedAt: ending.startedAt,
    durationMs: ending.durationMs,
    virtualMs: entries.length === 0 ? 0 : (entries.at(-1)?.at ?? 0) - (entries[0]?.at ?? 0),
    transcript,
  }
}

/** The place of what is not shown of a flood. */
function leftOut(last: TranscriptEntry | undefined, count: number): TranscriptEntry {
  const { at = '', virtualMs = 0 } = last ?? {}
  return { at, virtualMs, direction: 'event', event: 'note', text: `${count} further entries are left out`, raw: '' }
}

/** A step points at no entry beyond those that are shown. */
function shownStep(step: ReportStep, shown: number): ReportStep {
  const { transcript } = step
  if (transcript === undefined || transcript[1] <= shown) return step
  return { ...step, transcript: [Math.min(transcript[0], shown), shown] }
}

interface Judged {
  readonly verdict: Verdict
  readonly reason?: string
}

/**
 * A scenario of the session counts one report for each order. Where the target says more about an order, what did not come
 * out as it should says nothing of the target.
 */
function withoutFurtherReports(leg: Leg, judged: Judged, entries: readonly Entry[]): Judged {
  if (leg.trading !== undefined || (judged.verdict !== 'failed' && judged.verdict !== 'inconclusive')) return judged
  const further = furtherReport(entries)
  if (further === undefined) return judged
  const order = further.message.text(Tag.ClOrdID)
  const told = judged.reason === undefined ? '' : `${judged.reason}; `
  return {
    verdict: 'inconclusive',
    reason: `${told}the target reports order ${order} more than once, and this scenario counts one report for each order; state an order that only rests, under "order" in the profile`,
  }
}

function verdictOf(record: Bench['record'] | undefined, ending: Ending): Judged {
  if (ending.notApplicable !== undefined) return { verdict: 'notApplicable', reason: ending.notApplicable }
  if (ending.givenUp !== undefined) return { verdict: 'inconclusive', reason: ending.givenUp }
  if (record?.broken !== undefined) return { verdict: 'failed' }
  if (record?.notReached !== undefined) return { verdict: 'inconclusive', reason: record.notReached }
  if (ending.fault !== undefined) return { verdict: 'errored', reason: ending.fault }
  // A scenario that expected nothing has proved nothing, whatever it did.
  if (record === undefined || record.expected.length === 0)
    return { verdict: 'errored', reason: 'the scenario holds no expectation, so it could not fail' }
  return { verdict: record.missed.length > 0 ? 'warning' : 'passed' }
}

/** A case id names the scenarios of our suite; others have their place alone. */
function isOfSuite({ feature, cases }: ScenarioInfo): boolean {
  return cases.length > 0 && /(^|[\\/])features[\\/](session|application)[\\/]/.test(feature)
}

/** Repeats the case. A port that the run itself chose is gone with it, so an address stands there only if it was said. */
function repeatCommand(leg: Leg, id: string): string {
  const option = leg.targetRole === 'acceptor' ? '--connect' : '--listen'
  const target = leg.addressed
    ? ` ${option} ${leg.host}:${leg.port} --sender ${leg.senderCompID} --target ${leg.targetCompID}`
    : ''
  return `npx fixproof run ${id} --profile ${leg.profile} --begin-string ${leg.version}${target} --seed ${leg.seed}`
}
