/** The session of the tester's own engine: what the profile's `session:` says, and what every bench needs. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import { type SessionSettings, sessionSettings } from '../session/settings.ts'
import type { Leg } from './leg.ts'
import { sessionPart } from './session-parameters.ts'

/** @param heartBtInt - of the session; it goes before the profile's, because the scenario or the target said it */
export function testerSettings(
  leg: Leg,
  version: FixVersion,
  dictionary: Dictionary,
  heartBtInt: number,
): SessionSettings {
  return sessionSettings({
    ...sessionPart(leg.testerParameters),
    version,
    role: leg.targetRole === 'acceptor' ? 'initiator' : 'acceptor',
    senderCompID: leg.senderCompID,
    targetCompID: leg.targetCompID,
    heartBtInt,
    dictionary,
    // What a scenario states goes on the wire as it stands.
    allowPosDup: true,
  })
}
