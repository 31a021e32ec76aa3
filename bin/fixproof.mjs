#!/usr/bin/env node
// Starts fixproof: from src/ in a checkout, from dist/ in the package; under an older Node.js by the pinned one.
import { existsSync } from 'node:fs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) {
  // What was compiled once is read the next time: commands answer sooner.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache?.()
  const source = new URL('../src/cli/main.ts', import.meta.url)
  if (existsSync(source)) await import(source.href)
  else {
    process.setSourceMapsEnabled(true)
    await import('../dist/src/cli/main.js')
  }
} else {
  const { createRequire } = await import('node:module')
  const { spawn } = await import('node:child_process')
  const os = process.platform === 'win32' ? 'win' : process.platform
  let node = ''
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${os}-${process.arch}/package.json`)
    node = manifest.replace(/package\.json$/, os === 'win' ? 'bin/node.exe' : 'bin/node')
  } catch {
    console.error(
      `fixproof needs Node.js 22.18 or newer; this is ${process.version}, and no newer one was installed with it`,
    )
    process.exit(2)
  }
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)))
}
