/** What scenarios say, word by word: name, steps, tables and texts, with the values of examples put in. */
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator, type PickleStep } from '@cucumber/messages'
import { findRequirement } from '../../conformance/catalogue.ts'
import type { ScenarioText } from '../../dictionary/dictionary-touch.ts'
import { featureTexts, scenariosIn } from '../../runner/scenarios.ts'

export interface NamedScenario extends ScenarioText {
  readonly file: string
  readonly line: number
  readonly name: string
  /** Ids of the catalogue among its tags. */
  readonly cases: readonly string[]
}

/** @throws UsageError when a path is not there or no Gherkin */
export function scenarioTextsIn(paths: readonly string[]): NamedScenario[] {
  // It refuses what is no Gherkin in words of its own.
  scenariosIn(paths)
  return featureTexts({ paths, tags: undefined }).flatMap(([file, text]) => {
    const newId = IdGenerator.incrementing()
    const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text)
    return compile(document, file, newId).map((pickle) => ({
      file,
      line: pickle.location?.line ?? 0,
      name: pickle.name,
      cases: pickle.tags.map(({ name }) => name.slice(1)).filter((id) => findRequirement(id) !== undefined),
      text: [pickle.name, ...pickle.steps.flatMap(saidIn)].join('\n'),
    }))
  })
}

function saidIn({ text, argument }: PickleStep): string[] {
  const cells = (argument?.dataTable?.rows ?? []).map((row) => row.cells.map(({ value }) => value).join(' | '))
  return [text, ...cells, argument?.docString?.content ?? '']
}
