import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { build } from '../codec/arbitraries.ts'
import { decodeLogByText } from '../testing/decode-log-by-text.ts'
import { decodeStream } from './decode-stream.ts'

const LINE = `09:00 ${build('35=D|49=ME|56=YOU|34=2|11=x|54=1|58=some text|').toString('latin1')}\n`

/** The log in chunks that all lie in the same memory, as they come from a file. */
async function* reusing(text: string, length: number, asked: () => void = () => undefined) {
  const memory = Buffer.alloc(length)
  for (let at = 0; at < text.length; at += length) {
    asked()
    yield memory.subarray(0, memory.write(text.slice(at, at + length), 'latin1'))
  }
}

/** Lets whatever is ready go on. */
async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve()
}

describe('a log goes from where it comes to where its text goes', () => {
  test('in its order, although memory is used again, and what is written leaves late', async () => {
    const text = LINE.repeat(12_000)
    const copies: Buffer[] = []
    const messages = await decodeStream(
      reusing(text, 100_000),
      async (bytes) => {
        await settle()
        copies.push(Buffer.from(bytes))
      },
      () => undefined,
    )
    assert.equal(messages, 12_000)
    assert.equal(Buffer.concat(copies).toString(), `${decodeLogByText(text).text}\n`)
    assert.ok(copies.length > 3)
  })

  test('no faster than its text is read, and nothing is written before what was written has left', async () => {
    let asked = 0
    let underWay = 0
    const leave: (() => void)[] = []
    const write = (): Promise<void> => {
      assert.equal(++underWay, 1)
      return new Promise((resolve) => {
        leave.push(() => {
          underWay--
          resolve()
        })
      })
    }
    const done = decodeStream(
      reusing(LINE.repeat(6), LINE.length, () => {
        asked++
      }),
      write,
      () => undefined,
    )
    await settle()
    // One is being written, one waits.
    assert.equal(asked, 2)
    leave.shift()?.()
    await settle()
    assert.equal(asked, 3)
    while (leave.length > 0) {
      leave.shift()?.()
      await settle()
    }
    assert.equal(await done, 6)
  })

  test('each line when its line feed has come', async () => {
    const written: string[] = []
    const write = async (bytes: Buffer): Promise<void> => {
      written.push(bytes.toString())
    }
    async function* log() {
      yield Buffer.from(LINE.slice(0, 40), 'latin1')
      assert.deepEqual(written, [])
      yield Buffer.from(LINE.slice(40), 'latin1')
      assert.match(written.join(''), /^09:00 {2}NewOrderSingle[\s\S]* {3}10 CheckSum +\d{3}\n$/)
      yield Buffer.from('a line', 'latin1')
      yield Buffer.from('\n', 'latin1')
      assert.match(written.join(''), /\n\na line\n$/)
    }
    assert.equal(await decodeStream(log(), write, () => undefined), 1)
  })

  test('lines before the first message wait for it, and are not written when none comes', async () => {
    const written: string[] = []
    const write = async (bytes: Buffer): Promise<void> => {
      written.push(bytes.toString())
    }
    async function* log() {
      yield Buffer.from('started\n', 'latin1')
      assert.deepEqual(written, [])
      yield Buffer.from(LINE, 'latin1')
      assert.match(written.join(''), /^started\n09:00 {2}NewOrderSingle/)
    }
    await decodeStream(log(), write, () => undefined)
    written.length = 0
    assert.equal(await decodeStream(reusing('started\nended\n', 5), write, () => undefined), 0)
    assert.deepEqual(written, [])
  })

  test('more than a MiB of other lines does not wait', async () => {
    let length = 0
    const write = async (bytes: Buffer): Promise<void> => {
      length += bytes.length
    }
    const text = 'some line \n'.repeat(200_000)
    assert.equal(await decodeStream(reusing(text, 100_000), write, () => undefined), 0)
    // All but the blank at the end.
    assert.equal(length, text.length - 1)
  })

  test('it stops when nobody takes the text, and says why', async () => {
    let asked = 0
    const log = reusing(LINE.repeat(100), LINE.length, () => {
      asked++
    })
    const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
    await assert.rejects(
      decodeStream(
        log,
        () => Promise.reject(gone),
        () => undefined,
      ),
      gone,
    )
    assert.equal(asked, 2)
    assert.ok((await log.next()).done)
  })

  test('what can not be read any further is told', async () => {
    async function* log() {
      yield Buffer.from(LINE, 'latin1')
      throw new Error('EIO')
    }
    await assert.rejects(
      decodeStream(
        log(),
        async () => undefined,
        () => undefined,
      ),
      /EIO/,
    )
  })

  test('progress is told in bytes of the log', async () => {
    const read: number[] = []
    await decodeStream(
      reusing(LINE.repeat(2), LINE.length),
      async () => undefined,
      (bytes) => read.push(bytes),
    )
    assert.deepEqual(read, [LINE.length, 2 * LINE.length])
  })
})
