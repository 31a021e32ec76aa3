import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fix, importOf, loggedOn, logOf, stepsOf } from '../testing/recorded-log.ts'

const ORDER = '35=D|11=A-1001|55=SIM|54=1|38=100|40=2|44=10.50|60=20261120-09:00:01.000'
const REPORT =
  '35=8|37=X77001|11=A-1001|17=E1|150=0|39=0|55=SIM|54=1|151=100|14=0|6=0|60=20261120-09:00:01.020|58=order A-1001 taken'

describe('an order in a log', () => {
  const log = loggedOn()
    .client(1, ORDER)
    .venue(1.02, REPORT)
    .client(5, '35=F|11=A-1002|41=A-1001|37=X77001|55=SIM|54=1|60=20261120-09:00:05.000')
    .venue(5.02, '35=9|37=X77001|11=A-1002|41=A-1001|39=2|434=1|102=0|58=too late')
    .client(9, '35=5')
    .venue(9.01, '35=5')

  test('is sent again with ids of its own, and its reports are expected by what they mean', () => {
    assert.deepEqual(stepsOf(importOf(log.text)), [
      'Given an established session with the target',
      'When the tester sends NewOrderSingle as "order":',
      '| ClOrdID      | <unique> |',
      '| Symbol       | SIM      |',
      '| Side         | Buy      |',
      '| OrderQty     | 100      |',
      '| OrdType      | Limit    |',
      '| Price        | 10.50    |',
      '| TransactTime | <now>    |',
      'Then the target must send ExecutionReport as "report" within 2 seconds:',
      '| OrderID      | any                   |',
      '| ClOrdID      | same as order.ClOrdID |',
      '| ExecID       | any                   |',
      '| ExecType     | New                   |',
      '| OrdStatus    | New                   |',
      '| Symbol       | SIM                   |',
      '| Side         | Buy                   |',
      '| LeavesQty    | 100                   |',
      '| CumQty       | 0                     |',
      '| AvgPx        | 0                     |',
      '| TransactTime | any                   |',
      '| Text         | /^order .+ taken$/    |',
      'When the tester sends OrderCancelRequest as "cancel":',
      '| ClOrdID      | <unique>               |',
      '| OrigClOrdID  | same as order.ClOrdID  |',
      '| OrderID      | same as report.OrderID |',
      '| Symbol       | SIM                    |',
      '| Side         | Buy                    |',
      '| TransactTime | <now>                  |',
      'Then the target must send OrderCancelReject within 2 seconds:',
      '| OrderID          | same as report.OrderID |',
      '| ClOrdID          | same as cancel.ClOrdID |',
      '| OrigClOrdID      | same as order.ClOrdID  |',
      '| OrdStatus        | Filled                 |',
      '| CxlRejResponseTo | Order cancel request   |',
      '| CxlRejReason     | Too late to cancel     |',
      '| Text             | too late               |',
      'When the tester sends Logout',
      'Then the target must send Logout within 2 seconds',
      'When the tester closes the connection',
    ])
  })

  test('has a name in words, and tags that keep it to its version and role', () => {
    const { feature } = importOf(log.text)
    assert.match(feature, /^@imported\nFeature: Regression: /)
    assert.match(
      feature,
      /@IMPORT-001 @must @acceptor @since:FIX\.4\.4 @until:FIX\.4\.4\n {2}Scenario: NewOrderSingle is acknowledged, then OrderCancelRequest is refused\n/,
    )
  })

  test('a value that comes again by chance is no echo', () => {
    const short = loggedOn()
      .client(1, ORDER.replace('A-1001', '1'))
      .venue(1.02, REPORT.replace('37=X77001', '37=1').replaceAll('A-1001', '1'))
    const steps = stepsOf(importOf(short.text))
    assert.ok(steps.includes('| OrderID      | any                   |'), steps.join('\n'))
  })
})

