/** What the longer questions of `fixproof init` offer. Most values are capabilities of the profile by the same name. */
import type { Choice } from './question.ts'

/** A choice, and what the sentence of a case that lacks it says: "Your engine has no {lack}." */
export interface Feature extends Choice {
  readonly lack: string
  /** Capability of the profile that it declares; none for what decides about cases alone. */
  readonly capability?: string
}

function same(value: string, says: string, lack = says): Feature {
  return { value, says, lack, capability: value }
}

export const SESSION_FEATURES: readonly Feature[] = [
  { value: 'encryption', says: 'encryption by EncryptMethod', lack: 'encryption' },
  { value: 'thirdParty', says: 'OnBehalfOfCompID, DeliverToCompID', lack: 'third-party addressing' },
  { value: 'nextExpected', says: 'NextExpectedMsgSeqNum in Logon', lack: 'NextExpectedMsgSeqNum in its Logon' },
  { value: 'backup', says: 'a backup connection to switch to', lack: 'backup connection' },
]

/** What no FIX message can bring about. `lack` ends the sentence "No command makes your engine …". */
export const CONTROLS: readonly Feature[] = [
  same('restart', 'end and start again'),
  same('logout', 'log out'),
  same('sendApplicationMessage', 'send some orders', 'send messages of its application'),
  same('setSequenceNumbers', 'take other sequence numbers'),
  same('enterOrders', 'a client: enter, cancel, replace orders', 'trade as its user would'),
  same('showOrders', 'a client: show what it knows of an order', 'show what it knows of an order'),
  same('marketEvents', 'a venue: close, halt, trade', 'close, halt or move its market'),
]

export const BUSINESSES: readonly Feature[] = [
  { value: 'orders', says: 'orders, cancels, replaces', lack: 'orders' },
  same('massCancel', 'cancel of many orders at once', 'mass cancel'),
  same('massStatus', 'status of many orders at once', 'mass status'),
  same('quotes', 'quotes and requests for them', 'quotes'),
  same('massQuotes', 'mass quotes', 'mass quotes'),
  same('marketData', 'market data'),
  same('securityList', 'lists of securities', 'security list'),
  same('securityDefinition', 'definitions of securities', 'security definitions'),
  same('securityStatus', 'halts and states of securities', 'security status'),
  same('tradingSessionStatus', 'phases of trading', 'trading session status'),
  same('news', 'news'),
  same('tradeCapture', 'trade reports', 'trade capture'),
  same('dropCopy', 'drop copy'),
  same('orderLists', 'lists of orders', 'lists of orders'),
  same('multileg', 'multileg orders'),
  same('crossOrders', 'cross orders'),
  same('spreads', 'spreads made by users'),
  same('massAction', 'suspend and release by mass action', 'mass action'),
]

export const ORDER_TYPES: readonly Feature[] = [
  { value: 'market', says: 'market orders', lack: 'market orders' },
  { value: 'stop', says: 'stop and stop limit orders', lack: 'stop orders', capability: 'stopOrders' },
  same('marketToLimit', 'market orders whose rest becomes a limit order', 'market-to-limit orders'),
  same('iceberg', 'iceberg orders (MaxFloor, DisplayQty)', 'iceberg orders'),
  same('minQty', 'minimum quantity', 'orders with a minimum quantity'),
  same('pegged', 'pegged orders'),
  same('postOnly', 'post-only orders'),
  { value: 'cash', says: 'orders by amount of cash', lack: 'orders by amount of cash', capability: 'cashOrders' },
]

export const TIMES_IN_FORCE: readonly Feature[] = [
  { value: 'ioc', says: 'immediate or cancel', lack: 'immediate-or-cancel orders' },
  { value: 'fok', says: 'fill or kill', lack: 'fill-or-kill orders' },
  { value: 'gtc', says: 'good till cancel', lack: 'good-till-cancel orders', capability: 'gtcOrders' },
  { value: 'gtd', says: 'good till date', lack: 'good-till-date orders', capability: 'gtcOrders' },
]

export const MANNERS: readonly Feature[] = [
  same('cancelOnDisconnect', 'orders are cancelled when the link is lost', 'cancel on disconnect'),
  same('selfTradePrevention', 'self-trades are prevented', 'prevention of self-trades'),
  same('marketMakerProtection', 'market makers are protected', 'market maker protection'),
  same('throttle', 'messages beyond a rate are refused', 'throttle'),
  same('staleness', 'orders that come late are refused', 'check for stale orders'),
  same('routing', 'orders on behalf of third parties', 'third-party routing'),
  same('onBehalf', 'cancels on behalf of other sessions', 'cancel on behalf of another session'),
  same('purge', 'all orders purged on command', 'purge'),
  same('readOnlySessions', 'sessions that only read', 'sessions that only read'),
  same(
    'quantityBands',
    'a simulator: quantities decide (docs/personas.md)',
    'table of quantities by which a case decides what becomes of an order',
  ),
]

/** All of them, by the key of their question. */
export const FEATURES: Readonly<Record<string, readonly Feature[]>> = {
  sessionFeatures: SESSION_FEATURES,
  control: CONTROLS,
  businesses: BUSINESSES,
  orderTypes: ORDER_TYPES,
  timesInForce: TIMES_IN_FORCE,
  manners: MANNERS,
}
