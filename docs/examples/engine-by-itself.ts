/** README's look at the engine: a primary and a backup, storage that outlives the process, names of several products. */
import {
  dictionaryFor,
  FixEngine,
  findVersion,
  realClock,
  resolveParameters,
  tcpNetwork,
} from '../../src/engine/engine.ts'

const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')
const { parameters, warnings } = resolveParameters(
  {
    connectHost: '10.0.0.1',
    connectPort: 9878,
    'Backup.Host': '10.0.0.2',
    'Backup.Port': 9878,
    EnableAutoSwitchToBackupConnection: true,
    KeepConnectionState: true,
    'Reconnect.MaxTries': 3,
    StorageType: 'persistent',
    LogDirectory: 'store',
  },
  {
    identity: {
      version,
      role: 'initiator',
      senderCompID: 'US',
      targetCompID: 'THEM',
      dictionary: dictionaryFor(version),
    },
  },
)
for (const warning of warnings) console.log(warning)
const engine = new FixEngine({ clock: realClock, network: tcpNetwork })
const session = engine.createSession({
  parameters,
  application: { onMessage: (message) => console.log(String(message)), onNewState: (_, state) => console.log(state) },
})
session.start()
