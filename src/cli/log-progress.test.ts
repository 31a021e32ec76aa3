import assert from 'node:assert/strict'
import { test } from 'node:test'
import { besideThePrinted, LogProgress } from './log-progress.ts'
import { terminalOf } from './terminal.ts'

/** Time that a test moves by hand, a second at each tick. */
function handClock() {
  let now = 0
  let tick: (() => void) | undefined
  return {
    now: () => now,
    every(ms: number, call: () => void) {
      assert.equal(ms, 1000)
      tick = call
      return () => {
        tick = undefined
      }
    },
    second() {
      now += 1000
      tick?.()
    },
  }
}

function terminal(stdoutTty: boolean, stderrTty: boolean) {
  const written: string[] = []
  const stream = (name: string, isTTY: boolean) =>
    ({ isTTY, columns: 80, write: (text: string) => written.push(`${name} ${text}`) }) as never
  const streams = { stdout: stream('out', stdoutTty), stderr: stream('err', stderrTty), env: {}, cwd: () => '/' }
  return { written, terminal: terminalOf(streams) }
}

test('a line on the terminal while the text goes elsewhere, from the first second on, and gone at the end', () => {
  const { terminal: to, written } = terminal(false, true)
  const clock = handClock()
  const progress = new LogProgress(besideThePrinted(to), 1_021_805_946, 'decoded', clock)
  progress.update(99_000_000)
  assert.deepEqual(written, [])
  clock.second()
  progress.update(199_900_000)
  clock.second()
  progress.end()
  clock.second()
  const erase = 'err \r\x1b[2K'
  assert.deepEqual(written, ['err   99 of 1022 MB decoded, 1 s', erase, 'err   199 of 1022 MB decoded, 2 s', erase])
})

test('without a length beforehand only what was read is said', () => {
  const { terminal: to, written } = terminal(false, true)
  const clock = handClock()
  const progress = new LogProgress(besideThePrinted(to), undefined, 'decoded', clock)
  progress.update(5_000_000)
  clock.second()
  progress.end()
  assert.equal(written[0], 'err   5 MB decoded, 1 s')
})

test('none into the text on a terminal, and none where lines can not be written over', () => {
  for (const [out, err] of [
    [true, true],
    [true, false],
    [false, false],
  ] as const) {
    const { terminal: to, written } = terminal(out, err)
    const clock = handClock()
    const progress = new LogProgress(besideThePrinted(to), 1, 'decoded', clock)
    clock.second()
    progress.end()
    assert.deepEqual(written, [])
  }
})
