/** What goes wrong before FIX begins: certificates, and addresses that nobody listens at. */
import {
  ConnectionError,
  createTlsNetwork,
  MemoryNetwork,
  SimulatedClock,
  TlsSettingsError,
} from '../../src/engine/engine.ts'

// Settings are read and compared before any socket opens. `networkFor` does this with the parameters of a session.
try {
  createTlsNetwork({ certificate: 'venue.pem' })
} catch (error) {
  if (!(error instanceof TlsSettingsError)) throw error
  console.log(error.setting, error.file)
}
// → certificate venue.pem

// A dial that fails is told to the handler, never thrown; `createTcpNetwork` behaves alike.
const clock = new SimulatedClock(0)
const network = new MemoryNetwork({ clock, latencyMs: () => 20 })
network.dial(
  { host: 'memory', port: 9878 },
  {
    onConnect: (transport) => transport.close(),
    onError: (cause) => console.log(cause instanceof ConnectionError, cause.code, clock.now()),
  },
)
clock.fireNext()
// → true ECONNREFUSED 20
