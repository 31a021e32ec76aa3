/** The fields that the invariants read, by the names of FIX.4.4. */

export const OrderTag = {
  Account: 1,
  AvgPx: 6,
  ClOrdID: 11,
  CumQty: 14,
  ExecID: 17,
  ExecInst: 18,
  ExecRefID: 19,
  ExecTransType: 20,
  LastPx: 31,
  LastQty: 32,
  OrderID: 37,
  OrderQty: 38,
  OrdStatus: 39,
  OrdType: 40,
  OrigClOrdID: 41,
  Price: 44,
  Side: 54,
  Symbol: 55,
  TimeInForce: 59,
  TransactTime: 60,
  CxlRejReason: 102,
  OrdRejReason: 103,
  MinQty: 110,
  MaxFloor: 111,
  ExecType: 150,
  LeavesQty: 151,
  CashOrderQty: 152,
  MaxShow: 210,
  ExecRestatementReason: 378,
  DayOrderQty: 424,
  DayCumQty: 425,
  CxlRejResponseTo: 434,
  MultiLegReportingType: 442,
  DisplayQty: 1138,
} as const

const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(OrderTag).map(([name, tag]) => [tag, name]))

export function nameOfTag(tag: number): string {
  return NAMES.get(tag) ?? `Tag ${tag}`
}

/** MsgType(35) of what orders are made of. */
export const OrderMsg = {
  ExecutionReport: '8',
  OrderCancelReject: '9',
  NewOrderSingle: 'D',
  NewOrderList: 'E',
  OrderCancelRequest: 'F',
  OrderCancelReplaceRequest: 'G',
  OrderMassCancelRequest: 'q',
  NewOrderCross: 's',
  NewOrderMultileg: 'AB',
  MultilegOrderCancelReplace: 'AC',
  QuoteResponse: 'AJ',
  OrderMassActionRequest: 'CA',
} as const

/** OrdStatus(39) in which an order may still trade. */
export const WORKING: ReadonlySet<string> = new Set(['0', '1', '5', '6', '7', '9', 'A', 'E'])