describe('numbers of a log', () => {
  test('are those of a session that begins at 1, in messages and in what they say of each other', () => {
    const log = loggedOn(logOf({ client: 1200, venue: 900 }))
      .client(1, '35=0', 1205)
      .venue(1.01, '35=2|7=1201|16=0')
      .client(1.02, '35=4|43=Y|122=20261120-09:00:01.020|123=Y|36=1206', 1201)
      .client(1.03, '35=1|112=ALIVE', 1206)
      .venue(1.04, '35=0|112=ALIVE')
    assert.deepEqual(stepsOf(importOf(log.text)), [
      'Given an established session with the target',
      'When the tester sends Heartbeat with MsgSeqNum 6',
      'Then the target must send ResendRequest with BeginSeqNo 2 and EndSeqNo 0 within 2 seconds',
      'When the tester sends SequenceReset:',
      '| MsgSeqNum   | 2 |',
      '| PossDupFlag | Y |',
      '| GapFillFlag | Y |',
      '| NewSeqNo    | 7 |',
      'And the tester sends TestRequest with TestReqID ALIVE',
      'Then the target must send Heartbeat with TestReqID ALIVE within 2 seconds',
    ])
  })

  test('do not count Heartbeats of the timer, which are left out', () => {
    const log = loggedOn().client(30, '35=0').venue(30.1, '35=0').client(31, '35=0', 9).venue(31.1, '35=2|7=3|16=0')
    const steps = stepsOf(importOf(log.text))
    assert.equal(steps[1], 'When the tester sends Heartbeat with MsgSeqNum 8')
    assert.equal(steps[2], 'Then the target must send ResendRequest with BeginSeqNo 2 and EndSeqNo 0 within 2 seconds')
  })

  test('an idle target that asks, and is answered, is one of the timer too; one that is not answered is not', () => {
    const idle = loggedOn()
      .venue(36, '35=1|112=IDLE')
      .client(36.1, '35=0|112=IDLE')
      .client(37, '35=1|112=A')
      .venue(37.1, '35=0|112=A')
    assert.deepEqual(stepsOf(importOf(idle.text)).slice(1), [
      'When the tester sends TestRequest with TestReqID A',
      'Then the target must send Heartbeat with TestReqID A within 2 seconds',
    ])
    const gone = loggedOn()
      .venue(36, '35=1|112=IDLE')
      .venue(72, '35=5|58=no answer')
      .event(72.1, 'Disconnected: closed by the other side')
    assert.deepEqual(stepsOf(importOf(gone.text)).slice(1), [
      'Then the target must send TestRequest with TestReqID any within 59 seconds',
      'And the target must send Logout with Text "no answer" within 59 seconds',
      'And the target must disconnect within 5 seconds',
    ])
  })

  test('Heartbeats that only bring the target to a number are a stage', () => {
    const log = loggedOn()
      .client(1, '35=0')
      .client(1, '35=0')
      .client(1, '35=1|112=S')
      .venue(1.01, '35=0|112=S')
      .client(2, '35=0', 1)
    const steps = stepsOf(importOf(log.venue(2.1, '35=5|58=MsgSeqNum too low, expecting 5 but received 1').text))
    assert.deepEqual(steps, [
      'Given an established session with the target',
      'And the target expects MsgSeqNum 5',
      'When the tester sends Heartbeat with MsgSeqNum 1',
      'Then the target must send Logout within 2 seconds:',
      '| Text | /^MsgSeqNum too low, expecting \\d+ but received \\d+$/ |',
      'When the tester closes the connection',
    ])
  })

  test('a log that begins inside a session is one that goes on', () => {
    const log = logOf({ client: 50, venue: 70 })
      .client(1, '35=1|112=A')
      .venue(1.1, '35=0|112=A')
      .client(2, '35=2|7=70|16=0')
    assert.deepEqual(stepsOf(importOf(log.venue(2.1, '35=4|43=Y|122=20261120-09:00:02.100|123=Y|36=71', 70).text)), [
      'Given an established session with the target',
      'When the tester sends TestRequest with TestReqID A',
      'Then the target must send Heartbeat with TestReqID A within 2 seconds',
      'When the tester sends ResendRequest with BeginSeqNo 2 and EndSeqNo 0',
      'Then the target must send SequenceReset within 2 seconds:',
      '| MsgSeqNum       | 2   |',
      '| PossDupFlag     | Y   |',
      '| OrigSendingTime | any |',
      '| GapFillFlag     | Y   |',
      '| NewSeqNo        | 3   |',
    ])
  })
})

describe('what nobody said in a log', () => {
  test('is proved by a fence, and moves the numbers behind it', () => {
    const log = loggedOn().client(1, '35=B|148=fire|33=1|58=line').client(9, '35=0', 7).venue(9.1, '35=2|7=3|16=0')
    const steps = stepsOf(importOf(log.text)).filter((line) => !line.startsWith('|'))
    assert.deepEqual(steps.slice(2), [
      'Then the target must not send anything else',
      'When the tester sends Heartbeat with MsgSeqNum 8',
      'Then the target must send ResendRequest with BeginSeqNo 4 and EndSeqNo 0 within 2 seconds',
    ])
  })

  test('is waited for where a probe might not be answered', () => {
    const log = loggedOn().client(1, '35=0', 7).client(5, '35=0', 8).venue(5.1, '35=2|7=2|16=0')
    assert.equal(stepsOf(importOf(log.text))[2], 'Then the target must keep silent for 4 seconds')
  })

  test('a session of Logons alone shows that it lives', () => {
    assert.deepEqual(stepsOf(importOf(loggedOn().text)), [
      'Given an established session with the target',
      'Then the target must not send anything else',
    ])
  })
})

