/**
 * For tests only: scenarios of a generated feature as a run would see them, and the message that each of them sends. Reads
 * the text by Gherkin and the steps' own readers of tables; knows nothing of how the text came about.
 */
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator, type Pickle, type PickleStep, type Step } from '@cucumber/messages'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import { fieldsInOrder } from '../testbench/group-fields.ts'
import { placeRows, type Row } from '../testbench/group-rows.ts'

export interface GeneratedScenario {
  readonly name: string
  readonly rule: string
  readonly tags: readonly string[]
  /** Name of the message that it sends. */
  readonly message: string
  readonly stated: readonly Row[]
  /** Rows of what must be sent. */
  readonly expected: ReadonlyMap<string, string>
}

export function generatedScenarios(text: string): GeneratedScenario[] {
  const newId = IdGenerator.incrementing()
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text)
  const steps = new Map<string, Step>()
  const rules = new Map<string, string>()
  for (const { rule } of document.feature?.children ?? [])
    for (const { scenario } of rule?.children ?? [])
      for (const step of scenario?.steps ?? []) {
        steps.set(step.id, step)
        rules.set(step.id, rule?.name ?? '')
      }
  return compile(document, 'generated.feature', newId).map((pickle) => scenarioOf(pickle, steps, rules))
}

function scenarioOf(
  pickle: Pickle,
  steps: ReadonlyMap<string, Step>,
  rules: ReadonlyMap<string, string>,
): GeneratedScenario {
  const sends = pickle.steps.find(({ text }) => text.startsWith('the tester sends'))
  const must = pickle.steps.find(({ text }) => text.startsWith('the target must send'))
  if (sends === undefined || must === undefined) throw new Error(`${pickle.name}: it sends nothing, or expects nothing`)
  const message = /^the tester sends (\w+)(:?)$/.exec(sends.text)
  if (message?.[1] === undefined || (message[2] === ':') !== (sends.argument !== undefined))
    throw new Error(`${pickle.name}: no step says "${sends.text}" ${sends.argument ? 'with' : 'without'} a table`)
  const indents = indentsOf(steps.get(sends.astNodeIds[0] ?? ''))
  return {
    name: pickle.name,
    rule: rules.get(sends.astNodeIds[0] ?? '') ?? '',
    tags: pickle.tags.map(({ name }) => name),
    message: message[1],
    stated: cellsOf(sends).map(([name = '', cell = ''], i): Row => [`${'  '.repeat(indents[i] ?? 0)}${name}`, cell]),
    expected: new Map(cellsOf(must).map(([name = '', cell = '']) => [name, cell])),
  }
}

function cellsOf({ argument }: PickleStep): string[][] {
  return (argument?.dataTable?.rows ?? []).map(({ cells }) => cells.map(({ value }) => value))
}

function indentsOf(step: Step | undefined): number[] {
  const blanks = (step?.dataTable?.rows ?? []).map(
    ({ location, cells }) => (cells[0]?.location.column ?? 0) - (location.column ?? 0) - 2,
  )
  return blanks.map((count) => count / 2)
}

const STANDING: Readonly<Record<string, string>> = {
  '<unique>': 'FP1',
  '<symbol>': 'SIM',
  '<now>': '20260105-09:00:00',
  '<today>': '20260105',
  '<empty>': '',
}

/** The fields of the body, as they would be sent. */
export function bodyOf(
  { message, stated }: Pick<GeneratedScenario, 'message' | 'stated'>,
  dictionary: Dictionary,
  version: FixVersion,
): Field[] {
  const msgType = dictionary.messageByName(message)?.msgType
  const rows = placeRows({ dictionary, version }, msgType, stated)
  return fieldsInOrder(
    rows.map(({ tag, within, cell, opens }) => ({
      tag,
      within,
      value: opens && cell === '' ? undefined : (STANDING[cell] ?? cell),
    })),
  )
}

/** The message on the wire, under a header that is in order. */
export function messageOf(body: readonly Field[], msgType: string, { beginString }: FixVersion): Message {
  const bytes = encode(
    [[35, msgType], ...body],
    [
      [8, beginString],
      [49, 'TESTER'],
      [56, 'VENUE'],
      [34, 2],
      [52, '20260105-09:00:00'],
    ],
  )
  return decode(bytes)
}
