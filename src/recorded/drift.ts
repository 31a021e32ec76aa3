/**
 * Where a target no longer does what an imported scenario recorded: for each difference the three ways to go on with it.
 * Pure: results of a report and the text of the feature go in, edits come out.
 */
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { DifferenceField, ReportResult } from '../report/report.ts'
import { type Alternatives, fieldAlternatives } from './drift-cells.ts'
import { insteadAlternatives } from './drift-steps.ts'
import { type FeatureScenario, type FeatureStep, scenariosOfFeature } from './feature-steps.ts'
import { clauseRows, type SendSentence, sentenceOf, withClause } from './send-sentence.ts'
import type { Edit } from './text-edits.ts'

export const CHOICES = ['accept', 'loosen', 'drop'] as const
export type Choice = (typeof CHOICES)[number]

/** One difference. */
export interface Drift {
  /** From 1, over all features of a report. */
  readonly number: number
  readonly scenario: string
  /** Line of the feature that the difference is about. */
  readonly line: number
  /** The line as it stands there. */
  readonly text: string
  /** What was expected and what came. */
  readonly about: string
  /** What each choice would write, for people; a choice that makes no sense here is absent. */
  readonly would: Readonly<Partial<Record<Choice, string>>>
  readonly change: Change
}

/** What a choice changes: a cell, or lines. */
export type Change =
  | { readonly kind: 'cell'; readonly step: FeatureStep; readonly row: number; readonly cells: Alternatives }
  | { readonly kind: 'clause'; readonly step: FeatureStep; readonly field: string; readonly cells: Alternatives }
  | { readonly kind: 'step'; readonly step: FeatureStep; readonly edits: Readonly<Partial<Record<Choice, Edit>>> }

/** The feature is not the one that the report is about. */
export class FeatureChanged extends Error {
  override readonly name = 'FeatureChanged'
}

export interface DriftOptions {
  readonly dictionaryOf: (beginString: string) => Dictionary
  /** Of the first difference. */
  readonly from: number
}

/**
 * @param text - of the feature
 * @param results - those of the report that are about this feature
 * @throws FeatureChanged when a scenario of the report does not stand there as it was run
 */
export function driftsOf(text: string, results: readonly ReportResult[], options: DriftOptions): Drift[] {
  const lines = text.split(/\r?\n/)
  const scenarios = scenariosOfFeature(text)
  const drifts: Drift[] = []
  const seen = new Set<number>()
  for (const result of results) {
    if (result.verdict !== 'failed') continue
    const scenario = scenarios.find(({ line }) => line === result.line)
    if (scenario === undefined || !isAsItWasRun(scenario, result))
      throw new FeatureChanged(`line ${result.line}: the scenario is not the one that the report is about`)
    if (!scenario.tags.includes('@imported')) continue
    const at = result.steps?.findIndex(({ status }) => status === 'failed') ?? -1
    const step = scenario.steps[at]
    if (step === undefined || seen.has(step.line)) continue
    seen.add(step.line)
    for (const found of differencesIn(step, result, options.dictionaryOf(result.beginString), lines))
      drifts.push({ ...found, number: options.from + drifts.length, scenario: scenario.name })
  }
  return drifts
}

/** Sentences and tables are those of the report; comments and blanks between them matter to nobody. */
function isAsItWasRun({ steps }: FeatureScenario, result: ReportResult): boolean {
  const ran = (result.steps ?? []).filter(({ keyword }) => keyword !== 'After')
  return (
    ran.length === steps.length &&
    ran.every(({ text, table }, i) => {
      const step = steps[i]
      const rows = step?.rows.map(({ name, cell }) => [name, cell]) ?? []
      return step?.text === text && JSON.stringify(table ?? []) === JSON.stringify(rows)
    })
  )
}

type Found = Omit<Drift, 'number' | 'scenario'>

function differencesIn(
  step: FeatureStep,
  result: ReportResult,
  dictionary: Dictionary,
  lines: readonly string[],
): Found[] {
  const sentence = sentenceOf(step.text)
  const unequal = (result.difference?.fields ?? []).filter(({ equal, tag }) => !equal && tag !== MSG_TYPE)
  const textAt = (line: number): string => lines[line - 1] ?? ''
  if (sentence !== undefined && unequal.length > 0)
    return unequal.flatMap((field) => fieldDrift(step, sentence, field, dictionary, textAt))
  const indent = /^\s*/.exec(textAt(step.line))?.[0] ?? ''
  const { about, would, edits } = insteadAlternatives(step, result, dictionary, indent, textAt(step.line))
  return [{ line: step.line, text: textAt(step.line).trim(), about, would, change: { kind: 'step', step, edits } }]
}

const MSG_TYPE = 35

function fieldDrift(
  step: FeatureStep,
  sentence: SendSentence,
  field: DifferenceField,
  dictionary: Dictionary,
  textAt: (line: number) => string,
): Found[] {
  const about = `${field.name}: expected ${said(field.expected, field.expectedLabel)}, came ${said(field.actual, field.actualLabel)}`
  const row = rowOf(step, field.name)
  if (row >= 0) {
    const { line, name, cell } = step.rows[row] ?? { line: step.line, name: field.name, cell: '' }
    const cells = fieldAlternatives(field, cell, dictionary)
    const would = {
      accept: `| ${name} | ${cells.accept} |`,
      loosen: `| ${name} | ${cells.loosen} |`,
      drop: 'without this row',
    }
    return [{ line, text: textAt(line).trim(), about, would, change: { kind: 'cell', step, row, cells } }]
  }
  const stated = clauseRows(sentence).find(([name]) => name === field.name)
  if (stated === undefined) return []
  const cells = fieldAlternatives(field, stated[1], dictionary)
  const would = {
    accept: withClause(sentence, field.name, cells.accept),
    loosen: withClause(sentence, field.name, cells.loosen),
    drop: withClause(sentence, field.name, undefined),
  }
  const change: Change = { kind: 'clause', step, field: field.name, cells }
  return [{ line: step.line, text: textAt(step.line).trim(), about, would, change }]
}

function said(value: string | null, label: string | undefined): string {
  if (value === null) return 'nothing'
  return label === undefined || label === value ? value : `${label} (${value})`
}

/** Position of the row of a field; of one in a group by its entry: `NoPartyIDs[2].PartyID` is the second of its name. */
function rowOf({ rows }: FeatureStep, path: string): number {
  const [, entry, name = path] = /\[(\d+)\]\.(\w+)$/.exec(path) ?? []
  let left = entry === undefined ? 1 : Number(entry)
  return rows.findIndex((row) => row.name.replace(/ as ".*$/, '').trim() === name && --left === 0)
}
