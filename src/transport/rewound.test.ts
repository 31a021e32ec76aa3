import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FakeTransport } from '../testing/engine-transport.ts'
import { Ear } from './contract.ts'
import { rewound } from './rewound.ts'

describe('rewound', () => {
  test('what came early is delivered before what arrives later', () => {
    const transport = new FakeTransport()
    const ear = new Ear()
    rewound(transport, { chunks: [Buffer.from('a'), Buffer.from('b')], closed: undefined }).listen(ear)
    transport.data(Buffer.from('c'))
    assert.equal(ear.bytes.toString(), 'abc')
  })

  test('what comes between the look and the taking over is not lost', () => {
    const early = { chunks: [Buffer.from('a')], closed: undefined as string | undefined }
    const transport = rewound(new FakeTransport(), early)
    early.chunks.push(Buffer.from('b'))
    early.closed = 'closed by the other side'
    const ear = new Ear()
    transport.listen(ear)
    assert.equal(ear.bytes.toString(), 'ab')
    assert.deepEqual(ear.closes, ['closed by the other side'])
  })

  for (const verb of ['close', 'destroy'] as const)
    test(`a receiver that calls ${verb} on the first chunk gets no second`, () => {
      const transport = new FakeTransport()
      const again = rewound(transport, { chunks: [Buffer.from('a'), Buffer.from('b')], closed: undefined })
      const chunks: string[] = []
      again.listen({
        onData: (chunk) => {
          chunks.push(chunk.toString())
          again[verb]()
        },
        onClose: () => undefined,
      })
      assert.deepEqual(chunks, ['a'])
      assert.equal(transport.ended, verb === 'close' ? 'closed' : 'destroyed')
    })

  test('writes and the backlog are those of the connection', () => {
    const transport = new FakeTransport()
    const again = rewound(transport, { chunks: [], closed: undefined })
    again.write(Buffer.from('x'))
    transport.backlog = 5
    assert.equal(transport.writes.length, 1)
    assert.equal(again.backlog, 5)
  })
})
