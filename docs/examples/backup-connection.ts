/**
 * A session with a primary and a backup connection, as FIX Antenna's recovery page shows it: when the primary does not
 * answer any more, the session goes over to the backup with its numbers and its storage, and back again in a circle.
 *
 *   npx node docs/examples/backup-connection.ts [PRIMARY_PORT [BACKUP_PORT]]      default: 12345 12346
 *
 * The counterparties, in two more terminals; stop the first one and watch the session go over:
 *
 *   npx fixproof simulate --listen 12345 --begin-string FIX.4.4 --sender TEST2 --target TEST1
 *   npx fixproof simulate --listen 12346 --begin-string FIX.4.4 --sender TEST2 --target TEST1
 *
 * `q` and Enter: Logout, and the end. Outside this repository the import reads `from 'fixproof/engine'`.
 */
import { createInterface } from 'node:readline'
import {
  dictionaryFor,
  FixEngine,
  findVersion,
  openStore,
  realClock,
  resolveParameters,
  tcpNetwork,
} from '../../src/engine/engine.ts'

const [primaryPort = 12345, backupPort = 12346] = process.argv.slice(2).map(Number)

const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')

const { parameters, warnings } = resolveParameters(
  {
    KeepConnectionState: true,
    EnableAutoSwitchToBackupConnection: true,
    CyclicSwitchBackupConnection: true,
    'Reconnect.MaxTries': 3,
    'Reconnect.Interval': 1000,
    HBI: 30,
    connectHost: '127.0.0.1',
    connectPort: primaryPort,
    'Backup.Host': '127.0.0.1',
    'Backup.Port': backupPort,
    'Backup.HBI': 30,
  },
  {
    identity: {
      version,
      role: 'initiator',
      senderCompID: 'TEST1',
      targetCompID: 'TEST2',
      dictionary: dictionaryFor(version),
    },
  },
)
for (const warning of warnings) console.log(`warning: ${warning}`)

const engine = new FixEngine({ clock: realClock, network: tcpNetwork })
const session = engine.createSession({
  parameters,
  // Storage that lives as long as the process. With a folder in `directory` and the type `persistent` it outlives it.
  openStore: () =>
    openStore({
      storage: parameters.storage,
      session: { beginString: version.beginString, senderCompID: 'TEST1', targetCompID: 'TEST2' },
      now: realClock.now(),
    }),
  application: {
    onNewState: (_old, state, reason) =>
      console.log(`${state} on the ${session.activeConnection} connection: ${reason}`),
    onSwitchConnection: (to) => console.log(`going over to the ${to} connection`),
    onMessage: (message) => console.log(`received ${message}`),
  },
})
session.start()

const input = createInterface({ input: process.stdin, output: process.stdout, prompt: "input: 'q' to exit\n" })
input.prompt()
input.on('line', (line) => {
  if (line.trim() !== 'q') return input.prompt()
  session.stop('end of the example')
  input.close()
})
input.on('close', () => {
  // The Logout exchange takes a moment; without a connection there is nothing to wait for.
  const deadline = realClock.now() + 2000
  const end = setInterval(() => {
    if (session.connected && realClock.now() < deadline) return
    clearInterval(end)
    engine.close()
  }, 20)
})
