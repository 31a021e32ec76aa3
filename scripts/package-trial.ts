/**
 * The package as a user gets it: packed, installed in empty folders, and used from there. Needs the network or npm's cache,
 * so it is apart from `npm test`. Ends in one line that counts what was tried.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Report } from '../src/report/report.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const count = { passed: 0, failed: 0 }
const place = mkdtempSync(path.join(os.tmpdir(), 'fixproof-package-'))

try {
  const tarball = pack()
  inAnEmptyFolder(tarball)
  inAProjectOfItsOwn(tarball)
  asTheDocumentSays(tarball)
} finally {
  rmSync(place, { recursive: true, force: true })
}
console.log(`\n${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1

function pack(): string {
  const packed = run(ROOT, ['npm', 'pack', '--silent', '--pack-destination', place])
  const name = packed.stdout.trim().split('\n').at(-1) ?? ''
  check('npm pack writes a tarball', packed.status === 0 && name.endsWith('.tgz'), packed)
  return path.join(place, name)
}

/** `npm install`, and the suite against ourselves: nothing else is needed. */
function inAnEmptyFolder(tarball: string): void {
  const folder = path.join(place, 'empty')
  cpSync(path.join(ROOT, 'LICENSE'), path.join(folder, 'LICENSE'), { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n')
  install(folder, tarball)
  const ran = run(folder, ['npx', 'fixproof', 'run', '--begin-string', 'FIX.4.4', '--seed', '1'])
  check('npx fixproof run is conformant', ran.status === 0, ran)
  const report = reportIn(folder, 'self')
  check('its report counts passed scenarios', (report?.summary.passed ?? 0) > 100, ran)
}

/** The example project: an engine, features and steps of its own on what the package exports. */
function inAProjectOfItsOwn(tarball: string): void {
  const folder = path.join(place, 'own-project')
  cpSync(path.join(ROOT, 'docs/examples/own-project'), folder, { recursive: true })
  install(folder, tarball)
  // Node's own types are a development dependency of ours, and would be one of the user's.
  const types = run(folder, [
    path.join(ROOT, 'node_modules/.bin/tsc'),
    '--noEmit',
    '-p',
    '.',
    '--typeRoots',
    path.join(ROOT, 'node_modules/@types'),
  ])
  check('the types of the package fit the example', types.status === 0, types)
  const ran = run(folder, ['npm', 'run', '--silent', 'orders'])
  const own = reportIn(folder, 'desk')?.results.filter(({ feature }) => feature.includes('desk.feature')) ?? []
  check('features and steps of its own pass', ran.status === 0 && own.length >= 2, ran)
  check(
    'each of them is in the report',
    own.every(({ verdict }) => verdict === 'passed'),
    ran,
  )
  const suite = run(folder, ['npm', 'test', '--silent'])
  const failed = reportIn(folder, 'desk')?.results.filter(({ verdict }) => verdict === 'failed') ?? []
  check('the suite finds what the desk leaves out', suite.status === 1 && failed.length > 0, suite)
  check(
    // Its SendingTime is not looked at: in the header, at Logon, and in what practice adds.
    'and nothing else',
    failed.every((result) => ['2.o', '1S.d', 'PX-21'].includes(result.case)),
    suite,
  )
}

/** Every command of docs/first-certificate.md, in its order, with the exit code that it states. */
function asTheDocumentSays(tarball: string): void {
  const folder = path.join(place, 'first')
  mkdirSync(folder)
  const text = readFileSync(path.join(ROOT, 'docs/first-certificate.md'), 'utf8')
  for (const [, block = ''] of text.matchAll(/^```sh\n(.*?)^```/gms))
    for (const line of block.trim().split('\n')) {
      const [, command = '', code = '0'] = /^(.*?)(?:\s+# exit code (\d+))?$/.exec(line) ?? []
      // What will come from the registry is the tarball here.
      const here = command.replace(/(npm install .*)\bfixproof$/, `$1--no-audit --no-fund --prefer-offline ${tarball}`)
      const ran = run(folder, ['sh', '-c', here])
      check(`${command} (exit code ${code})`, ran.status === Number(code), ran)
    }
}

function install(folder: string, tarball: string): void {
  const installed = run(folder, ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball])
  check(`npm install in ${path.basename(folder)}`, installed.status === 0, installed)
}

function reportIn(folder: string, profile: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'reports', profile, 'report.json'), 'utf8')) as Report
  } catch (cause) {
    console.log(`  no report: ${(cause as Error).message}`)
    return undefined
  }
}

function run(cwd: string, [program = '', ...args]: readonly string[]): SpawnSyncReturns<string> {
  // What runs this script must not lend its own tools to the folder.
  const env = { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error' }
  return spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 })
}

function check(what: string, ok: boolean, { stdout, stderr, status }: SpawnSyncReturns<string>): void {
  count[ok ? 'passed' : 'failed']++
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${what}`)
  if (!ok) console.log(`  exit ${status}\n${tail(stdout)}\n${tail(stderr)}`)
}

function tail(text: string): string {
  return text.split('\n').slice(-40).join('\n')
}
