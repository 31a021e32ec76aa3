/** A target as a module at its smallest: an acceptor that logs on, answers TestRequests, and says goodbye. */
import { decode, encode, type Field, Framer, formatUtcTimestamp, type Message } from '../codec/codec.ts'
import type { CreateTarget } from '../testbench/target-module.ts'

export const createTarget: CreateTarget = ({ clock, network, address, version, senderCompID, targetCompID }) => {
  let nextOut = 1
  let stop = (): void => undefined
  return {
    start() {
      network
        .listen(address, (transport) => {
          const framer = new Framer()
          const send = (msgType: string, body: readonly Field[]): void => {
            const header: Field[] = [
              [8, version.beginString],
              [35, msgType],
              [49, senderCompID],
              [56, targetCompID],
              [34, nextOut++],
              [52, formatUtcTimestamp(clock.now(), version.timestampFraction)],
            ]
            transport.write(encode([...header, ...body]))
          }
          const answer = (message: Message): void => {
            if (message.msgType === 'A') {
              const reset: Field[] = message.text(141) === 'Y' ? [[141, 'Y']] : []
              if (reset.length > 0) nextOut = 1
              send('A', [[98, 0], [108, message.text(108) ?? '30'], ...reset])
            }
            if (message.msgType === '1') send('0', [[112, message.text(112) ?? '']])
            if (message.msgType === '5') send('5', [])
          }
          transport.listen({
            onData(chunk) {
              for (const frame of framer.push(chunk)) if (frame.kind === 'complete') answer(decode(frame.bytes))
            },
            onClose: () => undefined,
          })
        })
        .then((listener) => {
          stop = () => listener.close()
        })
    },
    kill: () => stop(),
  }
}
