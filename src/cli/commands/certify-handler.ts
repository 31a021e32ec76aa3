/** What `fixproof certify` does: reads a run and what it was made with, refuses what is no evidence, seals the rest. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CATALOGUE } from '../../conformance/catalogue.ts'
import { type Bundle, bundleOf, type EvidenceOf } from '../../evidence/bundle.ts'
import { type CertificateFacts, factsOf } from '../../evidence/facts.ts'
import { strictGaps } from '../../evidence/gaps.ts'
import { statedInProfile } from '../../evidence/identity.ts'
import { NotThere, readPrivateKey } from '../../evidence/keys.ts'
import { findBrowser, isProgram, printPdf } from '../../evidence/print-pdf.ts'
import type { SuiteScenario } from '../../evidence/suite-gaps.ts'
import { parseReport } from '../../report/parse-report.ts'
import { type Report, VERDICTS } from '../../report/report.ts'
import { countVerdicts, VERDICT_WORD } from '../../report/verdicts.ts'
import { OWN_FEATURES, PACKAGE_ROOT, packageInfo } from '../../runner/package-paths.ts'
import { scenariosIn } from '../../runner/scenarios.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { CertifyOptions } from './certify.ts'
import { filesOfRun, refuseSecrets } from './certify-sources.ts'
import { dictionaryOfRun, toolHash } from './certify-tool.ts'
import { dayOf } from './day.ts'
import { NotCertifiable, tellEvidenceError } from './evidence-error.ts'

export async function certify(args: CertifyOptions, terminal: Terminal): Promise<void> {
  const { restriction, ...single } = args
  refuseUnmeant(single)
  for (const text of restriction) refuseUnmeant({ restriction: text })
  try {
    await certified(args, terminal)
  } catch (error) {
    tellEvidenceError(error, terminal)
  } finally {
    terminal.showLive?.('')
  }
}

async function certified(args: CertifyOptions, terminal: Terminal): Promise<void> {
  const { cwd } = terminal
  const issued = issuedAt(terminal.env)
  const browser = browserFor(args, terminal)
  const privateKey = args.key === undefined ? undefined : readPrivateKey(args.key)
  if (args.validUntil !== undefined && dayOf('--valid-until', args.validUntil) < issued.slice(0, 10))
    throw new UsageError(`--valid-until ${args.validUntil}: this day has passed already`)
  terminal.showLive?.('reading the run')
  const file = reportFile(args.dir, cwd)
  const { report, bytes } = readRun(file, cwd)
  const facts = factsOfRun(report, args, issued)
  refuse(report, facts, args)
  refuseSecrets(report, path.relative(cwd, file))
  const directory = path.dirname(file)
  const { sources, suite, dictionary } = filesOfRun(report, {
    cwd,
    directory,
    profile: args.profile,
  })
  const out = outFile(args.out, directory, facts.id, cwd)
  const evidence: EvidenceOf = {
    bundle: path.basename(out),
    facts,
    report,
    reportJson: bytes,
    tool: toolHash(),
    suite,
    sources,
    dictionaryOf: dictionaryOfRun(dictionary),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(browser === undefined ? {} : { print: (html) => printPdf(html, browser, issued) }),
    onProgress: (what) => terminal.showLive?.(`making the ${what}`),
  }
  const bundle = await bundleOf(evidence)
  const size = write(out, bundle)
  terminal.showLive?.('')
  terminal.say(news(facts, bundle, { out: path.relative(cwd, out), size, browser, pdf: args.pdf, key: args.key }))
}

/** SOURCE_DATE_EPOCH makes two bundles of the same run the same, byte for byte. */
function issuedAt(env: Terminal['env']): string {
  const epoch = env.SOURCE_DATE_EPOCH
  if (epoch === undefined || epoch === '') return new Date().toISOString()
  if (!/^\d{1,11}$/.test(epoch)) throw new UsageError(`SOURCE_DATE_EPOCH=${epoch}: expected seconds since 1970`)
  return new Date(Number(epoch) * 1000).toISOString()
}

function browserFor({ pdf, chromium }: CertifyOptions, { env, cwd }: Terminal): string | undefined {
  if (!pdf) return undefined
  if (chromium === undefined) return findBrowser(env)
  const file = path.resolve(cwd, chromium)
  if (!isProgram(file)) throw new NotThere(`--chromium ${chromium}: there is no such program`)
  return file
}

/** A folder of a run, its report.json, or the newest run below reports/. */
function reportFile(dir: string | undefined, cwd: string): string {
  if (dir === undefined) {
    const newest = runsIn(path.join(cwd, 'reports'))[0]
    if (newest === undefined)
      throw new NotThere('there is no run below reports/: make one by fixproof run, or name its folder')
    return newest
  }
  const where = path.resolve(cwd, dir)
  const file = where.endsWith('.json') ? where : path.join(where, 'report.json')
  if (existsSync(file)) return file
  throw new NotThere(
    `${path.relative(cwd, file)}: there is no such report; a run writes it with --format json, as by default`,
  )
}

