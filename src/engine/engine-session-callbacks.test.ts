/** What the application is told of the life of a session, and what it may decide (engine parameters 13). */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { Tag } from '../fix/tags.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news, type SessionRig, sessionRig } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { LosingStore } from '../testing/losing-store.ts'
import { type Application, ApplicationCalls } from './application.ts'

/** An application that writes its calls into a list. */
function listener(calls: string[]): Application {
  return {
    onLogout: (text) => void calls.push(`logout ${text}`),
    onSessionReset: (session) => void calls.push(`reset ${session.nextIn}/${session.nextOut}`),
    onSequenceGap: (begin, end) => void calls.push(`gap ${begin}-${end}`),
    onReject: (message) => void calls.push(`reject of ${message.text(Tag.RefSeqNum)}`),
    onHeartbeatTimeout: () => void calls.push('heartbeat timeout'),
    onResendRequestLoop: () => void calls.push('loop'),
    onNeverSent: (messages) => void calls.push(`never sent ${messages.map((message) => message.text(148))}`),
    onEnded: ({ how, reason }, session) =>
      void calls.push(`ended ${how} ${reason} ${session.nextIn}/${session.nextOut}`),
    onDisconnect: () => void calls.push('disconnect'),
  }
}

const RESET_LOGON = [...LOGON, [Tag.ResetSeqNumFlag, 'Y']] as const

const msgTypes = ({ transport }: SessionRig): string[] => transport.messages.map(({ msgType }) => msgType)

