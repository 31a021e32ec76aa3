/** The search and its shrinking, against targets that are a few lines long. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findVersion } from '../fix/versions.ts'
import { type ExploreOptions, explore, simpler } from './explore.ts'
import type { Move } from './move.ts'
import { sendCounted } from './move.ts'
import { Broken, type Talk, Unreached } from './player.ts'
import { SessionModel } from './session-model.ts'

/** Moves that send one message each, under its name. */
const move = (name: string, weight = 3): Move => ({
  name,
  cases: ['5'],
  weight,
  applies: (model) => model.active,
  play: (model) => [sendCounted(model, name)],
})

const MOVES = ['Logout', 'Heartbeat', 'Reject', 'TestRequest', 'News', 'Email'].map((name) => move(name))

/** A target that judges each step by what was played before it. */
function targetThat(judge: (text: string, before: readonly string[]) => Error | undefined): () => Talk {
  return () => {
    const played: string[] = []
    return {
      play: async ({ text }) => {
        const error = judge(text, played)
        if (error !== undefined) throw error
        played.push(text)
      },
      facts: () => ({ sent: [], testerNext: 2 + played.filter((text) => /sends|alive/.test(text)).length }),
      close: async () => undefined,
    }
  }
}

function options(open: () => Talk, change: Partial<ExploreOptions> = {}): ExploreOptions {
  const version = findVersion('FIX.4.4')
  assert.ok(version)
  return {
    seed: 1,
    steps: 2_000,
    moves: MOVES,
    open,
    model: () => new SessionModel({ version, role: 'acceptor', capabilities: [] }),
    thorough: true,
    confirms: false,
    shrinks: 1_000,
    ...change,
  }
}

const sends = (text: string, name: string): boolean => text.startsWith(`the tester sends ${name}`)

/** Fails at an Email, when a News and before that a Reject were sent. */
const forgetful = targetThat((text, before) => {
  const reject = before.findIndex((one) => sends(one, 'Reject'))
  const news = before.findIndex((one, i) => i > reject && sends(one, 'News'))
  return reject >= 0 && news > reject && sends(text, 'Email') ? new Broken(['nothing'], 'it forgot') : undefined
})

test('a failure that needs three moves in order is shrunk to these three', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { found } = await explore(options(forgetful, { seed }))
    assert.deepEqual(
      found?.steps.map(({ text }) => text.replace(/ with (?!the).*/, '')),
      [
        'an established session with the target',
        'the tester sends Reject',
        'the tester sends News',
        'the tester sends Email',
      ],
      `seed ${seed}, ${found?.before} steps before`,
    )
    assert.equal(found?.finding.actual, 'it forgot')
    assert.equal(found?.finding.move, 'Email')
  }
})

test('an exploration is a function of its seed', async () => {
  const played = async (seed: number): Promise<string[]> => {
    const texts: string[] = []
    const open = targetThat((text) => {
      texts.push(text)
      return undefined
    })
    await explore(options(open, { seed, steps: 300 }))
    return texts
  }
  const [first, again, other] = [await played(7), await played(7), await played(8)]
  assert.deepEqual(again, first)
  assert.notDeepEqual(other, first)
})

test('a target without a fault is played with until the steps are spent', async () => {
  const { found, steps, games, proved, played } = await explore(options(targetThat(() => undefined)))
  assert.equal(found, undefined)
  assert.ok(steps >= 2_000 && steps < 2_200, `${steps} steps`)
  assert.equal(proved, games)
  assert.equal(played.size, MOVES.length)
})

test('what could not be reached is no finding, and is told with its reason', async () => {
  const open = targetThat((text) => (sends(text, 'News') ? new Unreached('no News today') : undefined))
  const { found, unreached } = await explore(options(open, { steps: 200 }))
  assert.equal(found, undefined)
  assert.ok((unreached.get('no News today') ?? 0) > 0)
})

test('a target that lets nobody in is given up', async () => {
  const open = targetThat(() => new Unreached('nobody is there'))
  const { givenUp, games, found, proved } = await explore(options(open))
  assert.equal(givenUp, 'nobody is there')
  assert.equal(found, undefined)
  assert.equal(proved, 0)
  assert.ok(games < 10, `${games} games`)
})

test('a fault of ours is thrown, not taken for one of the target', async () => {
  const open = targetThat((text) => (sends(text, 'News') ? new TypeError('slip of the pen') : undefined))
  await assert.rejects(explore(options(open)), /slip of the pen/)
})

test('shrinking ends where it has cost enough', async () => {
  let opened = 0
  const open = (): Talk => {
    opened++
    return forgetful()
  }
  const { found, games } = await explore(options(open, { shrinks: 3 }))
  assert.ok(found)
  assert.ok(opened <= games + 3, `${opened} games, of which ${games} before the finding`)
})

test('what does not show a second time is told, and is no finding', async () => {
  let times = 0
  const flaky = targetThat((text) =>
    sends(text, 'News') && ++times % 7 === 3 ? new Broken([], 'late once') : undefined,
  )
  const { found, once } = await explore(options(flaky, { confirms: true, steps: 120 }))
  assert.equal(found, undefined)
  assert.ok(once.length > 0)
  assert.deepEqual(new Set(once.map(({ actual }) => actual)), new Set(['late once']))
  const { found: sure } = await explore(options(forgetful, { confirms: true }))
  assert.equal(sure?.finding.actual, 'it forgot')
})

test('simpler games: fewer moves, the last one in its simplest form, or one probe less', () => {
  const plan = ['a', 'b', 'c'].map((name, i) => ({ move: move(name), choice: { a: i, b: 0, probed: i === 0 } }))
  const games = [...simpler(plan)].map((one) =>
    one.map(({ move: { name }, choice }) => `${name}${choice.a}${choice.probed ? '!' : ''}`).join(' '),
  )
  assert.deepEqual(games, ['a0!', 'c2', 'c0', 'a0! b1', 'a0! b0', 'a0! c2', 'a0! c0', 'b1 c2', 'b1 c0', 'a0 b1 c2'])
})
