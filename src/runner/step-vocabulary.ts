/** The steps that are defined, and lines of the suite that use each. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator } from '@cucumber/messages'
import { OWN_FEATURES } from './package-paths.ts'
import { stepDefinitionsOf, supportFor } from './run-cucumber.ts'

export interface StepFile {
  readonly file: string
  readonly steps: readonly { readonly pattern: string; readonly examples: readonly string[] }[]
}

/** Nothing is connected to and no step runs. */
export async function stepVocabulary(): Promise<StepFile[]> {
  const texts = [...new Set(stepTexts())]
  const steps = stepDefinitionsOf(await supportFor([])).map(({ uri, pattern, expression }) => ({
    file: path.basename(uri).replace(/\.[jt]s$/, ''),
    pattern: readable(String(pattern)),
    examples: texts.filter((text) => expression.match(text) !== null),
  }))
  const files = Map.groupBy(steps, ({ file }) => file)
  return [...files].map(([file, group]) => ({
    file,
    steps: group.map(({ pattern, examples }) => ({ pattern, examples })),
  }))
}

/** Of the suite, in its order. */
function stepTexts(): string[] {
  const newId = IdGenerator.incrementing()
  const names = readdirSync(OWN_FEATURES, { recursive: true, encoding: 'utf8' })
  const features = names.filter((name) => name.endsWith('.feature')).sort()
  return features.flatMap((name) => {
    const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher())
    const document = parser.parse(readFileSync(path.join(OWN_FEATURES, name), 'utf8'))
    return compile(document, name, newId).flatMap(({ steps }) => steps.map(({ text }) => text))
  })
}

/** What a regular expression says, for people; a cucumber expression says it already. */
const READABLE: readonly (readonly [machine: string, people: string])[] = [
  ['(must|should|may)', '{level}'],
  ['([A-Z]\\w+)', '{message}'],
  ['(?: as "([^"]+)")?', '[ as "name"]'],
  ['(?: with (.+?))?', '[ with Field value and …]'],
  ['(?:, garbled: (.+?))?', '[, garbled: {fault}]'],
  ['(?<!:)', ''],
  ['(?:, with (.+))?', '[, with Field value and …]'],
  ['(?:, the tester at MsgSeqNum (\\d+))?', '[, the tester at MsgSeqNum {int}]'],
  ['(?: of its configuration)?', '[ of its configuration]'],
  ['(?:, before sending it)?', '[, before sending it]'],
  ['( without its files)?', '[ without its files]'],
  ['"([^"]+)"', '{string}'],
  ['(\\S+ \\w+)', '{duration}'],
  ['(.+?)', '{Field value and …}'],
  ['(\\d+)', '{int}'],
  ['(\\d\\d:\\d\\d:\\d\\d)', '{time}'],
  ['(\\S+ \\S+)', '{date time}'],
  ['[A-Z][a-z]+', '{day}'],
  ['(\\S+)', '{word}'],
  ['\\S+', '{word}'],
]

function readable(pattern: string): string {
  const bare = pattern.replace(/^\/?\^/, '').replace(/\$\/?$/, '')
  return READABLE.reduce((text, [machine, people]) => text.replaceAll(machine, people), bare)
}
