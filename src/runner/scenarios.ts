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

/** Scenarios of a selection, as cucumber will find them; one that is in both parts of it is there once. */
export function matching({ paths, tags, beside }: Selection): ScenarioSummary[] {
  const scenarios = matchingTags(scenariosIn(paths), tags)
  if (beside === undefined) return scenarios
  const known = new Set(scenarios.map(placeOf))
  return [...scenarios, ...matching(beside).filter((scenario) => !known.has(placeOf(scenario)))]
}

function matchingTags(scenarios: ScenarioSummary[], tags: string | undefined): ScenarioSummary[] {
  if (tags === undefined) return scenarios
  const expression = parseTags(tags)
  return scenarios.filter((scenario) => expression.evaluate([...scenario.tags]))
}

/** Where a scenario stands, whichever way its file was found. */
export function placeOf({ file, line }: Pick<ScenarioSummary, 'file' | 'line'>): string {
  return `${path.resolve(file)}:${line}`
}

/** The same for where a result says that its scenario stands. */
export function placeOfResult({ feature, line }: { readonly feature: string; readonly line: number }): string {
  return placeOf({ file: feature, line })
}

/** These scenarios and no others, as cucumber takes them. */
export function exactly(scenarios: readonly Pick<ScenarioSummary, 'file' | 'line'>[]): Selection {
  const byFile = Map.groupBy(scenarios, ({ file }) => file)
  return {
    paths: [...byFile].map(([file, some]) => [file, ...some.map(({ line }) => line)].join(':')),
    tags: undefined,
  }
}

/** What a run reads: each file of the features of a selection with its text, in the order in which they are found. */
export function featureTexts({ paths, beside }: Selection): (readonly [file: string, text: string])[] {
  const files = [...paths, ...(beside?.paths ?? [])].flatMap(featureFiles)
  return [...new Set(files)].map((file) => [file, read.get(file)?.text ?? readFeature(file)])
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

/**
 * Paths as cucumber takes them: to it a folder with a dot in its name is a file, so its files stand in its place.
 *
 * @throws UsageError when one is not there
 */
export function asCucumberTakes(paths: readonly string[]): string[] {
  return paths.flatMap((where) => {
    const isDotted = path.extname(where) !== '' && statSync(where, { throwIfNoEntry: false })?.isDirectory() === true
    return isDotted ? featureFiles(where) : [where]
  })
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
