import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MemoryStore } from '../store/memory-store.ts'
import { mirrored, news, settingsFor } from '../testing/engine-rig.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import { Acceptor } from './acceptor.ts'
import { realClock } from './clock.ts'
import { EngineSession } from './engine-session.ts'
import { Initiator } from './initiator.ts'

const HELD = 20_000

describe('two sessions over TCP', () => {
  test('messages submitted before the connection all arrive by one long resend, and a Logout ends it', {
    timeout: 30_000,
  }, async () => {
    const clock = realClock
    const settings = settingsFor('initiator', { resendMessagesBlockSize: 500 })
    const acceptor = new EngineSession({ settings: mirrored(settings), store: new MemoryStore(clock.now()), clock })
    // About 6 MB: more than any socket buffer takes, so the answer has to wait for its reader.
    for (let i = 1; i <= HELD; i++) acceptor.submit('B', news(`${i} ${'x'.repeat(60)}`))
    const port = new Acceptor({ network: tcpNetwork, clock, address: { host: '127.0.0.1', port: 0 } })
    port.add(acceptor)
    const address = await port.start()

    let delivered = 0
    const order: number[] = []
    const ended = Promise.withResolvers<string>()
    const initiator = new EngineSession({
      settings,
      store: new MemoryStore(clock.now()),
      clock,
      application: {
        onMessage: (message, session) => {
          const ordinal = Number.parseInt(message.text(148) ?? '', 10)
          if (ordinal !== ++delivered) order.push(ordinal)
          if (delivered === HELD) session.logout('all of it')
        },
        onDisconnect: (why) => ended.resolve(why),
        onFault: (fault) => ended.reject(fault),
      },
    })
    const dialler = new Initiator({ network: tcpNetwork, clock, address, session: initiator })
    dialler.start()
    assert.equal(await ended.promise, 'logged out')
    assert.deepEqual([delivered, order], [HELD, []])
    assert.equal(initiator.nextIn, acceptor.nextOut)
    dialler.stop()
    port.stop()
    initiator.close()
    acceptor.close()
  })
})
