/**
 * A test plan: what a target has to prove. Each case of the catalogue stands in it once, with its obligation and the
 * reason. It is made by `fixproof init`, edited by people, and frozen: it says which suite it was made for.
 */
import path from 'node:path'
import { z } from 'zod'
import { CATALOGUE, findRequirement } from '../conformance/catalogue.ts'
import { parseYaml, readYaml, type YamlFile } from './read-yaml.ts'

export const OBLIGATIONS = ['mandatory', 'optional', 'notApplicable'] as const

export type Obligation = (typeof OBLIGATIONS)[number]

export interface PlannedCase {
  /** Id of the catalogue. */
  readonly id: string
  readonly obligation: Obligation
  /** Why, in a sentence. */
  readonly reason: string
  /** Who decided it, where people did and not the rules: such a row stays as it is when the plan is made anew. */
  readonly decidedBy?: string | undefined
}

export interface Plan {
  /** Path as it was found. */
  readonly file: string
  readonly name: string
  /** Version of fixproof whose catalogue it was made from. */
  readonly suiteVersion: string
  /** Name or file of a venue pack. */
  readonly pack?: string | undefined
  /** What was answered to the questions of `fixproof init`, by their keys. */
  readonly answers: Readonly<Record<string, unknown>>
  /** Every case of the catalogue, once. */
  readonly cases: readonly PlannedCase[]
}

/** A plan that can not be used: says file, line, key, value and what to do. */
export class PlanError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PlanError'
  }
}

const plannedCase = z.strictObject({
  // Some ids look like numbers: 5, 7, 20.
  id: z.union([z.string().min(1), z.number().transform(String)], 'expected the id of a case'),
  obligation: z.enum(OBLIGATIONS, `expected ${OBLIGATIONS.join(', ')}`),
  reason: z.string().min(1, 'expected a sentence'),
  decidedBy: z.string().min(1).optional(),
})

const planModel = z.strictObject({
  name: z.string().min(1),
  suiteVersion: z.string().min(1),
  pack: z.string().min(1).optional(),
  answers: z.record(z.string(), z.unknown()).default({}),
  cases: z.array(plannedCase),
})

/** @throws PlanError, also when the catalogue has cases that the plan does not know, or no longer has some of its cases */
export function loadPlan(file: string): Plan {
  return checked(readYaml(file, 'plan', planModel, refuse), file)
}

/** The same with the text at hand. */
export function parsePlan(text: string, file: string): Plan {
  return checked(parseYaml(text, file, 'plan', planModel, refuse), file)
}

/**
 * The same for who makes the plan anew: cases that the catalogue no longer has are there, and new ones are not.
 *
 * @throws PlanError
 */
export function readOldPlan(file: string): Plan {
  const { data } = readYaml(file, 'plan', planModel, refuse)
  return { file, ...data }
}

/** @returns undefined for what is no case of the catalogue */
export function obligationOf(plan: Plan, caseId: string): Obligation | undefined {
  return byId(plan).get(caseId)?.obligation
}

/** @returns the row of a case; undefined for what is no case of the catalogue */
export function plannedCaseOf(plan: Plan, caseId: string): PlannedCase | undefined {
  return byId(plan).get(caseId)
}

/** Runs ask for each result, and a plan never changes. */
const indexes = new WeakMap<Plan, ReadonlyMap<string, PlannedCase>>()

function byId(plan: Plan): ReadonlyMap<string, PlannedCase> {
  const known = indexes.get(plan)
  if (known !== undefined) return known
  const index = new Map(plan.cases.map((row) => [row.id, row]))
  indexes.set(plan, index)
  return index
}

function refuse(text: string): Error {
  return new PlanError(text)
}

function checked({ data, where }: YamlFile<z.output<typeof planModel>>, file: string): Plan {
  const lines = new Map<string, string>()
  for (const [i, { id }] of data.cases.entries()) {
    const before = lines.get(id)
    if (before !== undefined)
      throw new PlanError(`${where('cases', i, 'id')}: case ${id} is there twice, also at ${before}: keep one of them`)
    lines.set(id, where('cases', i, 'id'))
  }
  const gone = data.cases.filter(({ id }) => findRequirement(id) === undefined).map(({ id }) => id)
  const added = CATALOGUE.filter(({ id }) => !lines.has(id)).map(({ id }) => id)
  if (gone.length + added.length > 0) {
    const folder = path.basename(path.dirname(path.resolve(file)))
    throw new PlanError(
      `${file}: the plan was made for the suite ${data.suiteVersion}, and the cases have changed since` +
        `${sentence('without an obligation', added)}${sentence('no longer there', gone)}.` +
        ` fixproof plan ${folder} --update judges them by the same answers and shows what changes`,
    )
  }
  return { file, ...data }
}

function sentence(what: string, ids: readonly string[]): string {
  if (ids.length === 0) return ''
  const shown = ids.slice(0, 8).join(', ')
  return `; ${what}: ${shown}${ids.length > 8 ? ` and ${ids.length - 8} more` : ''}`
}
