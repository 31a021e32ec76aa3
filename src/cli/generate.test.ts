/** `fixproof generate` as a process: what it writes, what it says, and what it refuses. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
const cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-generate-'))
after(() => rmSync(cwd, { recursive: true }))

async function fixproof(...args: string[]) {
  const child = spawn(process.execPath, [BIN, 'generate', ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    said.err += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}

describe('fixproof generate', () => {
  test('writes a file, says what is in it, and the next command', async () => {
    const { code, out, err } = await fixproof('FIX.4.4', 'NewOrderSingle', '--out', 'checks/d.feature')
    assert.equal(code, 0)
    assert.equal(out, '')
    assert.match(err, /^\d{3} scenarios from FIX\.4\.4 \(FIX\.4\.4\):\n {2}undefined +2\n {2}missing +4\n/)
    assert.match(err, /Left out:\n/)
    assert.match(err, /next {6}npx fixproof run checks\/d\.feature --begin-string FIX\.4\.4\n$/)
    const text = readFileSync(path.join(cwd, 'checks/d.feature'), 'utf8')
    assert.match(
      text,
      /^# Made by fixproof generate from FIX\.4\.4, sha256 [0-9a-f]{64}\.\n# .*--out checks\/d\.feature\n/,
    )
    // Made again it is the same, and nothing asks whether it may be.
    assert.equal((await fixproof('FIX.4.4', 'NewOrderSingle', '--out', 'checks/d.feature')).code, 0)
    assert.equal(readFileSync(path.join(cwd, 'checks/d.feature'), 'utf8'), text)
  })

  test('writes a file for each message into a folder', async () => {
    const { code } = await fixproof('FIX.5.0SP2', 'D', 'MarketDataRequest', '--checks', 'missing', '--out', 'folder')
    assert.equal(code, 0)
    assert.deepEqual(readdirSync(path.join(cwd, 'folder')).sort(), [
      'market-data-request-fix50sp2.feature',
      'new-order-single-fix50sp2.feature',
    ])
  })

  test('lists without writing; a message alone is one of FIX.4.4', async () => {
    const { code, out } = await fixproof('OrderCancelRequest', '--checks', 'missing', '--list')
    assert.equal(code, 0)
    assert.match(out, /^OrderCancelRequest without OrigClOrdID\n/)
    assert.ok(!readdirSync(cwd).includes('generated'))
  })

  test('writes over nothing that it did not make', async () => {
    writeFileSync(path.join(cwd, 'mine.feature'), 'Feature: mine\n')
    const { code, err } = await fixproof('FIX.4.4', 'D', '--out', 'mine.feature')
    assert.equal(code, 2)
    assert.match(err, /mine\.feature: there is something that this command did not make/)
    assert.equal(readFileSync(path.join(cwd, 'mine.feature'), 'utf8'), 'Feature: mine\n')
  })

  test('a dictionary that does not tell its version asks for it', async () => {
    const file = path.join(cwd, 'odd.xml')
    writeFileSync(
      file,
      `<fix major='9' minor='9'><header><field name='MsgType' required='Y'/></header><trailer><field name='CheckSum' required='Y'/></trailer>
<messages><message name='Ping' msgtype='U1' msgcat='app'><field name='Text' required='Y'/></message></messages>
<fields><field number='35' name='MsgType' type='STRING'/><field number='10' name='CheckSum' type='STRING'/><field number='58' name='Text' type='STRING'/></fields></fix>`,
    )
    const without = await fixproof('odd.xml', 'Ping', '--list')
    assert.equal(without.code, 2)
    assert.match(without.err, /does not tell its FIX version: say it by --begin-string, one of FIX\.4\.0/)
    const stated = await fixproof('odd.xml', 'Ping', '--list', '--begin-string', 'FIX.4.2')
    assert.equal(stated.code, 0, stated.err)
    assert.match(stated.out, /^Ping with the undefined tag 4999\n/)
  })

  for (const [args, expected] of [
    [['NewOrderSingel'], /neither a dictionary nor a message of FIX\.4\.4, did you mean "NewOrderSingle"/],
    [['FIX.4.4', 'NewOrderSingel'], /FIX\.4\.4 has no message "NewOrderSingel", did you mean "NewOrderSingle"/],
    [['FIX.4.4', 'Logon'], /no checks are made for Logon: it belongs to the session/],
    [['nofile.xml', 'D'], /no dictionary ".*nofile\.xml" \(there is no such file\)/],
    [['FIX.4.4', 'D', '--checks', 'formt'], /--checks "formt": there are no such checks, did you mean "format"/],
    [['FIX.4.4', 'D', '--begin-string', 'FIX.9.9'], /--begin-string "FIX\.9\.9" is no FIX version/],
  ] as const)
    test(`refuses ${args.join(' ')}`, async () => {
      const { code, err } = await fixproof(...args)
      assert.equal(code, 2)
      assert.match(err, expected)
    })
})
