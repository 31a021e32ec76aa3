/** What a profile says about trading: the part that the target plays, what is traded with it, and the business that it does. */
import { z } from 'zod'
import { parseDecimal } from '../codec/decimal.ts'
import { TOLERATIONS } from '../conformance/order-invariants/tolerated.ts'

/** Kinds of business that a venue or client may have beside plain orders; what is not declared is not asked for. */
export const BUSINESS_CAPABILITIES = [
  /** The venue behaves by the printed table of quantities (docs/personas.md). */
  'quantityBands',
  'massCancel',
  'massStatus',
  'cancelOnDisconnect',
  'dropCopy',
  'selfTradePrevention',
  'postOnly',
  'iceberg',
  'minQty',
  'pegged',
  'orderLists',
  'multileg',
  'crossOrders',
  'cashOrders',
  'throttle',
  'spreads',
  'massAction',
  'onBehalf',
  'purge',
  'quotes',
  'massQuotes',
  'marketMakerProtection',
  'marketData',
  'securityList',
  'securityDefinition',
  'tradingSessionStatus',
  'securityStatus',
  'news',
  'tradeCapture',
  'stopOrders',
  /** OrdType K: what a market order leaves rests as a limit order. */
  'marketToLimit',
  'gtcOrders',
  'routing',
  'staleness',
  'readOnlySessions',
] as const

/** What the target of an application scenario can be asked to do; with engine: external, by hooks. */
export const TRADING_CAPABILITIES = [
  /** Its user can be made to trade, where it is a client. */
  'enterOrders',
  /** It shows what it knows of an order, where it is a client. */
  'showOrders',
  /** Its market can be made to close, halt, trade, where it is a venue. */
  'marketEvents',
  ...BUSINESS_CAPABILITIES,
] as const

const decimalText = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => parseDecimal(text) !== undefined, { error: 'expected a decimal, such as "100.25"' })

export const tradingBlock = z.strictObject({
  plays: z
    .enum(['venue', 'client'])
    .optional()
    .describe('default: a target that accepts is the venue, one that dials the client'),
  symbol: z.string().min(1).default('SIM').describe('an instrument that is listed and open'),
  price: decimalText.default('100').describe('a price for it, neither off tick nor out of band; quote it: "100.50"'),
  tolerates: z.array(z.enum(TOLERATIONS)).default([]).describe('deviations of the target that are known and agreed'),
})
