/**
 * A small order desk, built on `fixproof/engine`: what stands for your own engine here. It accepts four sessions of
 * FIX.4.4, acknowledges every NewOrderSingle, and fills what is not larger than 100. Its numbers and messages are in the
 * folder `store`, and outlive it.
 *
 *   node desk.ts [PORT]
 */
import { type Field, formatUtcTimestamp, type Message } from 'fixproof/codec'
import { dictionaryFor, FixEngine, findVersion, realClock, resolveParameters, tcpNetwork } from 'fixproof/engine'

const FILLED_UP_TO = 100
const port = Number(process.argv[2] ?? 9878)
const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')

const engine = new FixEngine({ clock: realClock, network: tcpNetwork })
let reports = 0

// Scenarios that wait do so side by side, one in each session.
for (const targetCompID of ['TESTER', 'TESTER2', 'TESTER3', 'TESTER4']) {
  const { parameters } = resolveParameters(
    // A clock that is wrong is nobody's fault at this desk. The standard sees it otherwise: case 2.o.
    { checkSendingTimeAccuracy: false, StorageType: 'persistent', LogDirectory: 'store' },
    { identity: { version, role: 'acceptor', senderCompID: 'DESK', targetCompID, dictionary: dictionaryFor(version) } },
  )
  const session = engine.createSession({
    parameters,
    application: {
      onMessage(order) {
        if (order.msgType !== 'D') return void session.send('j', notSupported(order))
        session.send('8', report(order, '0', '0', '0'))
        const quantity = order.text(38) ?? '0'
        if (Number(quantity) <= FILLED_UP_TO) session.send('8', report(order, 'F', '2', quantity))
      },
    },
  })
  session.start()
}

/** ExecutionReport(8) with ExecType(150) and OrdStatus(39); `filled` is CumQty(14). */
function report(order: Message, execType: string, ordStatus: string, filled: string): Field[] {
  const quantity = order.text(38) ?? '0'
  const price = order.text(44) ?? '0'
  const trade = execType === 'F'
  const lastFill: Field[] = [
    [32, filled],
    [31, price],
  ]
  reports += 1
  return [
    [37, `O-${order.text(11)}`],
    [11, order.text(11) ?? ''],
    [17, `E-${reports}`],
    [150, execType],
    [39, ordStatus],
    [55, order.text(55) ?? ''],
    [54, order.text(54) ?? ''],
    [38, quantity],
    ...(trade ? lastFill : []),
    [151, trade ? '0' : quantity],
    [14, filled],
    [6, trade ? price : '0'],
    [60, formatUtcTimestamp(realClock.now(), 3)],
  ]
}

/** BusinessMessageReject(j), BusinessRejectReason(380) 3: unsupported message type. */
function notSupported(message: Message): Field[] {
  return [
    [45, message.msgSeqNum ?? 0],
    [372, message.msgType],
    [380, '3'],
  ]
}

const address = await engine.listen({ host: '127.0.0.1', port })
console.log(`listening on ${address.host}:${address.port}`)
