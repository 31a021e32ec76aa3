/** The steps of a feature file with the lines they stand on, so that one of them can be changed and all else stay as it is. */
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { type Background, IdGenerator, type Scenario } from '@cucumber/messages'

export interface FeatureRow {
  /** Of the file, from 1. */
  readonly line: number
  readonly name: string
  readonly cell: string
}

export interface FeatureStep {
  readonly line: number
  readonly text: string
  readonly rows: readonly FeatureRow[]
  /** The last line that belongs to it. */
  readonly lastLine: number
}

export interface FeatureScenario {
  readonly name: string
  readonly line: number
  /** Of the feature, the rule and the scenario, with the `@`. */
  readonly tags: readonly string[]
  /** Those of the background first, as they are run. */
  readonly steps: readonly FeatureStep[]
}

/** @throws Error of the parser, with line and column */
export function scenariosOfFeature(text: string): FeatureScenario[] {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher())
  const { feature } = parser.parse(text)
  if (feature === undefined) return []
  const found: FeatureScenario[] = []
  const gather = (
    children: readonly { background?: Background; scenario?: Scenario }[],
    tags: readonly string[],
    before: readonly FeatureStep[],
  ): readonly FeatureStep[] => {
    let background = before
    for (const child of children) {
      if (child.background !== undefined) background = [...background, ...child.background.steps.map(stepOf)]
      if (child.scenario === undefined) continue
      const { name, location, steps } = child.scenario
      const own = child.scenario.tags.map((tag) => tag.name)
      found.push({ name, line: location.line, tags: [...tags, ...own], steps: [...background, ...steps.map(stepOf)] })
    }
    return background
  }
  const tags = feature.tags.map((tag) => tag.name)
  const background = gather(feature.children, tags, [])
  for (const { rule } of feature.children)
    if (rule !== undefined) gather(rule.children, [...tags, ...rule.tags.map((tag) => tag.name)], background)
  return found
}

function stepOf({ location, text, dataTable, docString }: Scenario['steps'][number]): FeatureStep {
  const rows = (dataTable?.rows ?? []).map((row) => ({
    line: row.location.line,
    name: row.cells[0]?.value ?? '',
    cell: row.cells[1]?.value ?? '',
  }))
  const docLines = docString === undefined ? 0 : docString.content.split('\n').length + 1
  const lastLine = rows.at(-1)?.line ?? (docString === undefined ? location.line : docString.location.line + docLines)
  return { line: location.line, text, rows, lastLine }
}