describe('the application is told', () => {
  test('of the end, with the numbers of the next Logon, before the disconnection', () => {
    const calls: string[] = []
    const rig = establishedRig({ settings: { intradayLogoutTolerance: false } })
    Object.assign(rig.application, listener(calls))
    rig.transport.data(fromThem('5', 2, [[Tag.Text, 'good night']]))
    rig.transport.closeByPeer()
    assert.deepEqual(calls, ['logout good night', 'reset 1/1', 'ended correct counterpartyLoggedOut 1/1', 'disconnect'])
  })

  test('of a Reject', () => {
    const calls: string[] = []
    const rig = establishedRig()
    Object.assign(rig.application, listener(calls))
    rig.transport.data(fromThem('3', 2, [[Tag.RefSeqNum, 7]]))
    assert.deepEqual(calls, ['reject of 7'])
  })

  test('of messages that a reset has taken along, and a write that fails has lost (SD-11)', () => {
    const calls: string[] = []
    let fails = false
    const rig = establishedRig({ store: new LosingStore(BEGINNING, () => fails) })
    Object.assign(rig.application, listener(calls))
    rig.transport.closeByPeer()
    rig.session.submit('B', news('a'))
    const transport = new FakeTransport()
    rig.session.attach(transport)
    fails = true
    transport.data(fromThem('A', 1, RESET_LOGON))
    assert.deepEqual(transport.sent, [])
    assert.deepEqual(calls.slice(2), [
      'reset 2/2',
      'never sent a',
      'ended nonGraceful brokenConnection 1/1',
      'disconnect',
    ])
    fails = false
    rig.session.submit('B', news('b'))
    assert.deepEqual(rig.application.faults.length, 1)
    rig.session.close()
    assert.deepEqual(calls.length, 6)
  })

  test('of a reset by the Logon of a later connection, and of none by the first one', () => {
    const calls: string[] = []
    const rig = sessionRig()
    Object.assign(rig.application, listener(calls))
    const connection = (...fields: Parameters<typeof fromThem>): FakeTransport => {
      const transport = rig.session.connected ? rig.transport : new FakeTransport()
      if (!rig.session.connected) rig.session.attach(transport)
      transport.data(fromThem(...fields))
      transport.closeByPeer()
      return transport
    }
    connection('A', 1, RESET_LOGON)
    connection('A', 2, LOGON)
    assert.deepEqual(
      calls.filter((call) => call.startsWith('reset')),
      [],
    )
    const transport = connection('A', 1, RESET_LOGON)
    assert.deepEqual(transport.sent, ['A:1'])
    assert.deepEqual(
      calls.filter((call) => call.startsWith('reset')),
      ['reset 2/2'],
    )
  })

  test('of a reset by the Logon of an acceptor that nobody asked for it', () => {
    const calls: string[] = []
    const asked = establishedRig({ settings: { resetOnLogon: true } })
    const unasked = sessionRig({ role: 'initiator' })
    unasked.transport.data(fromThem('A', 1, LOGON))
    for (const rig of [asked, unasked]) {
      Object.assign(rig.application, listener(calls))
      rig.transport.closeByPeer()
      const transport = new FakeTransport()
      rig.session.attach(transport)
      transport.data(fromThem('A', 1, rig === unasked ? RESET_LOGON : LOGON))
      assert.equal(rig.session.established, true)
    }
    assert.deepEqual(
      calls.filter((call) => call.startsWith('reset')),
      ['reset 2/2', 'reset 2/2'],
    )
  })

  test('of a reset by our own Logon', () => {
    const calls: string[] = []
    const rig = sessionRig({ role: 'initiator', settings: { resetOnLogon: true } })
    Object.assign(rig.application, listener(calls))
    for (let times = 0; times < 2; times++) {
      const transport = rig.session.connected ? rig.transport : new FakeTransport()
      if (!rig.session.connected) rig.session.attach(transport)
      transport.data(fromThem('A', 1, RESET_LOGON))
      assert.equal(rig.session.established, true)
      transport.closeByPeer()
    }
    assert.deepEqual(
      calls.filter((call) => call.startsWith('reset')),
      ['reset 1/2'],
    )
  })

  test('of gaps, resets, and silence', () => {
    const calls: string[] = []
    const rig = establishedRig()
    Object.assign(rig.application, listener(calls))
    rig.transport.data(fromThem('0', 4))
    rig.transport.data(fromThem('A', 1, RESET_LOGON))
    rig.clock.advanceTo(BEGINNING + 100_000)
    assert.deepEqual(calls, [
      'gap 2-3',
      'reset 2/2',
      'heartbeat timeout',
      'ended nonGraceful noAnswer 2/6',
      'disconnect',
    ])
  })

  test('of a ResendRequest that comes again and again', () => {
    const calls: string[] = []
    const rig = establishedRig({ settings: { duplicateResendRequestLimit: 2 } })
    Object.assign(rig.application, listener(calls))
    for (const number of [2, 3])
      rig.transport.data(
        fromThem('2', number, [
          [7, 1],
          [16, 0],
        ]),
      )
    assert.deepEqual(calls, ['loop'])
  })

  test('of the end that it caused itself, and of a link that they closed', () => {
    for (const [end, told] of [
      [(rig: SessionRig) => rig.session.cut(), 'userRequest'],
      [(rig: SessionRig) => rig.transport.closeByPeer(), 'closedByCounterparty'],
    ] as const) {
      const calls: string[] = []
      const rig = establishedRig()
      Object.assign(rig.application, listener(calls))
      end(rig)
      assert.deepEqual(calls, [`ended nonGraceful ${told} 2/2`, 'disconnect'])
    }
  })

  test('of messages that a reset gave back (SD-11, unsentAtReset=reject)', () => {
    const calls: string[] = []
    const store = new MemoryStore(BEGINNING)
    for (const [number, text] of [
      [1, 'a'],
      [2, 'b'],
    ] as const)
      store.saveOutgoing(number, fromThem('B', number, news(text)), false)
    const rig = sessionRig({ store, settings: { unsentAtReset: 'reject' } })
    Object.assign(rig.application, listener(calls))
    rig.transport.data(fromThem('A', 1, RESET_LOGON))
    assert.deepEqual(calls, ['never sent a,b', 'reset 2/2'])
  })

  test('a callback that fails later costs its report alone, as one that throws', async () => {
    const late = async (): Promise<never> => {
      throw new Error('no')
    }
    const callbacks = {
      onLogout: late,
      onSequenceGap: late,
      onResendRequest: late,
      onResend: late,
      onLogon: late,
      onEnded: late,
      onSessionReset: late,
    } as unknown as Application
    const rig = sessionRig({ settings: { intradayLogoutTolerance: false } })
    Object.assign(rig.application, callbacks)
    rig.transport.data(fromThem('A', 1, LOGON))
    rig.session.submit('B', news('a'))
    const everything = [[Tag.BeginSeqNo, 1] as const, [Tag.EndSeqNo, 0] as const]
    rig.transport.data(fromThem('2', 2, everything), fromThem('0', 4), fromThem('4', 3, [[Tag.NewSeqNo, 5]]))
    rig.transport.data(fromThem('5', 5))
    rig.transport.closeByPeer()
    await new Promise((resolve) => setImmediate(resolve))
    const told = rig.application.observed.filter(({ level }) => level === 'error').map(({ text }) => text)
    assert.deepEqual(told.sort(), [
      'the application failed on ResendRequest: no',
      'the application failed on ended: no',
      'the application failed on logon: no',
      'the application failed on logout: no',
      'the application failed on resending message 2: no',
      'the application failed on sequenceGap: no',
      'the application failed on sessionReset: no',
    ])
  })

  for (const name of ['onObservation', 'onDisconnect', 'onFault'] as const)
    test(`${name} that fails later is thrown where nobody is left to be told, as when it throws`, async (t) => {
      const thrown: unknown[] = []
      t.mock.method(globalThis, 'queueMicrotask', (task: () => void) => {
        try {
          task()
        } catch (error) {
          thrown.push(error)
        }
      })
      const late = async (): Promise<never> => {
        throw new Error('no')
      }
      const calls = new ApplicationCalls({ [name]: late }, sessionRig().session)
      if (name === 'onObservation') calls.observe({ level: 'info', what: 'deviation', text: '' })
      else if (name === 'onDisconnect') calls.disconnected('')
      else calls.fault(new Error('full'))
      await new Promise((resolve) => setImmediate(resolve))
      assert.deepEqual(thrown, [new Error('no')])
    })

  test('a callback that throws costs its report alone', () => {
    const fail = (): never => {
      throw new Error('oops')
    }
    const rig = sessionRig()
    Object.assign(rig.application, { onLogon: fail, onLogout: fail, onSequenceGap: fail, onEnded: fail })
    rig.transport.data(fromThem('A', 1, LOGON))
    rig.transport.data(fromThem('0', 4))
    rig.transport.data(
      fromThem('4', 2, [
        [43, 'Y'],
        [122, '20260105-09:00:00'],
        [123, 'Y'],
        [36, 4],
      ]),
    )
    rig.transport.data(fromThem('5', 5))
    rig.transport.closeByPeer()
    const texts = rig.application.observed.filter(({ what }) => what === 'deviation').map(({ text }) => text)
    assert.deepEqual(texts, [
      'the application failed on logon: oops',
      'the application failed on sequenceGap: oops',
      'the application failed on logout: oops',
      'the application failed on ended: oops',
    ])
    assert.deepEqual(rig.application.disconnects, ['closed by the other side'])
  })
})

