/**
 * The venue on the engine as acceptor: VENUE, with a session for CLIENT1, file store, validation on. It answers as the
 * persona `standard` says, without the rule in Text(58). Says `listening PORT`; ends with its standard input.
 *
 *   npx node benchmarks/order-venue.ts [--port 0] [--store file|memory] [--dir DIR] [--journal on|off]
 */
import { dictionaryFor, findVersion, realClock } from '../src/engine/engine.ts'
import { DeliveryTamper } from '../src/simulator/delivery.ts'
import { parsePersona } from '../src/simulator/persona-file.ts'
import { VenueHost } from '../src/simulator/venue-host.ts'
import { statedOptions } from './runner/passes.ts'
import { benchEngine, sessionOptions } from './venue.ts'

const PERSONA = `
persona: quiet
extends: standard
defaults:
  text: no
`

const options = statedOptions(process.argv.slice(2))
const engine = benchEngine()
const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')
const party = { senderCompID: 'VENUE', targetCompID: 'CLIENT1' }
const id = party.targetCompID

// Mounted as the simulator does it: whatever a rule asks of a delivery can be done here, too.
const host = new VenueHost({ persona: parsePersona(PERSONA, 'quiet'), clock: realClock, random: Math.random })
const tamper = new DeliveryTamper()
const application = host.application({ id, version, dictionary: dictionaryFor(version), ...party })
host.deliverThrough(id, tamper)
engine
  .createSession({
    ...sessionOptions({
      role: 'acceptor',
      ...party,
      store: options.get('store') ?? 'file',
      directory: options.get('dir') ?? 'store',
      journal: options.get('journal') !== 'off',
    }),
    application: {
      ...application,
      onObservation: ({ level, text }) => {
        if (level === 'error') console.error(text)
      },
    },
    tamper,
  })
  .start()

const { port } = await engine.listen({ host: '127.0.0.1', port: Number(options.get('port') ?? 0) })
console.log(`listening ${port}`)
process.on('SIGTERM', () => process.exit(0))
process.stdin.on('end', () => process.exit(0)).resume()
