/**
 * Programs that are not ours, built into benchmarks/build: the raw client that plays every acceptor's counterparty, and with
 * peers QuickFIX's and jspurefix's programs. What can not be built here is named; the rows that need it are left out.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { writeCorpus } from '../corpus.ts'

const BENCHMARKS = path.resolve(import.meta.dirname, '..')
export const ROOT = path.resolve(BENCHMARKS, '..')
const BUILD = path.join(BENCHMARKS, 'build')
const PEERS = path.join(BENCHMARKS, 'peers')

export interface Tools {
  readonly node: string
  readonly corpus: string
  readonly rawClient?: string | undefined
  readonly venueClient?: string | undefined
  readonly tcpLimits?: string | undefined
  readonly quickfix?:
    | { readonly codec: string; readonly engine: string; readonly venue: string; readonly dictionary: string }
    | undefined
  readonly jspurefix?: { readonly codec: string; readonly engine: string } | undefined
  /** What is not there, and why. */
  readonly missing: readonly string[]
}

/** A program of ours. */
export function ownProgram(name: string): string {
  return path.join(BENCHMARKS, name)
}

export function buildTools(peers: boolean, say: (text: string) => void): Tools {
  mkdirSync(BUILD, { recursive: true })
  const missing: string[] = []
  const made = <T>(what: string, make: () => T): T | undefined => {
    try {
      return make()
    } catch (fault) {
      missing.push(`${what}: ${fault instanceof Error ? fault.message : fault}`)
      return undefined
    }
  }
  const corpus = path.join(BUILD, 'mix.fix')
  writeCorpus(corpus)
  return {
    node: process.execPath,
    corpus,
    rawClient: made('raw client', () => compiled('raw-client/raw_client.cpp', ['-std=c++17'], [], say)),
    venueClient: made('client of a venue', () => compiled('raw-client/venue_client.cpp', ['-std=c++17'], [], say)),
    tcpLimits: made('limits of the machine', () => compiled('limits/tcp_limits.cpp', ['-std=c++17'], [], say)),
    quickfix: peers ? made('QuickFIX', () => quickfix(say)) : undefined,
    jspurefix: peers ? made('jspurefix', () => jspurefix(say)) : undefined,
    missing,
  }
}

function compiled(source: string, standard: string[], libraries: string[], say: (text: string) => void): string {
  const file = path.join(PEERS, source)
  const program = path.join(BUILD, path.basename(source, '.cpp'))
  if (isFresh(program, file) && headersOf(file).every((header) => isFresh(program, header))) return program
  say(`compiling ${source}`)
  // Under its name only when it is whole: whoever interrupts a compiler must not leave half a program.
  run('g++', ['-O2', '-w', ...standard, file, '-o', `${program}.new`, ...libraries])
  renameSync(`${program}.new`, program)
  return program
}

/** Headers of ours that stand beside the source. */
function headersOf(source: string): string[] {
  const folder = path.dirname(source)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.h'))
    .map((name) => path.join(folder, name))
}

/** Its headers have dynamic exception specifications, which C++17 has no more. */
function quickfix(say: (text: string) => void): NonNullable<Tools['quickfix']> {
  const libraries = ['-lquickfix', '-lpthread']
  const codec = compiled('quickfix/qf_codec.cpp', ['-std=c++14'], libraries, say)
  const engine = compiled('quickfix/qf_engine.cpp', ['-std=c++14'], libraries, say)
  const venue = compiled('quickfix/qf_venue.cpp', ['-std=c++14'], libraries, say)
  const dictionaries = path.join(BUILD, 'dictionaries')
  mkdirSync(dictionaries, { recursive: true })
  run(process.execPath, [path.join(ROOT, 'scenarios', 'quickfix', 'write-dictionaries.mjs'), dictionaries])
  return { codec, engine, venue, dictionary: path.join(dictionaries, 'FIX44.xml') }
}

/** Installed apart, at the version that the suite runs against. */
function jspurefix(say: (text: string) => void): NonNullable<Tools['jspurefix']> {
  const folder = path.join(BUILD, 'jspurefix')
  mkdirSync(folder, { recursive: true })
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(ROOT, 'scenarios', 'jspurefix', name), path.join(folder, name))
  for (const name of ['codec.cjs', 'engine.cjs'])
    copyFileSync(path.join(PEERS, 'jspurefix', name), path.join(folder, name))
  if (!existsSync(path.join(folder, 'node_modules', 'jspurefix'))) {
    say('installing jspurefix')
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder])
  }
  return { codec: path.join(folder, 'codec.cjs'), engine: path.join(folder, 'engine.cjs') }
}

function isFresh(made: string, source: string): boolean {
  return existsSync(made) && statSync(made).mtimeMs > statSync(source).mtimeMs
}

function run(file: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(file, args, { encoding: 'utf8' })
  if (error !== undefined) throw new Error(`${file} can not be run (${error.message})`)
  if (status !== 0) throw new Error(`${file} failed: ${stderr.trim().split('\n').slice(-3).join(' ')}`)
}
