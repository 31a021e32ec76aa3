/** `fixproof init` asks: real processes that are interrupted wherever a person may go away. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { BIN, filesIn, fixproof, folder } from '../testing/init-process.ts'

/** Every question that there may be for an engine in both roles that trades, in their order. */
const TYPED = [
  'desk',
  '',
  'standard',
  'both',
  '127.0.0.1:9000',
  '9001',
  'FIX.4.2,FIX.4.4',
  'US',
  'THEM',
  'username',
  'weekly',
  'thirdParty',
  './engine.sh --port {port}',
  'logout',
  'venue',
  'orders,massCancel',
  'market,stop',
  'ioc,gtc',
  'cancelOnDisconnect',
  'ABC 99.5',
]

describe('the interview', () => {
  test('interrupted at each question it keeps what was said, and comes to the same suite in the end', () => {
    const whole = folder('whole')
    const at = fixproof(whole, ['init', '--interactive'], TYPED)
    assert.equal(at.code, 0, at.err)
    assert.equal(at.err.match(/^ {0,1}\d+\/\d+ {2}/gm)?.length, TYPED.length, 'each was asked once')

    const parts = folder('parts')
    for (const [i, line] of TYPED.entries()) {
      // Each process is told one thing, and then its input ends.
      const { code, err } = fixproof(parts, i === 0 ? ['init', '--interactive'] : ['init', 'desk', '--interactive'], [
        line,
      ])
      if (i === TYPED.length - 1) assert.equal(code, 0, err)
      else {
        assert.equal(code, 130, err)
        assert.match(
          err,
          new RegExp(`interrupted: ${i + 1} answers? (is|are) kept in scenarios/desk/\\.interview\\.yaml`),
        )
        assert.match(err, /Go on with: fixproof init desk/)
        assert.deepEqual(Object.keys(filesIn(parts)), ['.interview.yaml'], 'nothing half made')
      }
    }
    assert.deepEqual(filesIn(parts), filesIn(whole))
    assert.deepEqual(Object.keys(filesIn(whole)).sort(), ['hooks.sh', 'plan.yaml', 'profile.yaml', 'waivers.yaml'])
  })

  test('interrupted before anything was said, it writes nothing', () => {
    const cwd = folder('nothing')
    const { code, err } = fixproof(cwd, ['init', '--interactive'], [])
    assert.equal(code, 130)
    assert.match(err, /nothing was said yet, and nothing was written/)
    assert.deepEqual(readdirSync(cwd), [])
  })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const)
    test(`${signal} loses no answer`, { skip: process.platform === 'win32' }, async () => {
      const cwd = folder(signal)
      const child = spawn(process.execPath, [BIN, 'init', 'desk', '--interactive'], { cwd })
      const ended = once(child, 'exit')
      await saidBy(child, /Is it for one of these venues/)
      child.stdin?.write('none\nstandard\ninitiator\n')
      await saidBy(child, /Where shall fixproof listen/)
      child.kill(signal)
      const [code] = await ended
      if (signal !== 'SIGKILL') assert.equal(code, 130)
      const kept = parse(filesIn(cwd)['.interview.yaml'] ?? '') as { answers: object }
      assert.deepEqual(kept.answers, { name: 'desk', pack: 'none', dictionary: 'standard', role: 'initiator' })
    })

  test('a wrong answer is asked again with what is allowed; ? explains, < goes back', () => {
    const { code, err } = fixproof(
      folder('wrong'),
      ['init', 'desk', '--interactive'],
      ['', '', 'acceptr', '?', 'initiator', 'nowhere', '<', 'acceptor', 'a:99999', 'a:9000'],
    )
    assert.equal(code, 130)
    assert.match(err, /"acceptr" is none of acceptor, initiator, both; did you mean "acceptor"\?/)
    assert.match(err, /Some cases are about the side that dials/)
    assert.match(err, /expected \[HOST:\]PORT, such as 9879/)
    assert.match(err, /\n {7}\[initiator\] /, 'back again, with what was said before')
    assert.match(err, /expected HOST:PORT, such as 127\.0\.0\.1:9878/)
    assert.match(err, /6\/13 {2}Which FIX versions|5\/\d+ {2}Which FIX versions/)
  })

  test('a dictionary that is not there, or is none, is asked again', () => {
    const cwd = folder('dictionary')
    writeFileSync(path.join(cwd, 'cut.xml'), '<fix major="4" minor="4"><messages>')
    const { err } = fixproof(cwd, ['init', 'desk', '--interactive'], ['', 'none.xml', 'cut.xml', 'FIX.4.2', ''])
    assert.match(err, /none\.xml/)
    assert.match(err, /cut\.xml/)
    assert.match(err, /Who connects/)
  })

  test('a damaged interview says where, and what to do', () => {
    const cwd = folder('damaged')
    mkdirSync(path.join(cwd, 'scenarios/desk'), { recursive: true })
    writeFileSync(path.join(cwd, 'scenarios/desk/.interview.yaml'), 'answers: { name: desk, role: ')
    const { code, err } = fixproof(cwd, ['init', 'desk', '--yes'])
    assert.equal(code, 2)
    assert.match(err, /\.interview\.yaml:1:\d+: [\s\S]*Remove the file to begin again/)
  })
})

/** Waits until the process has written something. */
async function saidBy(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = ''
  for await (const chunk of child.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(chunk)
    if (pattern.test(text)) return
  }
  assert.fail(`it never said ${pattern}: ${text}`)
}
