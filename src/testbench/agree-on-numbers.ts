/**
 * Numbers of a stranger that can not be reset: before FIX.4.1 there is no ResetSeqNumFlag(141), and they go on from
 * scenario to scenario. Unless the one before left both sides in step, a session of its own finds out where they stand:
 * a Logon far above what the target can expect makes it ask for the gap, and a gap fill closes it.
 * All of this is stage setting: what goes wrong here proves nothing about any case.
 */
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import type { Bench } from './bench.ts'
import { awaitLogon, leave, logonFields, takeHeartBtInt } from './establish.ts'
import { answerUntilInStep } from './in-step.ts'

/** Lies far above any number that the target can expect. */
const SAFELY_ABOVE = 100_000

/** @throws NotReached when the sides do not come to terms */
export async function agreeOnNumbers(bench: Bench): Promise<void> {
  const { memory } = bench.environment
  if (!memory.agreed) {
    bench.numbers.renumber({ tester: 0, target: 0 })
    await findOut(bench)
  }
  bench.numbers.begin(memory)
  // Whatever becomes of the scenario: only its end can tell that both are in step again.
  memory.agreed = false
  bench.wire.nextOut = 1
  bench.skipToNow()
}

async function findOut(bench: Bench): Promise<void> {
  const { memory } = bench.environment
  let why = ''
  for (const nextOut of [memory.nextOut, memory.nextOut + SAFELY_ABOVE]) {
    const from = bench.entries.length
    try {
      await logOnAt(bench, nextOut)
      await answerUntilInStep(bench, from)
      await leave(bench)
      if (memory.agreed) return
      why = 'the target did not answer the Logout'
    } catch (error) {
      if (!(error instanceof NotReached)) throw error
      why = error.message
    }
    bench.wire.cut()
    await bench.afterDisconnect()
  }
  throw new NotReached(`${bench.version.id} has no reset, and the numbers of both sides could not be found out: ${why}`)
}

async function logOnAt(bench: Bench, nextOut: number): Promise<void> {
  const from = bench.entries.length
  await bench.connectAgain()
  bench.wire.nextOut = nextOut
  const dials = bench.leg.targetRole === 'initiator'
  const heartBtInt = dials ? takeHeartBtInt(bench, await awaitLogon(bench, from)) : undefined
  bench.send(MsgType.Logon, logonFields(bench, false, heartBtInt))
  if (!dials) await awaitLogon(bench, from)
}
