/** What several stated values say together, or one value in another parameter's words. */
import type { Field } from '../codec/encode.ts'
import { Tag } from '../fix/tags.ts'
import type { ValidationOptions } from '../validation/options.ts'
import type { ReadValue } from './read-values.ts'
import type { EngineParameters, Throttle } from './settings.ts'

/** Parameters with a value each; the index of a numbered name counts as part of it. */
export type Values = ReadonlyMap<string, unknown>

export function valuesByName(values: readonly ReadValue[]): Values {
  return new Map(values.map(({ parameter, value }) => [parameter.name, value]))
}

/** @param values - strongest value of each parameter that anybody stated, in the order of the table */
export function derive(parameters: EngineParameters, values: readonly ReadValue[]): EngineParameters {
  const stated = valuesByName(values)
  return {
    ...parameters,
    session: {
      ...parameters.session,
      ...transmission(parameters, stated),
      ...firstLogonReset(parameters, values),
      validation: fortyFractions(parameters),
      logonFields: withFields(parameters.session.logonFields, credentials(parameters, values)),
    },
    schedule: { ...parameters.schedule, schedule: schedule(parameters) },
    tls: { ...parameters.tls, ...revocation(stated) },
    protection: {
      ...parameters.protection,
      ...slowConsumer(stated),
      ...(stated.get('protectionTcpEnabled') === false ? { sizeWaitHostMax: 0 } : {}),
      throttlers: [...parameters.protection.throttlers, ...throttlersByType(values)],
    },
  }
}

/** FIX Antenna .NET states the time itself, which is a part of an interval that another parameter states. */
function transmission({ session }: EngineParameters, stated: Values): { reasonableTransmission?: number } {
  const ms = stated.get('reasonableTransmissionMs')
  if (typeof ms !== 'number' || session.heartBtInt === 0) return {}
  return { reasonableTransmission: ms / 1000 / session.heartBtInt }
}

/** `allowedSecondsFractionsForFIX40`: what we send so may come so, too. */
function fortyFractions({ session }: EngineParameters): ValidationOptions {
  const { allowedSecondsFractionsForFIX40, validation, version } = session
  if (!allowedSecondsFractionsForFIX40 || version.ordinal !== 40) return validation
  return { timestampFraction: 3, ...validation }
}

/** A list that is stated counts, unless it is switched off. */
function revocation(stated: Values): { certificateRevocationList?: undefined } {
  return stated.get('checkCertificateRevocation') === false ? { certificateRevocationList: undefined } : {}
}

/** FIX Antenna .NET: both numbers stated as 1 make an initiator log on with 141=Y. */
function firstLogonReset({ session }: EngineParameters, values: readonly ReadValue[]): object {
  const says = (key: string) => values.some((read) => read.key.toLowerCase() === key && read.value === 1)
  if (session.role !== 'initiator' || session.forceSeqNumReset !== 0) return {}
  if (!says('incomingsequencenumber') || !says('outgoingsequencenumber')) return {}
  return { forceSeqNumReset: 1, firstInitiationScope: 'object' }
}

/** Username and Password came with FIX.4.3: an older version logs on without them, and is warned about. */
function credentials({ session }: EngineParameters, values: readonly ReadValue[]): Field[] {
  return values.flatMap(({ parameter, value }): Field[] => {
    if (parameter.name === 'logonTag<n>') return [value as Field]
    if (session.version.ordinal < 43) return []
    if (parameter.name === 'username') return [[Tag.Username, String(value)]]
    return parameter.name === 'password' ? [[Tag.Password, String(value)]] : []
  })
}

/** What `logonFields` has already is not added to. */
function withFields(stated: readonly Field[], more: readonly Field[]): Field[] {
  return [...stated, ...more.filter(([tag]) => !stated.some(([earlier]) => earlier === tag))]
}

/** A zone alone is no schedule; a schedule without a zone is in UTC. */
function schedule({ schedule: { schedule } }: EngineParameters): EngineParameters['schedule']['schedule'] {
  if (schedule === undefined) return undefined
  const { timeZone = 'UTC', ...times } = schedule
  return Object.keys(times).length === 0 ? undefined : { timeZone, ...times }
}

/** The product notices from 10 ms on unless another time is stated. */
function slowConsumer(stated: Values): { slowConsumerWriteDelayMs?: number } {
  const enabled = stated.get('slowConsumerDetectionEnabled')
  if (enabled === false) return { slowConsumerWriteDelayMs: 0 }
  return enabled === true && !stated.has('slowConsumerWriteDelayMs') ? { slowConsumerWriteDelayMs: 10 } : {}
}

function throttlersByType(values: readonly ReadValue[]): Throttle[] {
  const stated = valuesByName(values)
  if (stated.get('throttleCheckingEnabled') !== true) return []
  const intervalMs = Number(stated.get('throttleCheckingPeriod') ?? 1000)
  return values.flatMap(({ parameter, index, value }): Throttle[] => {
    if (parameter.name !== 'throttleChecking.<MsgType>.threshold' || value === -1) return []
    return [{ direction: 'incoming', msgType: index, messagesLimit: Number(value), intervalMs, action: 'disconnect' }]
  })
}
