/** The command line as a real process, in a folder of the test. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')

/** @returns calls it, and gives what it said; colour is as a user has it, whatever runs the tests */
export function cliIn(cwd: string) {
  return async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env
    const child = spawn(process.execPath, [BIN, ...args], { cwd, env: { ...inherited, ...env } })
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
}
