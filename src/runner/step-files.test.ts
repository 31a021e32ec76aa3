import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { refuseMissingSteps } from './step-files.ts'

const cwd = mkdtempSync(path.join(tmpdir(), 'step-files-'))
after(() => rmSync(cwd, { recursive: true }))
mkdirSync(path.join(cwd, 'compiled', 'deep'), { recursive: true })
mkdirSync(path.join(cwd, 'source'))
for (const file of ['compiled/deep/a.mjs', 'source/a.ts', 'notes']) writeFileSync(path.join(cwd, file), '')

test('files, patterns and folders of programs are taken', () => {
  refuseMissingSteps(['source/a.ts', 'source/*.ts', 'other/**/*.js', 'compiled'], cwd)
})

test('what Cucumber would pass over is refused', () => {
  for (const [stated, why] of [
    ['gone.ts', /^--steps gone\.ts: there is no such file$/],
    ['source', /^--steps source: this folder holds no \.js file/],
    ['notes', /^--steps notes: expected a \.ts, /],
  ] as const)
    assert.throws(() => refuseMissingSteps([stated], cwd), { name: 'UsageError', message: why })
})
