/**
 * Takes our initiator through primary and backup destinations over real sockets: one that refuses, one that keeps
 * silent, one that breaks off in the middle of a resend; automatic, cyclic and by hand; with the numbers kept and
 * without. Attempts are counted beside the engine: the first and MaxTries more, and after a lost link MaxTries alone
 * (engine parameters 5; SD-70 to SD-78).
 *
 *   npx node scripts/backup-trial.ts
 */
import { type FixVersion, findVersion } from '../src/engine/engine.ts'
import { Client } from './backup-trial/client.ts'
import { freePort, newBooks, Place } from './backup-trial/place.ts'
import { TRIALS, type Trial } from './backup-trial/ways.ts'

/** @returns what was found to be wrong */
async function play(trial: Trial, version: FixVersion): Promise<string[]> {
  const books = newBooks()
  const primary = new Place(version, await freePort(), books)
  const backup = new Place(version, await freePort(), trial.shared ? books : newBooks())
  await primary.become(trial.primary)
  await backup.become(trial.backup)
  const client = new Client(version, primary, backup, trial.stated)
  const findings: string[] = []
  const expect = (what: string, expected: unknown, actual: unknown): void => {
    const [wanted, found] = [JSON.stringify(expected), JSON.stringify(actual)]
    if (wanted !== found) findings.push(`${what}: expected ${wanted}, found ${found}`)
  }
  const began = performance.now()
  try {
    client.session.start()
    await trial.play({ client, primary, backup, expect })
  } catch (error) {
    findings.push(`it broke off: ${error}`)
  } finally {
    client.close()
    primary.refuse()
    backup.refuse()
  }
  const ms = Math.round(performance.now() - began)
  console.log(`${findings.length === 0 ? 'passed' : 'FAILED'}  ${trial.name}  [${client.way}; ${ms} ms]`)
  for (const finding of findings) console.log(`        ${finding}`)
  return findings
}

const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')
let failed = 0
for (const trial of TRIALS) if ((await play(trial, version)).length > 0) failed++
console.log(`backup trial: ${TRIALS.length} ways over primary and backup`)
console.log(`${TRIALS.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
