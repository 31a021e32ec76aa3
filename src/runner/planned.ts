/** A run with a test plan: which scenarios it makes, and what the plan asks of each result. Pure. */
import { findRequirement } from '../conformance/catalogue.ts'
import { obligationOf, type Plan } from '../onboarding/plan.ts'
import type { ReportPlan, ReportResult } from '../report/report.ts'
import type { Part } from './part.ts'
import type { ScenarioSummary } from './scenarios.ts'

/** Scenarios of these prove what is judged over every scenario of the application as well. */
const APPLICATION = '@application'

/**
 * Scenarios that prove a case which the plan asks for. What names no case of the catalogue is the user's own, and no plan
 * says anything of it: it is run, unless only what is mandatory was asked for.
 */
export function plannedPart(plan: Plan, mandatoryOnly: boolean): Part {
  const everywhere = plan.cases.filter(({ id }) => findRequirement(id)?.everywhere === true).map(({ id }) => id)
  const isAskedFor = (id: string): boolean => {
    const obligation = obligationOf(plan, id)
    return obligation === 'mandatory' || (obligation === 'optional' && !mandatoryOnly)
  }
  const ofApplication = everywhere.some(isAskedFor)
  const isToRun = ({ cases, tags }: ScenarioSummary): boolean => {
    if (cases.length === 0) return !mandatoryOnly
    return cases.some(isAskedFor) || (ofApplication && tags.includes(APPLICATION))
  }
  return { isToRun, takenOver: [] }
}

/** Whether a result of a scenario stays in the report, whatever else the scenario is made for. */
export function judgedBy(plan: Plan | undefined): (scenario: ScenarioSummary) => boolean {
  return ({ cases }) =>
    plan === undefined || cases.length === 0 || cases.some((id) => obligationOf(plan, id) !== 'notApplicable')
}

/** Notes at each result what the plan asks of its case. @returns those without what it calls not applicable */
export function applyPlan(results: readonly ReportResult[], plan: Plan): ReportResult[] {
  return results.filter((result) => {
    const obligation = obligationOf(plan, result.case)
    if (obligation === 'notApplicable') return false
    if (obligation === undefined) delete result.obligation
    else result.obligation = obligation
    return true
  })
}

/** Why a plan leaves all of these out, for whoever asked for them; undefined where it does not. */
export function whyLeftOut(scenarios: readonly ScenarioSummary[], plan: Plan): string | undefined {
  const rows = plan.cases.filter(
    ({ id, obligation }) => obligation === 'notApplicable' && scenarios.some(({ cases }) => cases.includes(id)),
  )
  const [first] = rows
  return first && `the plan ${plan.name} calls ${first.id} not applicable: ${first.reason}`
}

/**
 * @param file - as the profile names it
 * @param narrowed - cases, features, tags or versions were named
 */
export function reportPlan(plan: Plan, file: string, sha256: string, narrowed: boolean): ReportPlan {
  const idsOf = (wanted: string): string[] =>
    plan.cases.filter(({ obligation }) => obligation === wanted).map(({ id }) => id)
  return {
    name: plan.name,
    file,
    sha256,
    mandatory: idsOf('mandatory'),
    optional: idsOf('optional'),
    notApplicable: plan.cases
      .filter(({ obligation }) => obligation === 'notApplicable')
      .map(({ id, reason }) => ({ case: id, reason })),
    ...(narrowed ? { narrowed: true } : {}),
  }
}
