/** `fixproof` as a real process in a folder of its own, for tests of `init` and `plan`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after } from 'node:test'

export const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')

let root = ''

/** An empty folder, gone when the tests of the file are over. */
export function folder(name: string): string {
  if (root === '') {
    root = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
    after(() => rmSync(root, { recursive: true, force: true }))
  }
  const made = path.join(root, name)
  mkdirSync(made, { recursive: true })
  return made
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** @param typed - lines on its stdin, which ends behind them */
export function fixproof(cwd: string, args: readonly string[], typed: readonly string[] = []): Ended {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const input = typed.map((line) => `${line}\n`).join('')
  const ended = spawnSync(process.execPath, [BIN, ...args], { cwd, env, encoding: 'utf8', input })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

/** Name → text of a suite's files. */
export function filesIn(cwd: string, name = 'desk'): Record<string, string> {
  const suite = path.join(cwd, 'scenarios', name)
  return Object.fromEntries(readdirSync(suite).map((file) => [file, readFileSync(path.join(suite, file), 'utf8')]))
}
