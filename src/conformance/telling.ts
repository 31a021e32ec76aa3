/** Which fields tell most about a message of a type, in the order in which they are told. */
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'

/** Fields of orders and reports, whose tags are the same in all versions. */
const OrderTag = {
  CumQty: 14,
  ExecID: 17,
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
  CxlRejReason: 102,
  OrdRejReason: 103,
  DKReason: 127,
  ExecType: 150,
  LeavesQty: 151,
  CxlRejResponseTo: 434,
} as const

const IDS = [Tag.ClOrdID, OrderTag.OrigClOrdID]
const TERMS = [OrderTag.Symbol, OrderTag.Side, OrderTag.OrderQty, OrderTag.OrdType, OrderTag.Price]

export const TELLING: Readonly<Record<string, readonly number[]>> = {
  [MsgType.Heartbeat]: [Tag.TestReqID],
  [MsgType.TestRequest]: [Tag.TestReqID],
  [MsgType.ResendRequest]: [Tag.BeginSeqNo, Tag.EndSeqNo],
  [MsgType.Reject]: [Tag.RefSeqNum, Tag.RefTagID, Tag.SessionRejectReason, Tag.Text],
  [MsgType.SequenceReset]: [Tag.GapFillFlag, Tag.NewSeqNo],
  [MsgType.Logout]: [Tag.Text],
  [MsgType.Logon]: [Tag.HeartBtInt, Tag.ResetSeqNumFlag],
  [MsgType.BusinessMessageReject]: [Tag.RefMsgType, Tag.BusinessRejectReason, Tag.Text],
  /** ExecutionReport */
  8: [
    ...[...IDS, OrderTag.ExecTransType, OrderTag.ExecType, OrderTag.OrdStatus, OrderTag.LastQty, OrderTag.LastPx],
    ...[OrderTag.CumQty, OrderTag.LeavesQty, OrderTag.ExecRefID, OrderTag.OrdRejReason, Tag.Text],
  ],
  /** OrderCancelReject */
  9: [...IDS, OrderTag.CxlRejResponseTo, OrderTag.CxlRejReason, OrderTag.OrdStatus, Tag.Text],
  /** NewOrderSingle */
  D: [Tag.ClOrdID, ...TERMS],
  /** OrderCancelRequest */
  F: IDS,
  /** OrderCancelReplaceRequest */
  G: [...IDS, ...TERMS],
  /** OrderStatusRequest */
  H: [Tag.ClOrdID, OrderTag.OrderID],
  /** DontKnowTrade */
  Q: [OrderTag.OrderID, OrderTag.ExecID, OrderTag.DKReason, Tag.Text],
}
