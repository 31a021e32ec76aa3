/** The house keeps itself tidy: direction of imports, purity, names, and requirements that have a scenario. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { CATALOGUE } from './conformance/catalogue.ts'
import { missingOf, scenariosFor } from './runner/coverage.ts'
import { scenariosIn } from './runner/scenarios.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const FEATURES = ['session', 'application'].map((name) => path.join(ROOT, 'features', name)).filter(existsSync)

/** Each folder may import those of a lower rank, and itself. */
const RANK: Readonly<Record<string, number>> = {
  'src/fix': 0,
  'src/log': 0,
  'src/codec': 1,
  'src/dictionary': 1,
  'src/transport': 1,
  'src/store': 1,
  'src/validation': 2,
  'src/journal': 2,
  'src/session': 3,
  'src/conformance': 3,
  'src/venue': 3,
  'src/client': 3,
  'src/generation': 4,
  'src/parameters': 4,
  'src/report': 4,
  'src/engine': 5,
  'src/recorded': 5,
  'src/evidence': 6,
  'src/simulator': 6,
  'src/admin': 7,
  'src/testbench': 7,
  'src/onboarding': 8,
  steps: 9,
  'src/runner': 9,
  'src/exploration': 10,
  'src/cli': 11,
}

/** Folders without I/O, clock or randomness. */
const PURE = [
  'src/fix',
  'src/codec',
  'src/validation',
  'src/session',
  'src/conformance',
  'src/venue',
  'src/client',
  'src/generation',
  'src/recorded',
]
const IMPURE =
  /\bfrom 'node:(net|tls|fs|fs\/promises|timers|timers\/promises|child_process|http|dgram|worker_threads)'|\bDate\.now\(|\bMath\.random\(|\bprocess\.|\bsetTimeout\(|\bperformance\./

/** The judge reads the record, not the engine that helped to make it. */
const FORBIDDEN: readonly (readonly [folder: string, imports: RegExp])[] = [
  ['src/conformance', /\/(session|engine|transport|simulator|store)\//],
  ['steps', /\/(engine|transport|store)\//],
  ['src/conformance', /\/(venue|client)\//],
  ['src/venue', /\/(session|client|conformance)\//],
  ['src/client', /\/(session|venue|conformance)\//],
]

interface SourceFile {
  readonly file: string
  readonly folder: string
  readonly text: string
}

function sources(): SourceFile[] {
  return ['src', 'steps'].flatMap((top) =>
    readdirSync(path.join(ROOT, top), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(top, name))
      .filter((file) => file.endsWith('.ts') && !/\.(test|browser-test)\.ts$/.test(file))
      .filter((file) => !file.startsWith('src/testing/'))
      .map((file) => ({ file, folder: folderOf(file), text: readFileSync(path.join(ROOT, file), 'utf8') })),
  )
}

function folderOf(file: string): string {
  const [top = '', second = ''] = file.split(path.sep)
  return top === 'src' ? `src/${second}` : top
}

function importsOf({ file, text }: SourceFile): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target = '']) =>
    path.join(path.dirname(file), target),
  )
}

const files = sources()

test('imports go one way', () => {
  const upward = files.flatMap((source) =>
    importsOf(source).flatMap((target) => {
      const from = RANK[source.folder]
      const to = RANK[folderOf(target)]
      if (from === undefined || to === undefined) return [`${source.file}: no rank for ${source.folder} or ${target}`]
      return source.folder === folderOf(target) || to < from ? [] : [`${source.file} imports upward: ${target}`]
    }),
  )
  assert.deepEqual(upward, [])
})

test('pure folders do no I/O, read no clock and draw no numbers', () => {
  const impure = files
    .filter(({ folder, file }) => PURE.includes(folder) && !/(contract|arbitraries)\.ts$/.test(file))
    .flatMap(({ file, text }) => {
      const found = IMPURE.exec(withoutComments(text))
      return found === null ? [] : [`${file}: ${found[0]}; hand it in as an argument instead`]
    })
  assert.deepEqual(impure, [])
})

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}

test('the judge knows no engine, and the steps know no socket', () => {
  const broken = files.flatMap((source) =>
    FORBIDDEN.filter(([folder]) => folder === source.folder).flatMap(([, forbidden]) =>
      importsOf(source)
        .filter((target) => forbidden.test(target))
        .map((target) => `${source.file} imports ${target}`),
    ),
  )
  assert.deepEqual(broken, [])
})

test('files say what is in them', () => {
  const names = files
    .map(({ file }) => file)
    .filter((file) => /(^|[\\/])(index|utils?|helpers?|managers?|common|misc)\.ts$/.test(file))
  assert.deepEqual(names, [])
})

test('every file is used', () => {
  // The writer serves targets' start scripts, which are outside src/; the process target is a program of its own.
  const entries =
    /^(src\/cli\/main\.ts|src\/simulator\/process-target\.ts|src\/runner\/leg-worker\.ts|src\/runner\/silent-formatter\.ts|src\/codec\/codec\.ts|src\/engine\/engine\.ts|src\/dictionary\/quickfix-xml-writer\.ts|steps\/.*)$/
  const support = /(contract|arbitraries|store-rig|samples|report-fixtures)\.ts$/
  const used = new Set(files.flatMap(importsOf))
  const dead = files
    .map(({ file }) => file)
    .filter((file) => !used.has(file) && !entries.test(file) && !support.test(file))
  assert.deepEqual(dead, [])
})

test('every requirement has a scenario, and every scenario a requirement', () => {
  const scenarios = scenariosIn(FEATURES)
  assert.deepEqual(
    CATALOGUE.flatMap((requirement) => {
      const missing = missingOf(requirement, scenarios)
      return missing === undefined ? [] : [`${requirement.id}: ${missing}`]
    }),
    [],
    'add a scenario tagged with the id, or say why there can be none',
  )
  assert.deepEqual(
    CATALOGUE.filter((row) => row.untestable !== undefined && scenariosFor(row, scenarios).length > 0).map(
      ({ id }) => id,
    ),
    [],
    'a requirement that has a scenario can be tested',
  )
  assert.deepEqual(
    scenarios.filter(({ cases }) => cases.length === 0).map(({ file, line }) => `${file}:${line}`),
    [],
    'add the tag of a case to the scenario',
  )
  assert.deepEqual(
    scenarios.filter(({ steps }) => steps === 0).map(({ file, line }) => `${file}:${line}`),
    [],
    'a scenario without steps proves nothing: look for a misspelt keyword',
  )
})

test('no tag looks like a case that the catalogue does not have', () => {
  const known = new Set(CATALOGUE.map(({ id }) => id))
  const strange = scenariosIn(FEATURES).flatMap(({ tags, file }) =>
    tags
      .map((tag) => tag.slice(1))
      .filter(
        (tag) =>
          /^(\d+[A-Z]?(\.[a-z]+)?|[A-Z]{2,3}-(\d+[a-z]?(\.[a-z])?|[A-L]\.\d\.[a-z]))$/.test(tag) && !known.has(tag),
      )
      .map((tag) => `${file}: @${tag}`),
  )
  assert.deepEqual(strange, [])
})
