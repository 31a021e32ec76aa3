/** The steps that are defined, by subject, with lines of the suite and of the examples that use each. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator } from '@cucumber/messages'
import { readableSentence } from '../testbench/sentences.ts'
import { SCENARIO_EXAMPLES } from '../testbench/vocabulary-examples.ts'
import { OWN_FEATURES } from './package-paths.ts'
import { stepDefinitionsOf, supportFor } from './run-cucumber.ts'

export interface StepFile {
  readonly file: string
  /** What its sentences are about. */
  readonly subject: string
  readonly steps: readonly Sentence[]
}

export interface Sentence {
  /** `[:]` at its end: a table of fields may stand below. */
  readonly pattern: string
  readonly examples: readonly string[]
}

/** What the files of steps are about, in the order in which they are shown; those of users come last. */
const SUBJECTS: Readonly<Record<string, string>> = {
  connection: 'Connecting, logging on, and the end of a connection',
  wire: 'Messages',
  reports: 'Reports of orders',
  trading: 'Users and markets',
  'market-data': 'Market data and reference data',
  races: 'Orders that race',
  actors: 'Further sessions of the target',
  session: 'Where a session stands',
  'before-session': 'Before a session stands',
  logon: 'Logon',
  outcomes: 'Several right outcomes',
  resend: 'Resending',
  content: 'Messages with unusual content',
  segments: 'Bytes as they travel',
  application: "The target's application",
  administration: 'The target past the wire',
  schedule: 'Days and weeks',
  crash: 'Crashes, and what is stored',
  backup: 'Primary and backup',
  exploration: 'Random games',
}

/** Nothing is connected to and no step runs. */
export async function stepVocabulary(): Promise<StepFile[]> {
  const texts = [...new Set([...stepTexts(), ...exampleTexts()])]
  const steps = stepDefinitionsOf(await supportFor([])).map(({ uri, pattern, expression }) => ({
    file: path.basename(uri).replace(/\.[jt]s$/, ''),
    pattern: readableSentence(String(pattern)),
    examples: texts.filter((text) => expression.match(text) !== null),
  }))
  const files = Map.groupBy(steps, ({ file }) => file)
  const names = [...Object.keys(SUBJECTS), ...files.keys()]
  return [...new Set(names)].flatMap((file) => {
    const group = files.get(file)
    return group === undefined ? [] : [{ file, subject: SUBJECTS[file] ?? file, steps: merged(group) }]
  })
}

/** A sentence that is there with a table and without one is told once. */
function merged(steps: readonly Sentence[]): Sentence[] {
  const patterns = new Set(steps.map(({ pattern }) => pattern))
  return steps.flatMap(({ pattern, examples }): Sentence[] => {
    const garbled = pattern.replace('[, garbled: {fault}]', '')
    if (pattern.endsWith(':') && steps.some((other) => isWithout(other.pattern, pattern))) return []
    const withTable = patterns.has(`${pattern}:`) ? `${pattern}:` : `${garbled}:`
    const table = steps.find((other) => other.pattern === withTable)
    if (table === undefined) return [{ pattern, examples }]
    return [{ pattern: `${pattern}[:]`, examples: [...examples, ...table.examples] }]
  })
}

function isWithout(pattern: string, withTable: string): boolean {
  return `${pattern}:` === withTable || `${pattern.replace('[, garbled: {fault}]', '')}:` === withTable
}

/** Of the suite, in its order. */
function stepTexts(): string[] {
  const names = readdirSync(OWN_FEATURES, { recursive: true, encoding: 'utf8' })
  const features = names.filter((name) => name.endsWith('.feature')).sort()
  return features.flatMap((name) => textsIn(readFileSync(path.join(OWN_FEATURES, name), 'utf8'), name))
}

/** Of the examples that are shown beside the sentences. */
function exampleTexts(): string[] {
  return SCENARIO_EXAMPLES.flatMap(({ steps }) => textsIn(`Feature: x\nScenario: x\n${steps}\n`, 'example'))
}

function textsIn(feature: string, name: string): string[] {
  const newId = IdGenerator.incrementing()
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher())
  return compile(parser.parse(feature), name, newId).flatMap(({ steps }) => steps.map(({ text }) => text))
}
