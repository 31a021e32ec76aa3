/** Fields and values of reports that faults are about. */
import type { Field } from '../../../src/codec/encode.ts'

export const Report = {
  AvgPx: 6,
  ClOrdID: 11,
  CumQty: 14,
  ExecID: 17,
  ExecRefID: 19,
  ExecTransType: 20,
  LastPx: 31,
  LastQty: 32,
  OrderID: 37,
  OrderQty: 38,
  OrdStatus: 39,
  OrigClOrdID: 41,
  Price: 44,
  Side: 54,
  Symbol: 55,
  Text: 58,
  TimeInForce: 59,
  CxlRejReason: 102,
  OrdRejReason: 103,
  ExecType: 150,
  LeavesQty: 151,
  CxlRejResponseTo: 434,
} as const

export function textOf(fields: readonly Field[], tag: number): string | undefined {
  const found = fields.find((field) => field[0] === tag)?.[1]
  return found === undefined || found === null ? undefined : String(found)
}

/** With another value in the place of the one that is there; nothing is added. */
export function put(fields: readonly Field[], tag: number, value: string): Field[] {
  return fields.map((field): Field => (field[0] === tag ? [tag, value] : field))
}

export function without(fields: readonly Field[], tag: number): Field[] {
  return fields.filter((field) => field[0] !== tag)
}
