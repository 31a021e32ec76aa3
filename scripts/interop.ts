/**
 * The suite against engines that are not ours, in both roles: QuickFIX/C++, then jspurefix. Writes what was seen to
 * docs/interop.md. An engine that can not be installed here is named, and ends the script with 4, which is not a pass.
 *
 *   --check   compare the page with the one that is there, and write nothing
 *   --only N  one of the runs below, by its name; the page is neither written nor compared
 *   others    go to `fixproof run`, as `-- 2 3` for some cases; the page is neither written nor compared
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { parseReport } from '../src/report/parse-report.ts'
import type { Report } from '../src/report/report.ts'
import { type Engine, interopPage } from './interop-page.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const PAGE = path.join(ROOT, 'docs', 'interop.md')
/** Each with what makes it ready to start, and the exit codes of a run that is as it should be. */
const PACKS = [
  { name: 'quickfix', profile: 'scenarios/quickfix/profile.yaml', install: 'build.sh', good: [0] },
  // The cases that kill the target: what they need of its store would slow down all others.
  { name: 'quickfix-restart', profile: 'scenarios/quickfix/restart.yaml', install: 'build.sh', good: [0] },
  // Order flow: its venue and its client.
  {
    name: 'quickfix-orders',
    profile: 'scenarios/quickfix-orders/profile.yaml',
    install: '../quickfix/build.sh',
    good: [0],
  },
  // 5, not proven: as initiator it resets its numbers with every Logon, so that some stages can not be set.
  { name: 'jspurefix', profile: 'scenarios/jspurefix/profile.yaml', install: 'install.sh', good: [0, 5] },
] as const
const MISSING = 4

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
})
const packs = PACKS.filter(({ name }) => values.only === undefined || values.only === name)
if (packs.length === 0) {
  console.error(`--only ${values.only}: expected one of ${PACKS.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const codes = packs.map(({ name, profile, install, good }) => {
  // What an earlier run wrote must not be counted.
  rmSync(reportOf(name), { force: true })
  const installed = spawnSync(path.join(ROOT, path.dirname(profile), install), { cwd: ROOT, stdio: 'inherit' })
  if (installed.status !== 0) {
    console.error(`interop: ${name} can not be installed here`)
    return MISSING
  }
  const args = ['bin/fixproof.mjs', 'run', ...positionals, '--profile', profile, '--out', path.dirname(reportOf(name))]
  const status = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1
  return good.some((code) => code === status) ? 0 : status
})
const failed = codes.find((code) => code !== 0)
process.exitCode = failed ?? (whole() ? page() : 0)

function whole(): boolean {
  return values.only === undefined && positionals.length === 0
}

/** @returns the exit code */
function page(): number {
  const engines: Engine[] = packs.map(({ name, profile }) => ({ folder: path.dirname(profile), report: load(name) }))
  const now = interopPage(engines)
  if (!values.check) {
    writeFileSync(PAGE, now)
    return 0
  }
  const before = readFileSync(PAGE, 'utf8')
  if (now === before) return 0
  const same = stable(now) === stable(before)
  console.error(
    same
      ? 'Some things that depend on time were not as docs/interop.md says:'
      : 'docs/interop.md is not what these runs show; `npm run interop` writes it:',
  )
  const [old, fresh] = [before, now].map((text) => text.split('\n'))
  for (const line of (old ?? []).filter((one) => !fresh?.includes(one))) console.error(`- ${line}`)
  for (const line of (fresh ?? []).filter((one) => !old?.includes(one))) console.error(`+ ${line}`)
  return same ? 0 : 1
}

/**
 * What does not move from run to run: which deviations of QuickFIX there are. A warning may depend on how busy the machine
 * is, and some of what jspurefix does on which of its timers comes first.
 */
function stable(page: string): string {
  return page
    .split('\n')
    .filter((line) => line.startsWith('#### QF-'))
    .join('\n')
}

function reportOf(name: string): string {
  return path.join(ROOT, 'reports', name, 'report.json')
}

function load(name: string): Report {
  return parseReport(readFileSync(reportOf(name), 'utf8'), reportOf(name))
}
