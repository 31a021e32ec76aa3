/** What a session is told, in the words of whatever product its people know. */
import {
  dictionaryFor,
  findVersion,
  type Identity,
  layersFor,
  ParameterError,
  parseProperties,
  parseQuickFixConfig,
  resolveParameters,
} from '../../src/engine/engine.ts'

const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')
const identity: Identity = {
  version,
  role: 'initiator',
  senderCompID: 'US',
  targetCompID: 'THEM',
  dictionary: dictionaryFor(version),
}

// Stated in code: our names, or those of FIX Antenna, FIXEdge and QuickFIX, in upper or lower case.
const { parameters, warnings } = resolveParameters(
  { HBI: 20, connectHost: '10.0.0.1', connectPort: 9878, ResendMessagesLimit: 500 },
  { identity, preset: 'antenna-cpp' },
)
console.log(parameters.session.heartBtInt, parameters.session.outOfSequenceMessagesStrategy)
// → 20 requestAlways
for (const warning of warnings) console.log(warning)
// → resendMessagesLimit 500 is not compliant with the FIX standard

// Everything that is wrong comes at once, with what is allowed.
try {
  resolveParameters({ heartBtInt: -5, reconectInterval: 5 }, { identity })
} catch (error) {
  if (!(error instanceof ParameterError)) throw error
  for (const { key, near } of error.problems) console.log(key, near?.[0] ?? '')
}
// → heartBtInt
// → reconectInterval ReconnectInterval

// A properties file: the entry of the session goes before that of all sessions.
const properties = parseProperties(`
Session.Default.HBI = 30
Session.US/THEM.HBI = 45
`)
const { layers } = layersFor(properties, 'US/THEM', 'cpp')
console.log(resolveParameters({}, { identity, family: 'cpp', layers }).parameters.session.heartBtInt)
// → 45

// A QuickFIX file says who its sessions are, too.
const { sessions } = parseQuickFixConfig(
  `[DEFAULT]
ConnectionType=initiator
SocketConnectHost=10.0.0.1
SocketConnectPort=9878
HeartBtInt=30
[SESSION]
BeginString=FIX.4.2
SenderCompID=US
TargetCompID=THEM
`,
  'session.cfg',
)
for (const { version: spoken, stated } of sessions) console.log(spoken.id, stated.connectHost)
// → FIX.4.2 10.0.0.1
