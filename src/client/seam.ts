/**
 * The seam between a client and the world: what it is told and what it asks for. The client is a state machine without
 * clock, I/O or randomness of its own: the same events give the same actions.
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'

/** What the client's user wants. */
export interface UserRequest {
  readonly action: 'new' | 'cancel' | 'replace' | 'send'
  /** Any ClOrdID(11) of the order's chain; for `cancel` and `replace`, and OrderStatusRequest(H). */
  readonly clOrdID?: string | undefined
  /** MsgType(35) of `send`. */
  readonly msgType?: string | undefined
  /** What the user states; the client adds what the message needs besides. */
  readonly fields: readonly Field[]
}

export type ClientEvent =
  /** An application message of the venue, or its Reject(3): in order, the session layer has seen to that. */
  | { readonly kind: 'message'; readonly message: Message; readonly possDup: boolean; readonly at: number }
  /** `reset`: both sides begin anew at 1, nothing of before will be sent again. */
  | { readonly kind: 'sessionUp'; readonly reset: boolean; readonly at: number }
  | { readonly kind: 'sessionDown'; readonly how: 'logout' | 'lost'; readonly at: number }
  /** A timer that the client armed; epoch ms. */
  | { readonly kind: 'timer'; readonly key: string; readonly at: number }
  | { readonly kind: 'request'; readonly request: UserRequest; readonly at: number }
  /**
   * The MsgSeqNum(34) that a `send` action got, by its `ref`. Not required: without it a Reject(3) is understood by
   * RefMsgType(372), as meaning the only message of that type without an answer.
   */
  | { readonly kind: 'sent'; readonly ref: string; readonly msgSeqNum: number; readonly at: number }

export type ClientAction =
  | {
      readonly kind: 'send'
      readonly msgType: string
      /** Body; the session layer computes the rest. */
      readonly fields: readonly Field[]
      /** PossResend(97)=Y in the header. */
      readonly possResend?: boolean
      /** For the event `sent`: ClOrdID(11) where the message has one, else its own id. */
      readonly ref?: string
    }
  /** One timer for each key; arming a key again moves it. */
  | { readonly kind: 'arm'; readonly key: string; readonly at: number }
  | { readonly kind: 'disarm'; readonly key: string }
  /** For people: what the client noticed or decided. An alarm is told as a note, too. */
  | { readonly kind: 'note'; readonly text: string }

/** Something is wrong that a person should look at. */
export interface Alarm {
  /** Epoch ms. */
  readonly at: number
  readonly text: string
  /** The first ClOrdID(11) of the order it is about, or the id that the venue wrote. */
  readonly about?: string | undefined
}

/**
 * What the client shows of an order: OrdStatus (FIX value), CumQty, LeavesQty, AvgPx, OrderQty, ClOrdID (in force),
 * Symbol, Side, and `alarms`, their count. Of an id that no order has, `alarms` alone.
 */
export type ShownOrder = Readonly<Record<string, string>>
