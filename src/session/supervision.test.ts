import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, closed, type Seen, sent } from '../testing/seen.ts'
import { establishedRig, type RigOptions, type SessionRig } from '../testing/session-rig.ts'

/** What is seen of a silent counterparty, but for our Heartbeats, each with the second it comes at. */
function silence(rig: SessionRig, seconds: number): [second: number, Seen][] {
  const found: [number, Seen][] = []
  for (let second = 1; second <= seconds; second++)
    for (const seen of rig.pass(1)) if (!('sent' in seen && seen.sent === 'Heartbeat')) found.push([second, seen])
  return found
}

function assertSilence(options: RigOptions, expected: [second: number, Seen][]): SessionRig {
  const rig = establishedRig({ heartBtInt: 10, ...options })
  const found = silence(rig, 100)
  assert.deepEqual(
    found.map(([second]) => second),
    expected.map(([second]) => second),
  )
  assertSeen(
    found.map(([, seen]) => seen),
    expected.map(([, seen]) => seen),
  )
  return rig
}

const testRequest = sent('TestRequest')
const logout = (seconds: number, asked: string) =>
  sent('Logout', { Text: `nothing received for ${seconds} s, ${asked} unanswered` })

describe('a counterparty that is silent, HeartBtInt 10 (6, engine parameters 4)', () => {
  it('the default: TestRequest after 12 s, Logout and close after 24 s', () => {
    assertSilence({}, [
      [12, testRequest],
      [24, logout(24, 'TestRequest')],
      [24, closed],
    ])
  })

  it('testRequestCount 3: three TestRequests, each with its own TestReqID(112)', () => {
    const rig = assertSilence({ testRequestCount: 3 }, [
      [12, testRequest],
      [24, testRequest],
      [36, testRequest],
      [48, logout(48, '3 TestRequests')],
      [48, closed],
    ])
    const asked = rig.wire.map((bytes) => /\x01112=([^\x01]+)/.exec(bytes.toString('latin1'))?.[1])
    assert.equal(new Set(asked.filter((id) => id !== undefined)).size, 3)
  })

  it('testRequestCount 3: a sign of life begins the count anew', () => {
    const rig = establishedRig({ heartBtInt: 10, testRequestCount: 3 })
    silence(rig, 30)
    rig.receive('Heartbeat')
    const found = silence(rig, 40).map(([second]) => second)
    assert.deepEqual(found, [12, 24, 36])
  })

  it('testRequestCount 0: nobody is asked', () => {
    const rig = assertSilence({ testRequestCount: 0 }, [
      [12, sent('Logout', { Text: 'nothing received for 12 s' })],
      [12, closed],
    ])
    assert.equal(rig.told('timeout').length, 1)
  })

  it('testRequestDelay 1.5: the multiple of HeartBtInt that QuickFIX/J calls so', () => {
    assertSilence({ testRequestDelay: 1.5 }, [
      [15, testRequest],
      [30, logout(30, 'TestRequest')],
      [30, closed],
    ])
  })

  it('heartBeatTimeout 4: dead after 40 s, however many TestRequests went out', () => {
    assertSilence({ heartBeatTimeout: 4 }, [
      [12, testRequest],
      [40, logout(40, 'TestRequest')],
      [40, closed],
    ])
    assertSilence({ heartBeatTimeout: 2, testRequestCount: 5 }, [
      [12, testRequest],
      [20, logout(20, 'TestRequest')],
      [20, closed],
    ])
  })

  it('logoutOnTimeout false: close without Logout (parameters 14, 16)', () => {
    assertSilence({ logoutOnTimeout: false }, [
      [12, testRequest],
      [24, closed],
    ])
  })

  it('disableHeartBeatCheck: silence is not acted upon, Heartbeats go on', () => {
    const rig = assertSilence({ disableHeartBeatCheck: true }, [])
    assert.equal(rig.wire.length, 11, 'Logon and ten Heartbeats')
    assert.equal(rig.timers.has('silence'), false)
  })
})

describe('a wall clock that is set while a session stands (PX-49)', () => {
  for (const seconds of [90, -90, 86_400, -86_400]) {
    it(`by ${seconds} s: Heartbeats keep their interval`, () => {
      const rig = establishedRig({ heartBtInt: 10 })
      rig.pass(5)
      rig.setClock(seconds)
      assertSeen(rig.pass(5), [sent('Heartbeat')])
      rig.receive('Heartbeat')
      assertSeen(rig.pass(9), [])
      assertSeen(rig.pass(1), [sent('Heartbeat')])
    })

    it(`by ${seconds} s: silence is asked about, and ends the connection, as ever`, () => {
      const rig = establishedRig({ heartBtInt: 10 })
      rig.pass(5)
      rig.setClock(seconds)
      assert.deepEqual(
        silence(rig, 30).map(([second]) => second),
        [7, 19, 19],
      )
    })

    it(`by ${seconds} s behind the TestRequest: its interval stays`, () => {
      const rig = establishedRig({ heartBtInt: 10 })
      rig.pass(15)
      rig.setClock(seconds)
      assert.deepEqual(
        silence(rig, 30).map(([second]) => second),
        [9, 9],
      )
    })

    it(`by ${seconds} s behind the TestRequest: an answer is an answer`, () => {
      const rig = establishedRig({ heartBtInt: 10 })
      rig.pass(15)
      rig.setClock(seconds)
      rig.receive('Heartbeat')
      assertSeen(rig.pass(4), [])
      assert.equal(rig.state, 'active')
      assert.equal(silence(rig, 60).at(-1)?.[1], closed)
    })
  }
})
