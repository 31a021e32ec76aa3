/** The recipes of docs/ci do what they say: they can be read, and their commands are run. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { parse } from 'yaml'

const ROOT = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-recipes-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Each with how it writes the number of a shard, and how many there are. */
const RECIPES = [
  { name: 'github-actions.yml', shard: /\$\{\{ matrix\.shard \}\}/g, of: /$^/g },
  { name: 'gitlab-ci.yml', shard: /\$CI_NODE_INDEX/g, of: /\$CI_NODE_TOTAL/g },
  { name: 'Jenkinsfile', shard: /\$SHARD/g, of: /$^/g },
] as const

const textOf = (name: string): string => readFileSync(path.join(ROOT, 'docs/ci', name), 'utf8')

/** What it runs of us, without the quotes around it. */
const commandsOf = (name: string): string[] =>
  [...textOf(name).matchAll(/npx fixproof ([^'\n]+?)(?: \|\| \[ \$\? -eq 1 \])?(?='|\n)/g)].map(
    ([, words = '']) => words,
  )

/** A small run against ourselves in the place of the user's. */
function run(words: string, cwd: string): ReturnType<typeof spawnSync> {
  const here = words.replace('--profile desk', '2 9 --profile self --begin-string FIX.4.4 --seed 1')
  const env = { ...process.env, NO_COLOR: '1', GITHUB_STEP_SUMMARY: '', GITHUB_ACTIONS: '' }
  return spawnSync(process.execPath, [path.join(ROOT, 'bin/fixproof.mjs'), ...here.split(' ')], {
    cwd,
    env,
    encoding: 'utf8',
  })
}

describe('recipes for CI servers', () => {
  for (const { name, shard, of } of RECIPES)
    test(`${name}: three shards, one report`, () => {
      const cwd = mkdtempSync(path.join(folder, 'job-'))
      const [sharded, merge, ...others] = commandsOf(name)
      assert.deepEqual(others, [])
      for (const number of ['1', '2', '3']) {
        const ran = run((sharded ?? '').replace(shard, number).replace(of, '3'), cwd)
        assert.equal(ran.status, 0, String(ran.stderr))
      }
      const merged = run(merge ?? '', cwd)
      assert.equal(merged.status, 0, String(merged.stderr))
      for (const file of ['report.json', 'report.html', 'junit.xml', 'summary.md', 'badge.svg'])
        assert.ok(existsSync(path.join(cwd, 'reports/desk', file)), file)
      // What it hands on to its server is there.
      for (const [, file = ''] of textOf(name).matchAll(/(reports\/desk\/[\w.-]+)/g))
        assert.ok(existsSync(path.join(cwd, file)), file)
      rmSync(path.join(cwd, 'reports/shard-2'), { recursive: true })
      assert.equal(run(merge ?? '', cwd).status, 2, 'a shard that is missing is told')
    })

  test('those in YAML can be read', () => {
    const github = parse(textOf('github-actions.yml'))
    assert.deepEqual(github.jobs.shard.strategy.matrix.shard, [1, 2, 3])
    const gitlab = parse(textOf('gitlab-ci.yml'))
    assert.equal(gitlab.conformance.parallel, 3)
    assert.deepEqual(gitlab.stages, ['conformance', 'report'])
  })
})
