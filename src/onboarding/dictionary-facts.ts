/** What a dictionary tells about who speaks it: version, businesses, order types, times in force. Pure. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { findVersion } from '../fix/versions.ts'
import type { Answers } from './answers.ts'

/** MsgTypes of which all are there where the business is. */
const BUSINESS_MESSAGES: Readonly<Record<string, readonly string[]>> = {
  orders: ['D', '8'],
  massCancel: ['q', 'r'],
  massStatus: ['AF'],
  quotes: ['R', 'S'],
  massQuotes: ['i'],
  marketData: ['V', 'W'],
  securityList: ['x', 'y'],
  securityDefinition: ['c', 'd'],
  securityStatus: ['e', 'f'],
  tradingSessionStatus: ['g', 'h'],
  news: ['B'],
  tradeCapture: ['AD', 'AE'],
  orderLists: ['E', 'N'],
  multileg: ['AB'],
  crossOrders: ['s'],
  massAction: ['CA', 'BZ'],
}

/** Values of OrdType(40). */
const ORDER_TYPES: Readonly<Record<string, readonly string[]>> = {
  market: ['1'],
  stop: ['3', '4'],
  marketToLimit: ['K'],
  pegged: ['P'],
}

/** Values of TimeInForce(59). */
const TIMES_IN_FORCE: Readonly<Record<string, string>> = { ioc: '3', fok: '4', gtc: '1', gtd: '6' }

/** @returns answers that it suggests; keys about which it says nothing are not there */
export function factsOf(dictionary: Dictionary): Answers {
  const { name } = dictionary
  // The session layer alone says nothing about who trades over it.
  const version = name === 'FIXT.1.1' ? undefined : findVersion(name)?.id
  const has = (msgType: string): boolean => dictionary.message(msgType) !== undefined
  const businesses = Object.entries(BUSINESS_MESSAGES)
    .filter(([, types]) => types.every(has))
    .map(([business]) => business)
  const orders = dictionary.message('D')
  const ordTypes = orders && dictionary.fieldByTag(40)?.values
  const times = orders && dictionary.fieldByTag(59)?.values
  return {
    ...(version === undefined ? {} : { beginString: [version] }),
    ...(dictionary.messages.some(({ category }) => category === 'app') ? { businesses } : {}),
    ...(ordTypes === undefined
      ? {}
      : { orderTypes: taken(ORDER_TYPES, (values) => values.some((one) => ordTypes.has(one))) }),
    ...(times === undefined ? {} : { timesInForce: taken(TIMES_IN_FORCE, (value) => times.has(value)) }),
  }
}

function taken<T>(table: Readonly<Record<string, T>>, fits: (values: T) => boolean): string[] {
  return Object.entries(table)
    .filter(([, values]) => fits(values))
    .map(([choice]) => choice)
}
