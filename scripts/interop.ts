/**
 * The suite against QuickFIX/C++ in both roles. Needs a C++ compiler and Debian's libquickfix-dev; without them it says
 * so and ends with 4, which is not a pass.
 */
import { spawnSync } from 'node:child_process'

const built = spawnSync('scenarios/quickfix/build.sh', { stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)
const args = ['bin/fixproof.mjs', 'run', '--profile', 'quickfix', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
process.exitCode = status ?? 1
