/**
 * A session with a primary and a backup connection, as FIX Antenna's recovery page shows it: when the primary does not
 * answer any more, the session goes over to the backup with its numbers and its storage, and back again in a circle.
 *
 *   npx node docs/examples/backup-connection.ts [PRIMARY_PORT [BACKUP_PORT]]      default: 12345 12346
 *
 * The counterparty, in another terminal. End it (Ctrl-C, or kill it), start its stand-in at the other port on the same
 * store, and watch the session go over, with the numbers where they were:
 *
 *   npx fixproof simulate --listen 12345 --sender TEST2 --target TEST1 --store venue
 *   npx fixproof simulate --listen 12346 --sender TEST2 --target TEST1 --store venue
 *
 * `q` and Enter: Logout, and the end. Outside this repository the import reads `from 'fixproof/engine'`.
 */
import { createInterface } from 'node:readline'
import {
  dictionaryFor,
  FixEngine,
  findVersion,
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
    'Reconnect.Interval': 500,
    HBI: 30,
    connectHost: '127.0.0.1',
    connectPort: primaryPort,
    'Backup.Host': '127.0.0.1',
    'Backup.Port': backupPort,
    backupHbi: 30,
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
  // Storage is what the parameters say: here it lives as long as the process. StorageType 'persistent' with a LogDirectory
  // outlives it.
  parameters,
  application: {
    onNewState: (_old, state, reason) =>
      console.log(
        `${state} on the ${session.activeConnection} connection: ${reason}; next in ${session.nextIn}, out ${session.nextOut}`,
      ),
    onSwitchConnection: (from, to) => console.log(`going over from the ${from} to the ${to} connection`),
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
    // A pipe that nobody closes would keep the process.
    process.stdin.destroy()
  }, 20)
})
