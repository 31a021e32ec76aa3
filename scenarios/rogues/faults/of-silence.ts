/**
 * Targets that lack something whole: what a venue does not say, what a client does not read. None is on the list of
 * mistakes, and each turns many cases red: it shows that these can fail.
 */
import type { OrderFault } from './of-venues.ts'

export const SILENT_VENUE = {
  'venue.new-not-told': { does: 'does not acknowledge orders', mustCatch: ['ORD-01.a', 'ORD-01.b', 'ORD-20.b'] },
  'venue.terms-not-repeated': {
    does: 'repeats nothing of the order but symbol and side',
    mustCatch: ['ORD-01.c', 'ORD-17.a'],
  },
  'venue.side-turned-round': { does: 'states the other side in its reports', mustCatch: ['ORD-01.a', 'ORD-01.b'] },
  'venue.rejects-nothing': {
    does: 'acknowledges what it should reject',
    mustCatch: ['ORD-10.b', 'ORD-10.g', 'ORD-10.n', 'ORD-14.d'],
  },
  'venue.refusals-not-told': {
    does: 'does not say that it refuses a request',
    mustCatch: ['CXL-01.c', 'CXL-03.a', 'CXL-03.e', 'CXL-03.f'],
  },
  'venue.unasked-not-told': {
    does: 'does not tell of cancels that nobody asked for',
    mustCatch: ['CXL-05.a', 'ORD-14.c', 'ORD-15.a'],
  },
  'venue.status-not-told': {
    does: 'does not answer requests for the status of orders',
    mustCatch: ['EXE-06.a', 'EXE-06.b', 'EXE-06.c', 'EXE-07.c'],
  },
  'venue.business-rejects-not-told': {
    does: 'keeps silent about what it can not do',
    mustCatch: ['APP-01.a', 'APP-01.d', 'EXE-08.c'],
  },
  'venue.unknown-type-swallowed': { does: 'says nothing about a MsgType that does not exist', mustCatch: ['APP-01.b'] },
  'venue.desks-not-manned': {
    does: 'does orders alone, and answers nothing else',
    mustCatch: ['QUO-01.a', 'QUO-03.a', 'MKT-01.a', 'CXL-12.c'],
  },
} as const satisfies Readonly<Record<string, OrderFault>>

export const SILENT_CLIENT = {
  'client.reports-not-read': {
    does: 'does not read ExecutionReport',
    mustCatch: ['ORD-01.a', 'ORD-10.p', 'ORD-14.a', 'EXE-02.c'],
  },
  'client.cut-reports-rejected': {
    does: 'rejects a report that does not repeat the price',
    mustCatch: ['ORD-01.d'],
  },
  'client.rejects-not-read': { does: 'does not read rejects of its messages', mustCatch: ['APP-02.a', 'APP-02.b'] },
  'client.data-not-read': {
    does: 'reads what concerns its orders, and nothing else',
    mustCatch: ['MKT-02.b', 'MKT-02.c', 'QUO-01.a'],
  },
  'client.never-alarmed': {
    does: 'waits for ever for an answer, and tells nobody',
    mustCatch: ['EXE-06.f'],
  },
  'client.protests-never': {
    does: 'never sends DontKnowTrade',
    mustCatch: ['EXE-03.a', 'EXE-03.b', 'EXE-03.d'],
  },
} as const satisfies Readonly<Record<string, OrderFault>>

export type SilenceName = keyof typeof SILENT_VENUE | keyof typeof SILENT_CLIENT
