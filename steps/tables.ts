/** Tables and clauses of steps as rows, with the indentation that cucumber takes away. */
import type { DataTable } from '@cucumber/cucumber'
import type { GherkinDocument, PickleStep, Step } from '@cucumber/messages'
import { parseClause, type Row } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

/** Cucumber hands null for an optional part of a sentence that is not there. */
export type Optional = string | null | undefined

/**
 * What a sentence says behind `with`, and the rows of its table. Rows of a group keep two blanks before the name for each
 * level that they are indented by in the feature file.
 */
export function rowsOf(world: FixWorld, clause: Optional, table?: DataTable): Row[] {
  const stated = clause ? parseClause(clause) : []
  if (table === undefined) return stated
  const rows = table
    .raw()
    .map(([name = '', cell = ''], i): Row => [`${'  '.repeat(world.indents[i] ?? 0)}${name}`, cell])
  return [...stated, ...rows]
}

/** Levels of indentation of the rows of a step's table, outermost 0; empty for a step without one. */
export function indentsOf(step: PickleStep, document: GherkinDocument): readonly number[] {
  if (step.argument?.dataTable === undefined) return []
  return indentsByDocument(document).get(step.astNodeIds[0] ?? '') ?? []
}

const known = new WeakMap<GherkinDocument, ReadonlyMap<string, readonly number[]>>()

function indentsByDocument(document: GherkinDocument): ReadonlyMap<string, readonly number[]> {
  const found = known.get(document)
  if (found !== undefined) return found
  const indents = new Map([...stepsOf(document)].map((step) => [step.id, levelsIn(step)]))
  known.set(document, indents)
  return indents
}

/** By the place of the first cell behind its bar, counted from the row that is indented least. */
function levelsIn({ dataTable }: Step): readonly number[] {
  const blanks = (dataTable?.rows ?? []).map(
    ({ location, cells }) => (cells[0]?.location.column ?? 0) - (location.column ?? 0) - 1,
  )
  const least = Math.min(...blanks)
  return blanks.map((count) => Math.floor((count - least) / 2))
}

function* stepsOf(document: GherkinDocument): Generator<Step> {
  for (const { background, scenario, rule } of document.feature?.children ?? []) {
    yield* background?.steps ?? []
    yield* scenario?.steps ?? []
    for (const inner of rule?.children ?? []) {
      yield* inner.background?.steps ?? []
      yield* inner.scenario?.steps ?? []
    }
  }
}
