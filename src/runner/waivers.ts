/** Waivers: deviations that are known and accepted for a while, each with a reason, an owner and an end. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { findRequirement } from '../conformance/catalogue.ts'
import { findVersion, VERSIONS } from '../fix/versions.ts'
import { systemWords } from '../log/system-words.ts'
import type { ReportResult, ReportWaiver } from '../report/report.ts'
import { headline } from '../report/wording.ts'
import { UsageError } from './usage-error.ts'

const date = z.iso.date('expected a date, YYYY-MM-DD')

const version = z.string().refine((name) => findVersion(name) !== undefined, {
  error: `expected one of ${VERSIONS.map(({ id }) => id).join(', ')}`,
})

/** A waiver that can not be read covers nothing, and one that covers more than it says would be worse. */
const expression = z.string().min(1).refine(isExpression, { error: 'expected a regular expression' })

function isExpression(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}

const waiver = z.strictObject({
  id: z.string().min(1),
  case: z.string().min(1),
  when: z
    .strictObject({
      beginString: z.array(version).optional(),
      targetRole: z.array(z.enum(['acceptor', 'initiator'])).optional(),
    })
    .optional(),
  scenario: expression.optional().describe('of a case with many scenarios, only those with such a title'),
  expect: expression.describe('what is seen instead: a regular expression on the headline or the actual outcome'),
  reason: z.string().min(1),
  owner: z.string().min(1),
  issue: z.string().optional(),
  approvedBy: z.string().optional(),
  until: date,
})

/** A waiver of the user; or a quirk, which is how the venue is by its own document, and which nobody has to renew. */
export type Waiver = z.output<typeof waiver> & { readonly quirk?: true; readonly source?: string }

/** @throws UsageError with file, place and what was expected */
export function loadWaivers(file: string): Waiver[] {
  let data: unknown
  try {
    data = parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new UsageError(`${file}: the waivers could not be read: ${systemWords(cause)}`)
  }
  if (data !== null && !Array.isArray(data))
    throw new UsageError(`${file}: expected a list of waivers, each with id, case, expect, reason, owner and until`)
  const parsed = z.array(waiver).safeParse(data ?? [])
  if (!parsed.success) throw new UsageError(`${file}: ${z.prettifyError(parsed.error)}`)
  const ids = new Set<string>()
  for (const { id, case: caseId } of parsed.data) {
    if (findRequirement(caseId) === undefined) throw new UsageError(`${file}: waiver ${id}: unknown case "${caseId}"`)
    // A result names its waiver by the id alone.
    if (ids.has(id)) throw new UsageError(`${file}: waiver ${id} is there twice; each waiver has an id of its own`)
    ids.add(id)
  }
  return parsed.data
}

/**
 * Turns the failures that a waiver describes into `waived`, and says which waivers have run out, cover nothing, or
 * describe another outcome than the one seen. A failure whose waiver has expired stays a failure, with the waiver's id.
 *
 * @param today - YYYY-MM-DD; a waiver holds until the end of its last day
 */
export function applyWaivers(results: ReportResult[], waivers: readonly Waiver[], today: string): ReportWaiver[] {
  for (const waiver of waivers)
    for (const result of results)
      if (result.verdict === 'failed' && wouldCover(waiver, result)) {
        result.waiver = waiver.id
        if (!isRunOut(waiver, today)) result.verdict = 'waived'
      }
  return waivers.map((waiver) => {
    const { when, ...rest } = waiver
    return {
      ...withoutUndefined(rest),
      ...(when === undefined ? {} : { when: withoutUndefined(when) }),
      ...stateOf(
        waiver,
        results.filter((result) => concerns(waiver, result)),
        today,
      ),
    } as ReportWaiver
  })
}

/** @param concerned - results after all waivers have been applied: what one does not cover, another may */
function stateOf(
  waiver: Waiver,
  concerned: readonly ReportResult[],
  today: string,
): Pick<ReportWaiver, 'stale' | 'expired' | 'otherOutcome'> {
  const used = concerned.some((result) => result.waiver === waiver.id)
  // Stale only where the case was exercised and came out otherwise: a case that did not run says nothing.
  const exercised = concerned.some(({ verdict }) => verdict === 'passed' || verdict === 'warning')
  const otherwise = concerned.some((result) => result.verdict === 'failed' && result.waiver === undefined)
  return {
    ...(!used && exercised && !otherwise && waiver.quirk !== true ? { stale: true } : {}),
    ...(isRunOut(waiver, today) && concerned.length > 0 ? { expired: true } : {}),
    ...(otherwise ? { otherOutcome: true } : {}),
  }
}

/** A waiver holds until the end of its last day; a quirk always. */
export function isRunOut({ until, quirk }: Waiver, today: string): boolean {
  return quirk !== true && until < today
}

/** Whether a waiver describes what a result has shown. */
export function wouldCover(waiver: Waiver, result: ReportResult): boolean {
  return concerns(waiver, result) && matches(waiver, result)
}

function concerns(waiver: Waiver, result: ReportResult): boolean {
  return (
    waiver.case === result.case &&
    isMeantFor(waiver, result.beginString, result.targetRole) &&
    (waiver.scenario === undefined || new RegExp(waiver.scenario).test(result.example ?? result.title))
  )
}

/** Whether a waiver is meant for a version and a role of the target. */
export function isMeantFor({ when }: Waiver, beginString: string, targetRole: ReportResult['targetRole']): boolean {
  return (
    (when?.beginString?.some((name) => findVersion(name)?.id === beginString) ?? true) &&
    (when?.targetRole?.includes(targetRole) ?? true)
  )
}

function matches(waiver: Waiver, result: ReportResult): boolean {
  const expression = new RegExp(waiver.expect)
  return expression.test(headline(result)) || expression.test(result.actual)
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T
}
