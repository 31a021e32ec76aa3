import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ParameterError } from '../parameters/parameter-error.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import type { Leg } from './leg.ts'
import { logOn, logOut } from './log-on.ts'
import { orderFields } from './order.ts'
import { SelfControl } from './self-control.ts'
import { targetHasSent } from './target-messages.ts'

function rig(change: Partial<Leg> = {}) {
  const bench = new Bench(legWith(change), 'self-control')
  const { control } = bench
  assert.ok(control instanceof SelfControl)
  return { bench, control, parameters: () => control.target.parameters }
}

describe('parameters of the target', () => {
  test('a table states numbers, truths, enums and text of any part, by name or alias', () => {
    const { control, parameters } = rig()
    control.configure({ ForceSeqNumReset: 'Always', reconnectMaxTries: '5', storageCleanupMode: 'delete' })
    control.configure({ resetSequenceTimeZone: 'Europe/London', performResetSeqNumTime: 'true' })
    const { session, connection, storage, schedule } = parameters()
    assert.equal(connection.reconnectMaxTries, 5)
    assert.equal(session.forceSeqNumReset, 2)
    assert.equal(storage.storageCleanupMode, 'delete')
    assert.partialDeepStrictEqual(schedule, { performResetSeqNumTime: true, resetSequenceTimeZone: 'Europe/London' })
  })

  test('who it is comes from the leg, and the profile comes before the scenario', () => {
    const leg = { targetParameters: { stated: { gapTimeout: 7, logonTimeout: 8 } }, heartBtInt: 20 }
    const { control, parameters } = rig({ ...leg, targetRole: 'initiator' })
    control.configure({ gapTimeout: 9 })
    assert.partialDeepStrictEqual(parameters().session, {
      role: 'initiator',
      senderCompID: 'TARGET',
      targetCompID: 'TESTER',
      heartBtInt: 20,
      gapTimeout: 9,
      logonTimeout: 8,
    })
  })

  test('a name that is not known is refused, with the nearest one', () => {
    const { control } = rig()
    assert.throws(
      () => control.configure({ forceSeqNumResett: '1' }),
      (error) => error instanceof ParameterError && /did you mean "forceSeqNumReset"/.test(error.message),
    )
  })

  test('warnings of the configuration are those of what is stated now', () => {
    const { control } = rig()
    control.configure({ resetSeqNumOnNonGracefulTermination: true, forceSeqNumReset: 2 })
    assert.match(control.observed.warnings().join(), /resetSeqNumOnNonGracefulTermination/)
    control.configure({ resetSeqNumOnNonGracefulTermination: false })
    assert.doesNotMatch(control.observed.warnings().join(), /resetSeqNumOnNonGracefulTermination/)
  })
})

describe('what the target is asked to do', () => {
  test('it sends, also before anybody has connected, and each message has a ClOrdID of its own', async () => {
    const { bench, control } = rig()
    assert.deepEqual(control.send(2), ['TARGET1', 'TARGET2'])
    await logOn(bench)
    assert.deepEqual(await targetHasSent(bench, 1), ['TARGET3'])
    bench.close()
  })

  test('killed and started again it goes on; without its files it begins anew', async () => {
    const { bench, control } = rig()
    const numbers = (): (number | undefined)[] => [control.target.session?.nextIn, control.target.session?.nextOut]
    await logOn(bench)
    assert.throws(() => control.forget(), /runs/)
    control.kill()
    assert.equal(control.observed.state(), 'notRunning')
    await bench.afterDisconnect()
    control.restart()
    assert.deepEqual(numbers(), [2, 2])
    control.kill()
    await bench.afterDisconnect()
    control.forget()
    control.restart()
    assert.deepEqual(numbers(), [1, 1])
    bench.close()
  })

  test('a session that was removed is made again, on a store that is open', async () => {
    const { bench, control } = rig()
    control.configure({ terminateOnLogout: true, recreateOnLogout: false, intradayLogoutTolerance: false })
    await logOn(bench)
    await logOut(bench)
    assert.equal(control.observed.state(), 'removed')
    assert.equal(control.archives().length, 1)
    control.start()
    await logOn(bench, 1)
    assert.equal(control.observed.state(), 'established')
    bench.close()
  })

  test('numbers by hand are recorded with who wanted them', async () => {
    const { bench, control } = rig()
    await logOn(bench)
    control.setNumbers({ nextOut: 9 })
    assert.equal(control.target.session?.nextOut, 9)
    assert.match(control.observed.warnings().join(), /by the scenario: nextIn 2 -> 2, nextOut 2 -> 9/)
    bench.close()
  })

  test('a numbering that nobody has used begins where the clock is set to', () => {
    const { bench, control } = rig()
    bench.control.setTime(Date.UTC(2026, 9, 1))
    control.restart()
    assert.equal(control.target.session?.numberingSince, Date.UTC(2026, 9, 1))
    bench.close()
  })
})

describe("the target's application", () => {
  test('fails as often as it is told to, and what reached it is kept', async () => {
    const { bench, control } = rig()
    await logOn(bench)
    control.failDelivery(1)
    for (const clOrdID of ['A', 'B'])
      bench.send('D', [...orderFields(bench).filter(([tag]) => tag !== 11), [11, clOrdID]])
    await bench.keepApart()
    assert.deepEqual(control.observed.delivered(), [{ clOrdID: 'B', msgSeqNum: 3, possDup: false }])
    assert.match(control.observed.warnings().join(), /told to fail/)
    bench.close()
  })

  test('is asked about each message that is sent again, and objects as it is told to', async () => {
    const { bench, control } = rig()
    await logOn(bench)
    await targetHasSent(bench, 3)
    control.vetoResend((msgSeqNum) => (msgSeqNum === 4 ? 'throw' : msgSeqNum === 3))
    bench.send('2', [
      [7, 2],
      [16, 4],
    ])
    await bench.keepApart()
    const resent = bench.entries
      .slice(bench.cursor)
      .flatMap((entry) =>
        entry.kind === 'message' && entry.direction === 'in'
          ? `${entry.message.msgType} ${entry.message.msgSeqNum}`
          : [],
      )
    assert.deepEqual(resent, ['D 2', '4 3'])
    assert.deepEqual(control.observed.resendAsked(), [2, 3, 4])
    bench.close()
  })

  test('has back what will never be sent, once', async () => {
    const { bench, control } = rig({ targetRole: 'initiator' })
    control.configure({ forceSeqNumReset: 2, unsentAtReset: 'reject' })
    await logOn(bench)
    bench.wire.cut()
    await bench.afterDisconnect()
    const sent = control.send(2)
    await logOn(bench)
    assert.deepEqual(control.observed.undelivered(), sent)
    assert.equal(control.observed.ends(), 1)
    assert.deepEqual(control.observed.attempts(), { primary: 2, backup: 0 })
    bench.close()
  })
})
