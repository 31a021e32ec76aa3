/** What feature files hold, without running them: each scenario with its tags, as `cases`, `--list` and selection need. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator } from '@cucumber/messages'
import parse from '@cucumber/tag-expressions'
import { findRequirement } from '../conformance/catalogue.ts'
import { waitOf } from './scenario-queue.ts'
import type { Selection } from './selection.ts'
import { UsageError } from './usage-error.ts'

export interface ScenarioSummary {
  /** Path as it was found. */
  readonly file: string
  readonly line: number
  readonly name: string
  /** With the `@`. */
  readonly tags: readonly string[]
  /** Ids of the catalogue among the tags. */
  readonly cases: readonly string[]
  readonly steps: number
  /** Seconds that it is bound to wait in real time, an estimate. */
  readonly waitS: number
}

/**
 * Scenarios of feature files, outlines row by row.
 *
 * @param paths - files or folders; a file may have `:LINE` behind it, which is not looked at here
 * @throws UsageError when a path is not there or no Gherkin
 */
export function scenariosIn(paths: readonly string[]): ScenarioSummary[] {
  return paths.flatMap((one) => featureFiles(one)).flatMap(scenariosOf)
}

/** A run asks several times for what its files hold: as long as the text is the same, so is that. */
const read = new Map<string, { readonly text: string; readonly scenarios: readonly ScenarioSummary[] }>()

function scenariosOf(file: string): readonly ScenarioSummary[] {
  const text = readFeature(file)
  const known = read.get(file)
  if (known?.text === text) return known.scenarios
  const scenarios = parsed(file, text)
  read.set(file, { text, scenarios })
  return scenarios
}

/** Scenarios of a selection, as cucumber will find them. */
export function matching({ paths, tags }: Selection): ScenarioSummary[] {
  const scenarios = scenariosIn(paths)
  if (tags === undefined) return scenarios
  const expression = parseTags(tags)
  return scenarios.filter((scenario) => expression.evaluate([...scenario.tags]))
}

function parseTags(tags: string): ReturnType<typeof parse> {
  try {
    return parse(tags)
  } catch (error) {
    throw new UsageError(`--tags "${tags}": ${(error as Error).message}`)
  }
}

/** Nothing fits what was asked for: never to be taken for a success. */
export class NothingMatched extends Error {
  constructor(message: string) {
    super(`nothing matched: ${message}`)
    this.name = 'NothingMatched'
  }
}

function featureFiles(where: string): string[] {
  const file = where.replace(/(:\d+)+$/, '')
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) throw new UsageError(`${file}: there is no such feature file or folder`)
  if (!stat.isDirectory()) return [file]
  return readdirSync(file, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.feature'))
    .sort()
    .map((name) => path.join(file, name))
}

function readFeature(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
}

function parsed(file: string, text: string): ScenarioSummary[] {
  const newId = IdGenerator.incrementing()
  try {
    const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher())
    const document = parser.parse(text)
    return compile(document, file, newId).map((pickle) => {
      const tags = pickle.tags.map((tag) => tag.name)
      const steps = pickle.steps.map(({ text }) => text)
      const cases = tags.map((tag) => tag.slice(1)).filter((id) => findRequirement(id) !== undefined)
      return {
        file,
        line: pickle.location?.line ?? 0,
        name: pickle.name,
        tags,
        cases,
        steps: steps.length,
        waitS: waitOf(steps),
      }
    })
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
}
