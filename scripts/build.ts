/** Builds dist/ for the package: JavaScript and types by the compiler, and the files that are not code. */
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'

/** What the compiler leaves behind: dictionaries, personas, and the parts of the report page. */
const ASSETS = [
  'src/dictionary/data',
  'src/evidence/certificate.css',
  'src/simulator/personas',
  'src/report/formats/html',
  'src/report/report.schema.json',
]

rmSync('dist', { recursive: true, force: true })
const { status } = spawnSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
if (status === 0) for (const asset of ASSETS) cpSync(asset, `dist/${asset}`, { recursive: true })
process.exitCode = status ?? 1