describe('connections', () => {
  test('a Logon behind both Logons is a new connection, where the log says nothing of connections', () => {
    const log = loggedOn()
      .client(1, '35=5')
      .venue(1.1, '35=5')
      .client(3, '35=A|98=0|108=30')
      .venue(3.1, '35=A|98=0|108=30')
    assert.deepEqual(stepsOf(importOf(log.text)).slice(3), [
      'When the tester closes the connection',
      'And the tester logs on with MsgSeqNum 3 and HeartBtInt 30',
      'Then the target must send Logon with EncryptMethod None and HeartBtInt 30 within 2 seconds',
    ])
  })

  test('one that resets the numbers begins a scenario of its own', () => {
    const again = '35=A|98=0|108=30|141=Y'
    const log = loggedOn()
      .client(1, '35=1|112=A')
      .venue(1.1, '35=0|112=A')
      .event(2, 'Disconnected: closed by this side')
    log
      .event(3, 'Connected to venue:1')
      .client(3, again, 1)
      .venue(3.1, again, 1)
      .client(4, '35=1|112=B', 2)
      .venue(4.1, '35=0|112=B', 2)
    const imported = importOf(log.text)
    assert.equal(imported.sessions[0]?.scenarios.length, 2)
    assert.equal(stepsOf(imported, 1)[1], 'When the tester sends TestRequest with TestReqID B')
  })

  test('a target that dials is expected to, and logged on to', () => {
    const log = logOf()
      .venue(0, '35=A|98=0|108=20')
      .client(0.1, '35=A|98=0|108=20')
      .client(1, '35=1|112=A')
      .venue(1.1, '35=0|112=A')
    const imported = importOf(log.text)
    assert.match(imported.feature, /@initiator/)
    assert.equal(stepsOf(imported)[0], 'Given an established session with HeartBtInt 20')
  })

  test('sessions are told apart by their CompIDs', () => {
    const other = loggedOn(logOf({ names: ['OTHER', 'VENUE'] }))
      .client(1, '35=1|112=B')
      .venue(1.2, '35=0|112=B')
    const mine = loggedOn().client(1, '35=1|112=A').venue(1.1, '35=0|112=A')
    const lines = [...mine.lines, ...other.lines].sort()
    const imported = importOf(lines.join('\n'))
    assert.deepEqual(imported.sessions.map(({ session }) => session.testerCompID).sort(), ['CLIENT', 'OTHER'])
    assert.match(imported.feature, /@IMPORT-002/)
    assert.equal(importOf(lines.join('\n'), { session: 2 }).sessions.length, 1)
    assert.throws(() => importOf(lines.join('\n'), { session: 3 }), /--session 3: the log holds 2, counted from 1/)
  })
})

describe('faults of the tester', () => {
  const faulty = (body: string): string =>
    stepsOf(importOf(loggedOn().client(1, body).venue(1.1, '35=3|45=2|58=no').text))[1] ?? ''

  test('stay in the message', () => {
    assert.equal(
      faulty('35=1|43=Y|112=A'),
      'When the tester sends TestRequest as "test" with OrigSendingTime absent and PossDupFlag Y and TestReqID A',
    )
    const log = loggedOn().client(1, '35=0').lines
    const stale = fix('35=0|49=CLIENT|56=NOBODY|34=2|52=20261120-08:55:01.000')
    const steps = stepsOf(importOf([...log.slice(0, 2), `20261120-09:00:01.000 -> ${stale}`].join('\n')))
    assert.equal(
      steps[1],
      'When the tester sends Heartbeat with TargetCompID NOBODY and SendingTime -300 seconds from now',
    )
  })

  test('of framing have names', () => {
    const good = fix('35=0|49=CLIENT|56=VENUE|34=2|52=20261120-09:00:01.000')
    const sum = Number(/10=(\d{3})/.exec(good)?.[1])
    const bad = good.replace(/10=\d{3}/, `10=${String((sum + 1) % 256).padStart(3, '0')}`)
    const steps = stepsOf(importOf(`${loggedOn().text}20261120-09:00:01.000 -> ${bad}\n`))
    assert.equal(steps[1], 'When the tester sends Heartbeat, garbled: wrong CheckSum')
  })

  test('that no sentence says are bytes', () => {
    assert.deepEqual(
      stepsOf(importOf(loggedOn().client(1, '35=1|112=A|112=B').venue(1.1, '35=3|45=2|58=twice').text)).slice(1, 5),
      [
        'When the tester sends these bytes as "test":',
        '"""',
        '8=…|9=…|35=1|49=…|56=…|34=…|52=…|112=A|112=B|10=…|',
        '"""',
      ],
    )
  })
})

test('passwords stay in the log', () => {
  const log = logOf().client(0, '35=A|98=0|108=30|553=me|554=s3cret').venue(0.1, '35=A|98=0|108=30')
  const imported = importOf(
    log.client(1, '35=BE|923=U1|924=1|553=me|554=s3cret').venue(1.1, '35=BF|923=U1|553=me|926=1').text,
  )
  assert.doesNotMatch(imported.feature, /s3cret/)
  assert.match(imported.feature, /\| Password +\| \*\*\* /)
  assert.match(imported.notes.join(), /line 3: the UserRequest holds a password/)
})
