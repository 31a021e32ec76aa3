/** `fixproof decode` as people and machines meet it: real processes, files and pipes. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { build } from '../codec/arbitraries.ts'
import { decodeLogByText } from '../testing/decode-log-by-text.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
const MESSAGE = build('35=D|49=ME|56=YOU|34=2|11=x|54=1|58=caf\xe9|').toString('latin1')
const LINE = `20261122-11:14:49.550 : ${MESSAGE}\n`
const LINES = 20_000

let folder = ''
let large = ''
before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  large = file('large.log', LINE.repeat(LINES))
})
after(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const full = path.join(folder, name)
  writeFileSync(full, text, 'latin1')
  return full
}

type Stdio = 'pipe' | number

function decode(args: readonly string[], stdin: Stdio = 'pipe', stdout: Stdio = 'pipe'): ChildProcess {
  return spawn(process.execPath, [BIN, 'decode', ...args], { stdio: [stdin, stdout, 'pipe'] })
}

/** All that a process says, and how it ended. */
async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const out: Buffer[] = []
  let err = ''
  child.stdout?.on('data', (chunk) => out.push(chunk))
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: Buffer.concat(out).toString(), err }
}

/** Reads until the text is there. */
async function said(child: ChildProcess, wanted: RegExp): Promise<void> {
  const { stdout } = child
  assert.ok(stdout !== null)
  for (let text = ''; !wanted.test(text); ) text += String((await once(stdout, 'data'))[0])
}

describe('decode', () => {
  test('a file into a pipe, a file and from standard input: the same text', async () => {
    const expected = `${decodeLogByText(LINE.repeat(LINES)).text}\n`
    const piped = await ended(decode([large]))
    assert.equal(piped.err, '')
    assert.equal(piped.code, 0)
    assert.ok(piped.out === expected)

    const target = path.join(folder, 'out.txt')
    const to = openSync(target, 'w')
    const from = openSync(large, 'r')
    const { code } = await ended(decode(['-'], from, to))
    closeSync(from)
    closeSync(to)
    assert.equal(code, 0)
    assert.ok(readFileSync(target, 'utf8') === expected)

    const child = decode([])
    child.stdin?.end(readFileSync(large))
    assert.ok((await ended(child)).out === expected)
  })

  test('a line comes out while the log is still being written', async () => {
    const child = decode([])
    child.stdin?.write(LINE, 'latin1')
    await said(child, /NewOrderSingle[\s\S]*10 CheckSum +\d{3}\n$/)
    child.stdin?.end('ended\n')
    assert.deepEqual(await ended(child), { code: 0, out: '\nended\n', err: '' })
  })

  test('a reader that goes away ends it quietly, in the middle of a file', async () => {
    const child = decode([large])
    assert.ok(child.stdout !== null)
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const { code, err } = await ended(child)
    assert.deepEqual({ code, err }, { code: 0, err: '' })
  })

  test('and while the log waits for its next line', async () => {
    const child = decode([])
    child.stdin?.on('error', () => undefined)
    child.stdin?.write(LINE, 'latin1')
    await said(child, /CheckSum/)
    child.stdout?.destroy()
    await once(child.stdout as NonNullable<typeof child.stdout>, 'close')
    child.stdin?.write(LINE, 'latin1')
    const { code, err } = await ended(child)
    assert.deepEqual({ code, err }, { code: 0, err: '' })
  })

  test('what can not be read is named', async () => {
    const missing = await ended(decode([path.join(folder, 'missing.log')]))
    assert.equal(missing.code, 2)
    assert.match(missing.err, /missing\.log: could not be read \(ENOENT\)/)
    const directory = await ended(decode([folder]))
    assert.equal(directory.code, 2)
    assert.match(directory.err, /could not be read \(EISDIR\)/)
  })

  test('a directory as standard input is named as well', async () => {
    const from = openSync(folder, 'r')
    const { code, err } = await ended(decode([], from))
    closeSync(from)
    assert.equal(code, 2)
    assert.match(err, /-: could not be read \(EISDIR\)/)
  })

  test('a disk that is full is told', { skip: !existsSync('/dev/full') }, async () => {
    const to = openSync('/dev/full', 'w')
    const { code, err } = await ended(decode([large], 'pipe', to))
    closeSync(to)
    assert.equal(code, 2)
    assert.match(err, /^fixproof: the text could not be written \(ENOSPC\)\n/)
  })

  test('nothing is printed of what holds no message', async () => {
    const { code, out, err } = await ended(decode([file('none.log', 'started\n8=FIX.4.4|9=5|35=0|\nended\n')]))
    assert.equal(code, 2)
    assert.equal(out, '')
    assert.match(err, /none\.log: no FIX message in it/)
  })
})
