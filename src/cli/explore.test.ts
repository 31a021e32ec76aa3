/** `fixproof explore` as people meet it: a real process, and the command that it prints run again. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  writeFileSync(
    path.join(cwd, 'wrong.yaml'),
    `target: { engine: self, tamper: [{ direction: outgoing, msgType: "2", drop: true }] }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
`,
  )
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function fixproof(...words: readonly string[]): { code: number | null; text: string } {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...words], { cwd, env, encoding: 'utf8' })
  return { code: status, text: stdout + stderr }
}

describe('fixproof explore', () => {
  test('finds nothing in our own engine, and says how much it tried', () => {
    const { code, text } = fixproof(
      'explore',
      '--seed',
      '1',
      '--steps',
      '150',
      '--begin-string',
      'FIX.4.4',
      '--role',
      'acceptor',
    )
    assert.equal(code, 0, text)
    assert.match(text, /plays +150 steps against one version and role/)
    assert.match(text, /FIX\.4\.4 +acceptor +nothing found +1\d\d steps in \d+ scenarios/)
    assert.ok(!existsSync(path.join(cwd, 'reports')))
  })

  test('writes a scenario for a fault; the command that it prints fails in the same way', () => {
    const { code, text } = fixproof('explore', '-p', 'wrong.yaml', '--seed', '1', '--out', 'found')
    assert.equal(code, 1, text)
    assert.match(text, /2\.b +MsgSeqNum too high/)
    assert.match(text, /clause +FIX Session Layer Test Cases/)
    assert.match(text, /run again at once, it failed again/)
    const replay = /replay +npx fixproof ([\s\S]*?--seed 1)/.exec(text)?.[1] ?? ''
    const again = fixproof(...replay.replaceAll('\\\n', ' ').trim().split(/\s+/))
    assert.equal(again.code, 1, again.text)
    assert.match(again.text, /2\.b/)
  })

  for (const { words, says } of [
    { words: ['--steps', '0'], says: /--steps 0: expected a whole number from 1/ },
    { words: ['--seed', '1.5'], says: /--seed 1\.5: expected a whole number/ },
    { words: ['--except', '2.b,99.z'], says: /--except "99\.z": there is no such case/ },
    {
      words: ['-p', 'wrong.yaml', '--role', 'initiator'],
      says: /--role initiator: the profile has no target in this role/,
    },
  ])
    test(`refuses ${words.join(' ')}`, () => {
      const { code, text } = fixproof('explore', ...words)
      assert.equal(code, 2, text)
      assert.match(text, says)
    })
})
