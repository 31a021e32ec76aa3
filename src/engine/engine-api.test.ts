/** docs/engine-api.md against the code: names, members, callbacks, states and examples. `FIXPROOF_UPDATE=1` quotes anew. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { format } from 'node:util'
import { publicMembers, publicNames, uncommented } from '../testing/public-surface.ts'
import { asQuoted, promisedOutput, quotedAnew, quotesIn, ROOT } from '../testing/quoted-examples.ts'

const ENTRIES = ['src/engine/engine.ts', 'src/codec/codec.ts', 'steps/world.ts'].map((file) => path.join(ROOT, file))
const DOCUMENTS = ['docs/engine-api.md', 'README.md'].map((file) => path.join(ROOT, file))
const EXAMPLES = readdirSync(path.join(ROOT, 'docs/examples'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `docs/examples/${name}`)

if (process.env.FIXPROOF_UPDATE === '1')
  for (const file of DOCUMENTS) writeFileSync(file, quotedAnew(readFileSync(file, 'utf8')))

const reference = readFileSync(path.join(ROOT, 'docs/engine-api.md'), 'utf8')

/** What stands in the first column of the tables with this heading, up to what a callback is given. */
function firstColumn(heading: string, text = reference): string[] {
  const tables = text.split(/\n\n/).filter((part) => part.startsWith(`| ${heading} |`))
  return tables.flatMap((table) => [...table.matchAll(/^\| `(\w+)/gm)].map(([, name = '']) => name))
}

function section(title: string): string {
  return reference.split(/\n(?=##+ )/).find((part) => part.includes(`# ${title}\n`)) ?? ''
}

const sorted = (names: readonly string[]): string[] => [...names].sort()

test('the reference has every exported name of engine and codec once, and no other', () => {
  const names = ENTRIES.slice(0, 2)
    .flatMap(publicNames)
    .map(({ name }) => name)
  assert.ok(names.includes('HostedSession') && names.includes('Framer'), 'the entry files are not read any more')
  assert.deepEqual(sorted(firstColumn('Name')), sorted(names))
})

test('it has every member of engine and hosted session, and every callback', () => {
  for (const name of ['FixEngine', 'HostedSession'])
    assert.deepEqual(sorted(firstColumn('Member', section(`Members of ${name}`))), publicMembers(name), name)
  assert.deepEqual(sorted(firstColumn('Callback')), publicMembers('HostedApplication'))
})

test('it has every state of a session', () => {
  const source = readFileSync(path.join(ROOT, 'src/engine/session-lifecycle.ts'), 'utf8')
  const [union = ''] = /export type LifecycleState =[\s\S]*?\n\n/.exec(source) ?? []
  const states = [...union.matchAll(/'(\w+)'/g)].map(([, state = '']) => state)
  assert.deepEqual(firstColumn('State'), states)
})

test('every exported name, and every public member of it, says in a comment what it is', () => {
  assert.deepEqual(
    ENTRIES.flatMap((file) => uncommented(publicNames(file))).map((line) => line.replace(`${ROOT}${path.sep}`, '')),
    [],
  )
})

test('documents quote the examples as they are, and every example but the program is quoted', () => {
  const quotes = DOCUMENTS.flatMap((file) => quotesIn(readFileSync(file, 'utf8')))
  for (const { example, quote } of quotes) assert.equal(quote, asQuoted(example), example)
  const unquoted = EXAMPLES.filter((example) => !quotes.some((quoted) => quoted.example === example))
  assert.deepEqual(unquoted, ['docs/examples/backup-connection.ts'])
})

/** One connects to an address of a venue, the other needs a counterparty; `backup-example.test.ts` runs that. */
const NOT_RUN = ['docs/examples/backup-connection.ts', 'docs/examples/engine-by-itself.ts']

for (const example of EXAMPLES.filter((name) => !NOT_RUN.includes(name)))
  test(`${example} prints what it says`, async (t) => {
    const printed: string[] = []
    t.mock.method(console, 'log', (...values: unknown[]) => printed.push(format(...values).trimEnd()))
    await import(path.join(ROOT, example))
    assert.deepEqual(printed, promisedOutput(example))
    assert.ok(printed.length > 0)
  })
