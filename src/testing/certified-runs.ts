/** Runs to certify, for tests of the command line: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { contentOf, readZip } from '../evidence/zip-read.ts'
import { renderJson } from '../report/formats/json.ts'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
export const RUN = 'run 2.c 2.a --begin-string FIX.4.4 --seed 1 --format json'
/** No Logout where one is due: 2.c fails, and 2.a does not. */
export const BROKEN = `target: { engine: self, name: Gateway, tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
identity: { firm: Meridian, contact: cert@example.com }
`
export const WAIVER = `- { id: W-1, case: 2.c, expect: ".", reason: known, owner: Ada, until: "2999-12-31" }\n`

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A folder with profiles (good.yaml, broken.yaml, waived.yaml), a run of each, keys, and a bundle of the good one. */
export class CertifiedRuns {
  readonly cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))

  constructor() {
    this.write('broken.yaml', BROKEN)
    this.write('good.yaml', BROKEN.replace(/, tamper.*\] \}/, ' }'))
    this.write('waived.yaml', `${BROKEN}suite: { waivers: waivers.yaml }\n`)
    this.write('waivers.yaml', WAIVER)
    assert.equal(this.fixproof(`${RUN} -p good.yaml --out good`).code, 0)
    assert.equal(this.fixproof(`${RUN} -p broken.yaml --out broken`).code, 1)
    assert.equal(this.fixproof(`${RUN} -p waived.yaml --out waived`).code, 0)
    assert.equal(this.fixproof('key firm.pem').code, 0)
    assert.equal(this.certify('good --key firm.pem --out good.fixcert').code, 0)
  }

  path(name: string): string {
    return path.join(this.cwd, name)
  }

  write(name: string, content: string | Buffer): void {
    writeFileSync(this.path(name), content)
  }

  read(name: string): Buffer {
    return readFileSync(this.path(name))
  }

  fixproof(args: string | readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
    const { NO_COLOR: _, FORCE_COLOR: __, CHROME_PATH: ___, ...rest } = process.env
    const words = typeof args === 'string' ? args.split(' ').filter(Boolean) : args
    const ended = spawnSync(process.execPath, [BIN, ...words], {
      cwd: this.cwd,
      env: { ...rest, ...env },
      encoding: 'utf8',
    })
    return { code: ended.status, out: ended.stdout, err: ended.stderr }
  }

  /** Without a browser: printing takes longer than all else. */
  certify(args: string, env?: NodeJS.ProcessEnv): Ended {
    return this.fixproof(`certify ${args} --no-pdf`, env)
  }

  filesIn(bundle: string): Map<string, string> {
    const bytes = this.read(bundle)
    return new Map(readZip(bytes).entries.map((entry) => [`${entry.name}`, `${contentOf(entry, bytes)}`]))
  }

  /** The report of the good run, changed, in a file of its own. @returns the file */
  changed(change: (report: Report) => Partial<Report>): string {
    const report = parseReport(`${this.read('good/report.json')}`, 'good/report.json')
    this.write('changed.json', renderJson({ ...report, ...change(report) }))
    return 'changed.json'
  }

  close(): void {
    rmSync(this.cwd, { recursive: true, force: true })
  }
}
