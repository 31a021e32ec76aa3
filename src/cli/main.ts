/** The command line: options, one handler a command, and the only place that ends the process. */
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { packageInfo } from '../runner/package-paths.ts'
import { casesCommand } from './commands/cases.ts'
import { certifyCommand } from './commands/certify.ts'
import { decodeCommand } from './commands/decode.ts'
import { dictionaryCommand } from './commands/dictionary.ts'
import { driftCommand } from './commands/drift.ts'
import { exploreCommand } from './commands/explore.ts'
import { generateCommand } from './commands/generate.ts'
import { gradeCommand } from './commands/grade.ts'
import { importCommand } from './commands/import.ts'
import { initCommand } from './commands/init.ts'
import { keyCommand } from './commands/key.ts'
import { packsCommand } from './commands/packs.ts'
import { personasCommand } from './commands/personas.ts'
import { planCommand } from './commands/plan.ts'
import { reportCommand } from './commands/report.ts'
import { runCommand } from './commands/run.ts'
import { simulateCommand } from './commands/simulate.ts'
import { stepsCommand } from './commands/steps.ts'
import { verifyCommand } from './commands/verify.ts'
import { waiveCommand } from './commands/waive.ts'
import { exitCodeOf } from './exit-codes.ts'
import { terminalOf } from './terminal.ts'

const terminal = terminalOf(process)

// A reader that goes away (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const parser = yargs(hideBin(process.argv))
  .scriptName('fixproof')
  .usage(
    '$0 <command>\n\nProves how a FIX engine keeps sessions and handles orders, case by case, and plays its counterparty.',
  )
  .command(runCommand(terminal))
  .command(initCommand(terminal))
  .command(planCommand(terminal))
  .command(exploreCommand(terminal))
  .command(generateCommand(terminal))
  .command(simulateCommand(terminal))
  .command(personasCommand(terminal))
  .command(packsCommand(terminal))
  .command(casesCommand(terminal))
  .command(stepsCommand(terminal))
  .command(decodeCommand(terminal))
  .command(gradeCommand(terminal))
  .command(importCommand(terminal))
  .command(driftCommand(terminal))
  .command(dictionaryCommand(terminal))
  .command(reportCommand(terminal))
  .command(waiveCommand(terminal))
  .command(certifyCommand(terminal))
  .command(verifyCommand(terminal))
  .command(keyCommand(terminal))
  .demandCommand(1, 'Say what to do: fixproof run proves a target, fixproof cases lists what can be proved.')
  .recommendCommands()
  .strict()
  .wrap(100)
  .help()
  .alias('h', 'help')
  // yargs would take the version of the user's own package.
  .version(packageInfo().version)
  .epilogue(
    'Try: fixproof run            our own engine, in memory, in seconds\n     fixproof run --connect HOST:PORT --sender US --target THEM',
  )
  .exitProcess(false)
  .fail((message, error) => {
    // An option without its value comes as an error of yargs' own.
    throw error === undefined || error.name === 'YError' ? new UsageMistake(wordsFor(message ?? error.message)) : error
  })

function wordsFor(message: string): string {
  return message
    .replace(/^Not enough arguments following: (\S+)$/, '--$1 needs a value behind it')
    .replace(
      /^Not enough non-option arguments: got (\d+), need at least (\d+)$/,
      'expected at least $2 behind the command, got $1: its --help says what',
    )
}

/** yargs' own words for a command line that it can not read. */
class UsageMistake extends Error {
  override name = 'UsageError'
}

try {
  await parser.parseAsync()
} catch (error) {
  const { code, text, hint } = exitCodeOf(error)
  terminal.complain(`fixproof: ${text}`)
  if (hint !== undefined) terminal.complain(hint)
  process.exitCode = code
}
