/** For tests only: a leg of a self-run, with defaults, so that what a test states means something. */
import type { Leg } from '../testbench/leg.ts'

export function legWith(change: Partial<Leg> = {}): Leg {
  return {
    profile: 'self',
    version: 'FIX.4.4',
    lane: 0,
    targetRole: 'acceptor',
    engine: 'self',
    transport: 'memory',
    addressed: false,
    host: '127.0.0.1',
    port: 0,
    senderCompID: 'TESTER',
    targetCompID: 'TARGET',
    heartBtInt: 30,
    logonFields: [],
    secretTags: [554],
    capabilities: [],
    targetParameters: { stated: {} },
    testerParameters: { stated: {} },
    application: 'acknowledge',
    tamper: [],
    targetFaults: [],
    seed: 1,
    dialInMs: 60_000,
    ...change,
  }
}
