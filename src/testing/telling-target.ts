/**
 * For tests only: an acceptor that answers each application message by what its Text(58) tells, so that a scenario can
 * say itself what the target does wrong; or by its option `answers`, texts by MsgType(35), one for each message that comes. `8 150=0 39=0; 9 11=@11` are two messages; `@11` is the value of field 11 of the
 * message that is answered, `~` a blank in a value, and `+500` before a message the milliseconds that it waits.
 */
import { decode, encode, type Field, Framer, formatUtcTimestamp, type Message } from '../codec/codec.ts'
import type { CreateTarget } from '../testbench/target-module.ts'

export const createTarget: CreateTarget = ({
  clock,
  network,
  address,
  version,
  senderCompID,
  targetCompID,
  options,
}) => {
  const answers = structuredClone((options.answers ?? {}) as Record<string, string[]>)
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
              const applVerID: Field[] = message.has(1137) ? [[1137, message.text(1137) ?? '']] : []
              send('A', [[98, 0], [108, message.text(108) ?? '30'], ...reset, ...applVerID])
            } else if (message.msgType === '1') send('0', [[112, message.text(112) ?? '']])
            else if (message.msgType === '5') send('5', [])
            else {
              const told = answers[message.msgType]?.shift() ?? message.text(58) ?? ''
              for (const one of told.split(';')) tell(one.trim(), message)
            }
          }
          const tell = (told: string, message: Message): void => {
            if (told === '') return
            const [, delay, msgType = '', rest = ''] = /^(?:\+(\d+) )?(\w+)(.*)$/.exec(told) ?? []
            const fields = rest
              .split(' ')
              .filter((field) => field !== '')
              .map((field): Field => {
                const [tag = '', value = ''] = field.split('=')
                const copied = /^@(\d+)$/.exec(value)?.[1]
                return [
                  Number(tag),
                  copied === undefined ? value.replaceAll('~', ' ') : (message.text(Number(copied)) ?? null),
                ]
              })
            if (delay === undefined) send(msgType, fields)
            else clock.schedule(clock.now() + Number(delay), () => send(msgType, fields))
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
