import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { describe, test } from 'node:test'
import { NotReached } from '../conformance/verdict.ts'
import { findVersion } from '../fix/versions.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { ForeignTarget } from './foreign-target.ts'
import { HookControl } from './hook-control.ts'
import type { Hooks } from './profile-hooks.ts'

const version = findVersion('FIXT.1.1/FIX.5.0SP1')

function control(hooks: Hooks, notes: string[] = [], onEnd = () => undefined): HookControl {
  if (version === undefined) throw new Error('no FIXT.1.1')
  const address = { host: '127.0.0.1', port: 9 }
  const target = new ForeignTarget({
    role: 'initiator',
    address,
    directory: tmpdir(),
    hooks,
    values: { role: 'initiator', host: address.host, port: '9', folder: '' },
  })
  target.watch((text) => void notes.push(text))
  return new HookControl(target, legWith({ senderCompID: 'US & CO', targetCompID: 'THEM' }), version, onEnd)
}

/** What a hook was called with: it fails on purpose, and its words are in the reason. */
async function wordsOf(act: (asked: HookControl) => void | Promise<void>, hooks: Hooks): Promise<string> {
  const error = await Promise.resolve(act(control(hooks))).then(
    () => assert.fail('the hook did not fail'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof NotReached, String(error))
  return /printed: (.*)$/.exec(error.message)?.[1] ?? error.message
}

const SHOW = (names: string): string => `printf '<%s>' ${names}; exit 1`

describe('what a hook is told', () => {
  test('the session, by the names of the profile', async () => {
    const hooks = { logout: SHOW('{role} {port} {version} {beginString} {senderCompID} {targetCompID}') }
    const words = await wordsOf((asked) => asked.logout(), hooks)
    assert.equal(words, '<initiator><9><FIXT.1.1/FIX.5.0SP1><FIXT.1.1><US & CO><THEM>')
  })

  test('the numbers that are to be set, and an empty word for one that is not', async () => {
    const hooks = { setSequenceNumbers: SHOW('{nextIn} {nextOut}') }
    assert.equal(await wordsOf((asked) => asked.setNumbers({ nextIn: 7 }), hooks), '<7><>')
    assert.equal(await wordsOf((asked) => asked.setNumbers({ nextIn: 50, nextOut: 70 }), hooks), '<50><70>')
    assert.equal(await wordsOf((asked) => asked.resetNumbers('local'), hooks), '<1><1>')
  })

  test('how many messages to send; it says their ClOrdIDs', async () => {
    const asked = control({ sendApplicationMessage: 'for i in $(seq {count}); do echo "O $i"; done' })
    assert.deepEqual(await asked.send(3), ['O 1', 'O 2', 'O 3'])
  })
})

describe('a hook that does not do its part proves nothing', () => {
  test('too few ClOrdIDs', async () => {
    await assert.rejects(
      control({ sendApplicationMessage: 'echo one' }).send(2),
      /^NotReached: .* was to print 2 ClOrdIDs/,
    )
  })

  test('it fails: the record has its words', async () => {
    const notes: string[] = []
    await assert.rejects(control({ logout: 'echo busy; exit 4' }, notes).logout(), NotReached)
    assert.deepEqual(notes, ['the hook logout (echo busy; exit 4) failed: it ended with 4; it printed: busy'])
  })

  test('a verb that no command stands for', async () => {
    const asked = control({ logout: 'true' })
    assert.throws(() => asked.configure(), NotReached)
    assert.throws(() => asked.observed, NotReached)
    await assert.rejects(asked.setNumbers({ nextIn: 1 }), /^NotReached: the profile has no hook setSequenceNumbers$/)
    await assert.rejects(asked.resetNumbers('onTheWire'), NotReached)
  })

  test('one command that ends and starts the target is called once for both', async () => {
    const notes: string[] = []
    const asked = control({ restart: 'true' }, notes)
    await asked.kill()
    await asked.restart()
    const failing = control({ restart: 'exit 1' }, notes)
    await assert.rejects(failing.kill(), /the hook restart/)
  })
})

test('numbers that a hook is told are those on the wire', () => {
  const bench = new Bench(legWith({ version: 'FIX.4.0', engine: 'external', transport: 'tcp' }), 'hook-control')
  assert.deepEqual(bench.numbers.ofTarget({ nextIn: 3 }), { nextIn: 3 })
  bench.numbers.renumber({ tester: 100, target: 200 })
  assert.deepEqual(bench.numbers.ofTarget({ nextIn: 3, nextOut: 4 }), { nextIn: 103, nextOut: 204 })
  bench.close()
})
