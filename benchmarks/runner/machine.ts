/** Where figures come from: a figure without its machine, versions and date says nothing. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ROOT } from './tools.ts'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly versions: Readonly<Record<string, string>>
}

export function describeMachine(): Machine {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const commit = firstLine('git', ['-C', ROOT, 'rev-parse', '--short', 'HEAD'])
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${distribution()}, kernel ${os.release().split('-')[0]}`,
    versions: {
      fixproof: commit === undefined ? version : `${version} at ${commit}`,
      node: process.version,
      'QuickFIX/C++': firstLine('dpkg-query', ['-W', '-f', `\${Version}`, 'libquickfix-dev']) ?? 'unknown',
      jspurefix: jspurefixVersion(),
      'g++': firstLine('g++', ['-dumpfullversion']) ?? 'none',
    },
  }
}

function distribution(): string {
  const file = '/etc/os-release'
  const named = existsSync(file) ? /^PRETTY_NAME="(.*)"$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined
  return named ?? os.type()
}

function jspurefixVersion(): string {
  const file = path.join(ROOT, 'scenarios', 'jspurefix', 'package.json')
  const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Readonly<Record<string, string>> }
  return dependencies.jspurefix ?? 'unknown'
}

function firstLine(file: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0]
  } catch {
    return undefined
  }
}