/** Reports in the folders of a folder, the newest first. */
function runsIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map((name) => path.join(folder, name, 'report.json'))
    .filter(existsSync)
    .map((file) => ({ file, at: statSync(file).mtimeMs }))
    .sort((a, b) => b.at - a.at)
    .map(({ file }) => file)
}

function readRun(file: string, cwd: string): { report: Report; bytes: Buffer } {
  const bytes = readFileSync(file)
  const report = parseReport(bytes.toString(), path.relative(cwd, file))
  const { name, version } = packageInfo()
  if (report.tool.version !== version)
    throw new NotCertifiable(
      `the run was made by ${report.tool.name} ${report.tool.version}, and this is ${name} ${version}: certify with the one that made it`,
    )
  const counts = countVerdicts(report.results)
  const wrong = VERDICTS.find((verdict) => counts[verdict] !== report.summary[verdict])
  if (wrong !== undefined)
    throw new NotCertifiable(
      `${path.relative(cwd, file)} contradicts itself: its summary says ${report.summary[wrong]} ${VERDICT_WORD[wrong]}, its results ${counts[wrong]}; run again`,
    )
  return { report, bytes }
}

/** The profile's `identity:` says what no flag does. */
function factsOfRun(report: Report, args: CertifyOptions, issued: string): CertificateFacts {
  const { firm, contact, application, applicationVersion, tester, reviewer, comment, validUntil } = args
  const flags = { firm, contact, application, applicationVersion, tester, reviewer, comment, validUntil }
  const given = Object.fromEntries(Object.entries(flags).filter(([, text]) => text !== undefined))
  const stated = { ...statedInProfile(report), ...given, restrictions: args.restriction }
  return factsOf(report, stated, issued, args.strict)
}

/** What our features hold; each is named from the package. */
function suiteScenarios(): SuiteScenario[] {
  return scenariosIn([OWN_FEATURES]).map(({ file, line, cases }) => ({
    feature: path.relative(PACKAGE_ROOT, file).replaceAll(path.sep, '/'),
    line,
    cases,
  }))
}

/** @throws NotCertifiable */
function refuse(report: Report, { verdict }: CertificateFacts, { strict, allowFailed }: CertifyOptions): void {
  const gaps = strict ? strictGaps(report, CATALOGUE, suiteScenarios()) : []
  if (gaps.length > 0)
    throw new NotCertifiable(`--strict: the run does not show everything:\n${gaps.map((gap) => `  ${gap}`).join('\n')}`)
  if (verdict.conformant || allowFailed) return
  throw new NotCertifiable(
    `the run is not conformant (exit code ${verdict.exitCode}): ${verdict.sentence}\n--allow-failed seals it all the same, as evidence of a failed attempt; its certificate says NOT CONFORMANT`,
  )
}

function outFile(out: string | undefined, directory: string, id: string, cwd: string): string {
  const file = out === undefined ? path.join(directory, `${id}.fixcert`) : path.resolve(cwd, out)
  if (existsSync(file))
    throw new UsageError(
      `${path.relative(cwd, file)}: it is there already, and evidence is never written over; --out names another file`,
    )
  return file
}

/** Whole or not at all: whoever looks meanwhile sees no half of it. */
function write(out: string, { pieces }: Bundle): number {
  const whole = Buffer.concat(pieces)
  const beside = `${out}.${process.pid}.part`
  try {
    mkdirSync(path.dirname(out), { recursive: true })
    writeFileSync(beside, whole)
    renameSync(beside, out)
  } catch (cause) {
    rmSync(beside, { force: true })
    throw new UsageError(`${out}: could not be written (${(cause as NodeJS.ErrnoException).code})`)
  }
  return whole.length
}

interface Told {
  readonly out: string
  readonly size: number
  readonly browser: string | undefined
  readonly pdf: boolean
  readonly key: string | undefined
}

function news({ verdict, id }: CertificateFacts, bundle: Bundle, { out, size, browser, pdf, key }: Told): string {
  const named = /^[\w./-]+$/.test(out) ? out : JSON.stringify(out)
  const printed =
    browser === undefined
      ? 'no browser was found (--chromium, CHROME_PATH); certificate.html prints as well'
      : `printed by ${browser}`
  return `${verdict.conformant ? verdict.heading : 'NOT CONFORMANT'}
  ${verdict.sentence}
  certificate  ${id}
  bundle       ${out}, ${(size / 1e6).toFixed(1)} MB
  pdf          ${pdf ? printed : 'left out'}
  signed       ${bundle.keyId === undefined ? 'no: --key signs it, fixproof key FILE makes a key' : `with the key ${bundle.keyId}`}
  next         npx fixproof verify ${named}${key === undefined ? ' --allow-unsigned' : ` --key ${key}.pub`}`
}
