import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { describe, test } from 'node:test'
import { CommandFailed, putIn, runCommand } from './shell-command.ts'

const run = (command: string, timeoutMs = 20_000): Promise<string> => runCommand(command, tmpdir(), timeoutMs)

describe('what is put into a command', () => {
  for (const value of ['plain', '', 'two words', "it's", '$(id)', '`id`', '"; exit 1; "', '$HOME', 'a\nb', '*', '\\'])
    test(`stays one word: ${JSON.stringify(value)}`, () => {
      const said = execFileSync('/bin/sh', ['-c', putIn("printf '<%s>' {value} {value}", { value })], {
        encoding: 'utf8',
      })
      assert.equal(said, `<${value}><${value}>`)
    })

  test('leaves other braces to the shell', () => {
    assert.equal(putIn("awk '{print}' {a,b} {port}", { port: '1' }), "awk '{print}' {a,b} 1")
  })
})

describe('a command', () => {
  test('gives what it printed on its standard output', async () => {
    assert.equal(await run('echo A; echo B; echo C >&2'), 'A\nB\n')
  })

  test('fails: says how it ended and what it printed', async () => {
    await assert.rejects(run('echo no such session >&2; exit 3'), (error) => {
      assert.ok(error instanceof CommandFailed)
      assert.equal(error.message, 'it ended with 3; it printed: no such session')
      return true
    })
  })

  test('is no command', async () => {
    await assert.rejects(run('./there-is-no-such-hook'), /^CommandFailed: it ended with 127; it printed: /)
  })

  test('takes too long: it is ended, with all that it started', async () => {
    await assert.rejects(run('sleep 1000 & wait', 100), /^CommandFailed: it took more than 0\.1 s; it printed nothing$/)
  })

  test('may leave something in the background, which is not waited for', async () => {
    const pid = (await run('sleep 1000 & echo $!')).trim()
    process.kill(Number(pid), 'SIGKILL')
  })
})
