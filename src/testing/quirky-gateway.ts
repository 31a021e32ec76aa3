/**
 * For tests only: a small gateway that accepts, as a module of the bench, with one deviation that a rulebook states as the
 * option `quirk`. It knows the session messages and two numbers, no more than the cases of quirks need.
 *
 * - `closesTooLow`: a Logon under a number that is too low gets no Logout, the connection is closed
 * - `noReplay`: a ResendRequest is answered by BusinessMessageReject
 * - `asksAfterReset`: SequenceReset is applied whatever its own number, and answered by ResendRequest for what comes next
 */
import { decode, encode, type Field, Framer, formatUtcTimestamp, type Message } from '../codec/codec.ts'
import type { CreateTarget } from '../testbench/target-module.ts'
import type { Transport } from '../transport/transport.ts'

export const createTarget: CreateTarget = ({
  clock,
  network,
  address,
  version,
  senderCompID,
  targetCompID,
  options,
}) => {
  let nextIn = 1
  let nextOut = 1
  let stop = (): void => undefined
  const now = (): string => formatUtcTimestamp(clock.now(), version.timestampFraction)

  const accepted = (transport: Transport): void => {
    const framer = new Framer()
    let isLoggedOn = false
    const write = (msgType: string, msgSeqNum: number, body: readonly Field[]): void => {
      const header: Field[] = [
        [8, version.beginString],
        [35, msgType],
        [49, senderCompID],
        [56, targetCompID],
        [34, msgSeqNum],
        [52, now()],
      ]
      transport.write(encode([...header, ...body]))
    }
    const send = (msgType: string, body: readonly Field[] = []): void => write(msgType, nextOut++, body)

    const take = (message: Message): void => {
      const msgSeqNum = message.int(34) ?? 0
      const isReset = message.msgType === '4' && message.text(123) !== 'Y'
      if (message.msgType === 'A' && message.text(141) === 'Y') [nextIn, nextOut] = [1, 1]
      if (message.msgType === '4' && options.quirk === 'asksAfterReset') {
        nextIn = message.int(36) ?? nextIn
        return send('2', [
          [7, nextIn],
          [16, nextIn],
        ])
      }
      if (!isReset && msgSeqNum < nextIn) return message.text(43) === 'Y' ? undefined : refuse(msgSeqNum)
      if (message.msgType === 'A') logon(message)
      if (!isReset && msgSeqNum > nextIn)
        return send('2', [
          [7, nextIn],
          [16, 0],
        ])
      nextIn = message.msgType === '4' ? (message.int(36) ?? nextIn) : nextIn + 1
      if (message.msgType === '1') send('0', [[112, message.text(112) ?? '']])
      if (message.msgType === '2') answer(message, msgSeqNum)
      if (message.msgType === '5') send('5')
    }
    const logon = (message: Message): void => {
      isLoggedOn = true
      const reset: Field[] = message.text(141) === 'Y' ? [[141, 'Y']] : []
      send('A', [[98, 0], [108, message.text(108) ?? '30'], ...reset])
    }
    const refuse = (msgSeqNum: number): void => {
      if (isLoggedOn || options.quirk !== 'closesTooLow')
        send('5', [[58, `MsgSeqNum too low, expecting ${nextIn} but received ${msgSeqNum}`]])
      transport.close()
    }
    const answer = (request: Message, msgSeqNum: number): void => {
      if (options.quirk === 'noReplay')
        return send('j', [
          [45, msgSeqNum],
          [372, '2'],
          [380, 0],
          [58, 'no replay here'],
        ])
      write('4', request.int(7) ?? 1, [
        [43, 'Y'],
        [122, now()],
        [123, 'Y'],
        [36, nextOut],
      ])
    }

    transport.listen({
      onData(chunk) {
        for (const frame of framer.push(chunk)) if (frame.kind === 'complete') take(decode(frame.bytes))
      },
      onClose: () => undefined,
    })
  }

  return {
    start() {
      network.listen(address, accepted).then((listener) => {
        stop = () => listener.close()
      })
    },
    kill: () => stop(),
    forget: () => {
      nextIn = 1
      nextOut = 1
    },
  }
}
