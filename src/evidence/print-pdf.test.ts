/** The browser that prints: where it is looked for, and what is told when it does not print. */
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { findBrowser, printPdf } from './print-pdf.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-browser-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function program(name: string, text: string): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\n${text}\n`)
  chmodSync(file, 0o755)
  return file
}

const skip = process.platform === 'win32' ? 'stands in for a browser with a shell script' : false

test('CHROME_PATH comes first, and one that is not there is not replaced', { skip }, () => {
  const mine = program('mine', '')
  const usual = program('bin/google-chrome', '')
  const PATH = path.dirname(usual)
  assert.equal(findBrowser({ CHROME_PATH: mine, PATH }, 'linux'), mine)
  assert.equal(findBrowser({ PATH }, 'linux'), usual)
  assert.equal(findBrowser({ CHROME_PATH: path.join(folder, 'gone'), PATH }, 'linux'), undefined)
})

test('it prints what the browser wrote, under the time of the certificate', { skip }, async () => {
  const browser = program(
    'prints',
    'for word; do case $word in --print-to-pdf=*) printf "%%PDF /CreationDate (D:20300101000000+00) /ModDate (D:20300101000000+00)" > "$(echo $word | cut -d= -f2-)";; esac; done',
  )
  const pdf = await printPdf('<p>', browser, '2026-09-14T09:00:01.000Z')
  assert.equal(pdf.toString(), '%PDF /CreationDate (D:20260914090001+00) /ModDate (D:20260914090001+00)')
})

test('a browser that fails, writes nothing, or is none: what it said', { skip }, async () => {
  const at = '2026-09-14T09:00:01.000Z'
  await assert.rejects(printPdf('', program('fails', 'echo no display >&2; exit 3'), at), {
    name: 'PrintError',
    message: /did not print \(exit code 3\): no display$/,
  })
  await assert.rejects(printPdf('', program('silent', 'exit 0'), at), { name: 'PrintError', message: /wrote no PDF/ })
  await assert.rejects(printPdf('', path.join(folder, 'gone'), at), /could not be started/)
})
