import assert from 'node:assert/strict'
import { test } from 'node:test'
import { terminalOf } from './terminal.ts'

/** What is written to stdout and stderr, neither of them a terminal. */
function written(env: Record<string, string>) {
  const lines: string[] = []
  const stream = (name: string) => ({ write: (text: string) => lines.push(`${name}: ${text}`), isTTY: false })
  const streams = { stdout: stream('out'), stderr: stream('err'), env, cwd: () => '/' }
  return { lines, terminal: terminalOf(streams as unknown as Parameters<typeof terminalOf>[0]) }
}

test('in a GitHub job what is said is no command, and what is printed is', () => {
  const { lines, terminal } = written({ GITHUB_ACTIONS: 'true' })
  terminal.say('Actual\n  ::error::no')
  terminal.complain('::stop-commands::x')
  terminal.print('::error file=a::yes')
  assert.deepEqual(lines, ['err: Actual\n  : :error::no\n', 'err: : :stop-commands::x\n', 'out: ::error file=a::yes\n'])
})

test('elsewhere nothing is changed', () => {
  const { lines, terminal } = written({})
  terminal.say('::error::no')
  assert.deepEqual(lines, ['err: ::error::no\n'])
})
