import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CONNECTION_DEFAULTS } from '../parameters/settings.ts'
import { type AttemptFailure, ReconnectPolicy, type ReconnectSettings, reconnectWarnings } from './reconnect-policy.ts'

const backup = { host: 'backup', port: 2 }
const AUTO = { backup, enableAutoSwitchToBackupConnection: true, reconnectMaxTries: 3 } as const

function policyOf(stated: Partial<ReconnectSettings>): ReconnectPolicy {
  return new ReconnectPolicy({ ...CONNECTION_DEFAULTS, ...stated })
}

/** Attempts that fail one after another: where each was made, and how it ended, `x` for terminated. */
function places(policy: ReconnectPolicy, attempts: number, how: AttemptFailure = 'connect'): string {
  let talk = ''
  for (let i = 0; i < attempts; i++) {
    talk += policy.active === 'primary' ? 'p' : 'b'
    policy.attempt()
    if (policy.failed(how).kind === 'terminate') return `${talk}x`
  }
  return talk
}

describe('reconnect policy', () => {
  const cases: readonly (readonly [name: string, stated: Partial<ReconnectSettings>, expected: string])[] = [
    ['SD-70: the first attempt and three tries, then the backup', AUTO, 'ppppbbbbx'],
    ['SD-71: without automatic switch it ends', { ...AUTO, enableAutoSwitchToBackupConnection: false }, 'ppppx'],
    ['SD-72: cyclic goes back and on', { ...AUTO, cyclicSwitchBackupConnection: true }, 'ppppbbbbppppbbbb'],
    ['without a backup there is nothing to switch to', { ...AUTO, backup: undefined }, 'ppppx'],
    ['no try: the first failure switches', { ...AUTO, reconnectMaxTries: 0 }, 'pbx'],
    ['unlimited: never switches', { ...AUTO, reconnectMaxTries: 'unlimited' }, 'pppppppppppppppp'],
    ['a first connection that is not retried', { ...AUTO, retryInitialConnect: false }, 'px'],
    ['each attempt: there and not back', { ...AUTO, switchMoment: 'eachAttempt' }, 'pbbbx'],
    [
      'each attempt, cyclic: there and back, and the tries are those of both',
      { ...AUTO, switchMoment: 'eachAttempt', cyclicSwitchBackupConnection: true },
      'pbpbx',
    ],
  ]
  for (const [name, stated, expected] of cases) test(name, () => assert.equal(places(policyOf(stated), 16), expected))

  test('a refused Logon uses a try like a refused connection', () => {
    assert.equal(places(policyOf(AUTO), 16, 'logon'), 'ppppbbbbx')
  })

  test('without forcedReconnect a failed Logon exchange ends it, a refused connection does not', () => {
    const policy = policyOf({ forcedReconnect: false })
    policy.attempt()
    assert.deepEqual(policy.failed('connect'), { kind: 'retry', delayMs: 1000 })
    policy.attempt()
    assert.equal(policy.failed('logon').kind, 'terminate')
  })

  test('Logon sets the counter to zero; a lost link has the tries and no first attempt', () => {
    const policy = policyOf(AUTO)
    assert.equal(places(policy, 3), 'ppp')
    policy.attempt()
    policy.established()
    assert.deepEqual(policy.lost(), { kind: 'retry', delayMs: 1000 })
    assert.equal(places(policy, 16), 'pppbbbbx')
  })

  test('behind a Logon a first connection is no longer the first', () => {
    const policy = policyOf({ retryInitialConnect: false })
    policy.attempt()
    policy.established()
    assert.equal(policy.lost().kind, 'retry')
    policy.attempt()
    assert.equal(policy.failed('connect').kind, 'retry')
  })

  test('without tries a lost link switches at once', () => {
    const policy = policyOf({ ...AUTO, reconnectMaxTries: 0 })
    policy.attempt()
    policy.established()
    assert.deepEqual(policy.lost(), { kind: 'switch', to: 'backup', delayMs: 0 })
    assert.equal(policy.active, 'backup')
  })

  test('after success on the backup a lost link tries the backup first', () => {
    const policy = policyOf({ ...AUTO, cyclicSwitchBackupConnection: true })
    places(policy, 4)
    policy.attempt()
    policy.established()
    assert.deepEqual(policy.lost(), { kind: 'retry', delayMs: 1000 })
    assert.equal(places(policy, 7), 'bbbpppp')
  })

  test('the way back to the primary waits for the interval', () => {
    const policy = policyOf({ ...AUTO, reconnectMaxTries: 0, cyclicSwitchBackupConnection: true })
    policy.switchTo('backup')
    policy.attempt()
    assert.deepEqual(policy.failed('connect'), { kind: 'switch', to: 'primary', delayMs: 1000 })
  })

  test('SD-78: a switch by hand counts the tries from zero', () => {
    const policy = policyOf(AUTO)
    places(policy, 3)
    policy.switchTo('backup')
    policy.switchTo('primary')
    assert.equal(places(policy, 16), 'ppppbbbbx')
  })

  test('several destinations are taken in turn, one an attempt', () => {
    const policy = policyOf({ destinations: [backup, backup, backup] })
    assert.deepEqual(
      [1, 2, 3, 4].map(() => policy.attempt()),
      [0, 1, 2, 0],
    )
  })
})

test('settings that can never switch are warned of', () => {
  const warned = (stated: Partial<ReconnectSettings>): number =>
    reconnectWarnings({ ...CONNECTION_DEFAULTS, ...stated }).length
  assert.equal(warned(AUTO), 0)
  assert.equal(warned({}), 0)
  assert.equal(warned({ ...AUTO, reconnectMaxTries: 'unlimited' }), 1)
  assert.equal(warned({ ...AUTO, reconnectMaxTries: 'unlimited', switchMoment: 'eachAttempt' }), 0)
  assert.equal(warned({ ...AUTO, backup: undefined }), 1)
})