describe('the application refuses a Logon', () => {
  test('with the text of the Logout', () => {
    const rig = sessionRig()
    Object.assign(rig.application, { onLogon: () => ({ refuse: 'closed today' }) })
    rig.transport.data(fromThem('A', 1, LOGON))
    assert.deepEqual(msgTypes(rig), ['5'])
    assert.equal(rig.transport.messages[0]?.text(Tag.Text), 'closed today')
    assert.equal(rig.session.nextIn, 1)
  })

  test('without a word', () => {
    const rig = sessionRig()
    Object.assign(rig.application, { onLogon: () => ({ refuse: true }) })
    rig.transport.data(fromThem('A', 1, LOGON))
    assert.deepEqual(msgTypes(rig), [])
    assert.equal(rig.session.connected, false)
  })

  test('it is asked once, for the Logon that opens the session and no other message', () => {
    const asked: string[] = []
    const rig = sessionRig()
    Object.assign(rig.application, { onLogon: (message: { msgType: string }) => void asked.push(message.msgType) })
    rig.transport.data(fromThem('A', 1, LOGON))
    rig.transport.data(fromThem('0', 2))
    rig.transport.data(fromThem('A', 1, RESET_LOGON))
    assert.deepEqual(asked, ['A'])
  })
})

describe('a process that is killed and started again', () => {
  const restarted = (rig: SessionRig, settings: Parameters<typeof sessionRig>[0] = {}): SessionRig => {
    rig.session.abandon()
    return sessionRig({ store: rig.store, ...settings })
  }

  test('repeats a reset of its own that was not answered (initiator)', () => {
    const first = establishedRig({ role: 'initiator' })
    first.session.resetInSession()
    first.transport.data(fromThem('0', 2))
    const second = restarted(first, { role: 'initiator' })
    const [logon] = second.transport.messages
    assert.deepEqual([logon?.msgSeqNum, logon?.text(Tag.ResetSeqNumFlag)], [1, 'Y'])
  })

  test('repeats it in its reply (acceptor)', () => {
    const first = establishedRig()
    first.session.resetInSession()
    const second = restarted(first)
    second.transport.data(fromThem('A', 2, LOGON))
    const [logon] = second.transport.messages
    assert.deepEqual([logon?.msgSeqNum, logon?.text(Tag.ResetSeqNumFlag)], [1, 'Y'])
  })

  test('leaves a reset alone that was answered', () => {
    const first = establishedRig({ role: 'initiator' })
    first.session.resetInSession()
    first.transport.data(fromThem('A', 1, RESET_LOGON))
    const second = restarted(first, { role: 'initiator' })
    const [logon] = second.transport.messages
    assert.deepEqual([logon?.msgSeqNum, logon?.text(Tag.ResetSeqNumFlag)], [2, undefined])
  })

  test('takes its waiting messages along when the numbers begin anew (SD-11)', () => {
    const first = establishedRig({ role: 'initiator' })
    first.session.submit('B', news('sent'))
    first.transport.closeByPeer()
    for (const text of ['a', 'b']) first.session.submit('B', news(text))
    const second = restarted(first, { role: 'initiator', settings: { forceSeqNumReset: 2 } })
    second.session.submit('B', news('c'))
    second.transport.data(fromThem('A', 1, RESET_LOGON))
    assert.deepEqual(
      second.transport.messages.map((message) => [message.msgSeqNum, message.text(148), message.text(Tag.PossResend)]),
      [
        [1, undefined, undefined],
        [2, 'a', undefined],
        [3, 'b', undefined],
        [4, 'c', undefined],
      ],
    )
  })

  /** Stored without a connection, and not asked for behind the Logon that followed. */
  const overtaken = (): SessionRig => {
    const first = establishedRig({ role: 'initiator' })
    first.transport.closeByPeer()
    first.session.submit('B', news('a'))
    first.session.submit('B', news('b'))
    const second = restarted(first, { role: 'initiator' })
    assert.deepEqual(second.transport.sent, ['A:4'])
    return second
  }

  const EVERYTHING = [
    [Tag.BeginSeqNo, 2],
    [Tag.EndSeqNo, 0],
  ] as const

  const carried = ({ transport }: SessionRig): unknown[] =>
    transport.messages
      .filter(({ msgType }) => msgType === 'B')
      .map((message) => [message.text(148), message.text(Tag.PossResend), message.text(Tag.PossDupFlag)])

  test('takes along what its Logon had overtaken when the counterparty begins anew: it may have been sent', () => {
    const third = restarted(overtaken(), { role: 'initiator' })
    third.transport.data(fromThem('A', 1, RESET_LOGON))
    assert.deepEqual(carried(third), [
      ['a', 'Y', undefined],
      ['b', 'Y', undefined],
    ])
  })

  test('and what came behind that Logon does not hide it', () => {
    const second = overtaken()
    second.transport.data(fromThem('A', 2, LOGON))
    second.session.submit('B', news('c'))
    const third = restarted(second, { role: 'initiator' })
    third.transport.data(fromThem('A', 1, RESET_LOGON))
    assert.deepEqual(carried(third), [
      ['a', 'Y', undefined],
      ['b', 'Y', undefined],
    ])
  })

  test('leaves alone what the counterparty has asked for since', () => {
    const second = overtaken()
    second.transport.data(fromThem('A', 2, LOGON), fromThem('2', 3, EVERYTHING))
    assert.deepEqual(carried(second), [
      ['a', undefined, 'Y'],
      ['b', undefined, 'Y'],
    ])
    const third = restarted(second, { role: 'initiator' })
    third.transport.data(fromThem('A', 1, RESET_LOGON))
    assert.deepEqual(carried(third), [])
  })

  test('leaves alone what it had sent behind the reply, like all that was sent, when the numbers begin anew', () => {
    const first = sessionRig({ role: 'initiator' })
    first.session.submit('B', news('a'))
    first.transport.data(fromThem('A', 1, LOGON))
    assert.equal(first.transport.messages[1]?.text(148), 'a')
    const second = restarted(first, { role: 'initiator', settings: { forceSeqNumReset: 2 } })
    second.transport.data(fromThem('A', 1, RESET_LOGON))
    assert.deepEqual(second.transport.sent, ['A:1'])
    assert.deepEqual(carried(second), [])
  })

  test('says of what had waited when it was first sent, not when it was submitted (2.f)', () => {
    const first = sessionRig({ role: 'initiator' })
    const submitted = first.clock.now()
    first.session.submit('B', news('a'))
    first.clock.advanceTo(submitted + 2000)
    first.transport.data(fromThem('A', 1, LOGON, first.clock.now()))
    const sending = first.transport.messages[1]?.text(Tag.SendingTime)
    assert.equal(sending, formatUtcTimestamp(submitted + 2000, 3))
    const repeated = (rig: SessionRig, msgSeqNum: number): unknown => {
      rig.clock.advanceTo(rig.clock.now() + 2000)
      rig.transport.data(fromThem('2', msgSeqNum, EVERYTHING, rig.clock.now()))
      const last = rig.transport.messages.findLast(({ msgType }) => msgType === 'B')
      return [last?.msgSeqNum, last?.text(148), last?.text(Tag.PossDupFlag), last?.text(Tag.OrigSendingTime)]
    }
    assert.deepEqual(repeated(first, 2), [2, 'a', 'Y', sending])
    const second = restarted(first, { role: 'initiator', clock: first.clock })
    second.transport.data(fromThem('A', 3, LOGON, first.clock.now()))
    assert.deepEqual(repeated(second, 4), [2, 'a', 'Y', sending], 'in a new process as well')
  })

  test('keeps waiting what could not be stored as it was about to leave', () => {
    let fails = false
    const store = new LosingStore(BEGINNING, () => fails)
    const first = sessionRig({ role: 'initiator', store })
    first.session.submit('B', news('a'))
    fails = true
    first.transport.data(fromThem('A', 1, LOGON))
    assert.deepEqual(first.transport.sent, ['A:1'], 'it has not left')
    fails = false
    assert.deepEqual(
      store.unsent().map(({ msgSeqNum }) => msgSeqNum),
      [2],
    )
    const second = restarted(first, { role: 'initiator' })
    second.transport.data(fromThem('A', 1, LOGON), fromThem('2', 2, EVERYTHING))
    assert.deepEqual(carried(second), [['a', undefined, 'Y']])
    assert.deepEqual(store.unsent(), [])
  })

  test('killed when it was stored as it leaves and before it left, it counts as sent: asked for, it is a repetition', () => {
    const first = sessionRig({ role: 'initiator', store: new LosingStore(BEGINNING, () => false) })
    first.session.submit('B', news('a'))
    const { flush } = first.store
    first.store.flush = (at) => {
      flush.call(first.store, at)
      if (first.store.unsent().length === 0) throw new Error('killed')
    }
    first.transport.data(fromThem('A', 1, LOGON))
    first.store.flush = flush
    assert.deepEqual(first.transport.sent, ['A:1'], 'it has not left')
    const second = restarted(first, { role: 'initiator' })
    assert.deepEqual(second.store.unsent(), [])
    second.transport.data(fromThem('A', 2, LOGON), fromThem('2', 3, EVERYTHING))
    assert.deepEqual(carried(second), [['a', undefined, 'Y']])
  })

  test('killed behind the reset and before the reply, it takes them along again', () => {
    const first = sessionRig({ role: 'initiator' })
    first.transport.closeByPeer()
    first.session.submit('B', news('a'))
    const second = restarted(first, { role: 'initiator', settings: { forceSeqNumReset: 2 } })
    const third = restarted(second, { role: 'initiator' })
    third.transport.data(fromThem('A', 1, RESET_LOGON))
    // No reply has come, so it never left: it would have been stored as it did.
    assert.deepEqual(carried(third), [['a', undefined, undefined]])
  })

  test('a fault of the store ends the connection non-gracefully', () => {
    const ends: string[] = []
    const rig = establishedRig()
    Object.assign(rig.application, { onEnded: ({ reason }: { reason: string }) => void ends.push(reason) })
    rig.store.flush = () => {
      throw new Error('the disk is full')
    }
    rig.session.submit('B', news('a'))
    assert.deepEqual(ends, ['brokenConnection'])
  })
})

test('an attempt to take a connection that comes later finds the session as its end left it', () => {
  const rig = establishedRig({ role: 'initiator', settings: { resetOnDisconnect: true } })
  rig.transport.closeByPeer()
  const transport = new FakeTransport()
  rig.session.attach(transport)
  assert.equal(transport.messages[0]?.msgSeqNum, 1)
})
