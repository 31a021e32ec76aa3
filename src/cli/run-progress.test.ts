import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type ProgressClock, RunProgress } from './run-progress.ts'
import { terminalOf } from './terminal.ts'

/** Time that a test moves by hand. */
class Hand implements ProgressClock {
  #now = 0
  #tick: (() => void) | undefined

  now(): number {
    return this.#now
  }

  every(_ms: number, tick: () => void): () => void {
    this.#tick = tick
    return () => {
      this.#tick = undefined
    }
  }

  get ticking(): boolean {
    return this.#tick !== undefined
  }

  /** Seconds pass, with a tick at the end of each. */
  pass(seconds: number): void {
    for (let i = 0; i < seconds; i++) {
      this.#now += 1000
      this.#tick?.()
    }
  }
}

const at = (done: number, failed = 0) => ({ done, total: 500, failed })

describe('progress where lines stay', () => {
  test('a line about every ten seconds, and none for a short run', () => {
    const clock = new Hand()
    const said: string[] = []
    const progress = new RunProgress({ say: (text) => said.push(text) }, false, clock)
    progress.update(at(1))
    clock.pass(9)
    assert.deepEqual(said, [])
    progress.update(at(40, 2))
    clock.pass(60)
    assert.equal(said.length, 6)
    assert.equal(said[0], '  40 of 500 scenarios, 10 s, 2 failed')
    assert.equal(said[5], '  40 of 500 scenarios, 1 min 00 s, 2 failed')
    progress.end()
    assert.ok(!clock.ticking)
  })

  test('with waivers a failure may be a known one', () => {
    const clock = new Hand()
    const said: string[] = []
    const progress = new RunProgress({ say: (text) => said.push(text) }, true, clock)
    progress.update(at(40, 2))
    clock.pass(10)
    assert.deepEqual(said, ['  40 of 500 scenarios, 10 s, 2 failed, waivers not applied yet'])
  })
})

describe('progress on a terminal', () => {
  test('one line, at most ten times a second, and gone at the end', () => {
    const clock = new Hand()
    const shown: string[] = []
    const showLive = (text: string): void => void shown.push(text)
    const progress = new RunProgress({ say: () => assert.fail('a line that stays'), showLive }, false, clock)
    clock.pass(1)
    for (let done = 1; done <= 50; done++) progress.update(at(done))
    clock.pass(1)
    progress.end()
    assert.deepEqual(shown, ['  1 of 500 scenarios, 1 s, 0 failed', '  50 of 500 scenarios, 2 s, 0 failed', ''])
  })
})

describe('the last line of a terminal', () => {
  /** What is written to stdout and stderr, in order. */
  function streams(stdoutTty: boolean, stderrTty: boolean, env: Record<string, string> = {}) {
    const written: string[] = []
    const stream = (name: string, isTTY: boolean) =>
      ({ isTTY, columns: 20, write: (text: string) => written.push(`${name} ${JSON.stringify(text)}`) }) as never
    const terminal = terminalOf({
      stdout: stream('out', stdoutTty),
      stderr: stream('err', stderrTty),
      env,
      cwd: () => '/',
    })
    return { terminal, written }
  }

  test('what is said stands above it, and it is cut before it would be wrapped', () => {
    const { terminal, written } = streams(true, true, { NO_COLOR: '1' })
    terminal.showLive?.('1 of 500 scenarios, 1 s, 0 failed')
    terminal.say('a column')
    terminal.complain('a warning')
    terminal.showLive?.('')
    assert.deepEqual(written, [
      'out "1 of 500 scenarios,"',
      'out "\\r\\u001b[2K"',
      'out "a column\\n"',
      'out "1 of 500 scenarios,"',
      'out "\\r\\u001b[2K"',
      'err "a warning\\n"',
      'out "1 of 500 scenarios,"',
      'out "\\r\\u001b[2K"',
    ])
  })

  test('a pipe takes what machines read, and nothing of it', () => {
    const { terminal, written } = streams(false, true)
    terminal.showLive?.('progress')
    assert.deepEqual(written, ['err "progress"'])
  })

  test('there is none without a terminal, or on one that can not write over a line', () => {
    assert.equal(streams(false, false).terminal.showLive, undefined)
    assert.equal(streams(true, true, { TERM: 'dumb' }).terminal.showLive, undefined)
  })
})
