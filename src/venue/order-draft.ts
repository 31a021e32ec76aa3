/** Reads what an order says from a message, in one pass over its fields. The first value of a tag counts. */
import { type Decimal, parseDecimal } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { OrderDraft, Terms } from './order.ts'

/** Fields behind NoPartyIDs(453) that belong to its entries. */
const PARTY_TAGS: ReadonlySet<number> = new Set([448, 447, 452, 802, 523, 803, 2376])
/** Instrument and chain fields that each report repeats as they came. */
const REPEATED_TAGS: ReadonlySet<number> = new Set([48, 22, 15, 526, 583, 581, 63, 64])
/** Pegs, discretion, display and triggers: part of the terms, without a meaning here. */
const SPECIAL_TAGS: ReadonlySet<number> = new Set([
  210, 211, 388, 389, 835, 836, 837, 838, 840, 1083, 1084, 1085, 1086, 1087, 1088, 1094, 1095, 1096, 1100, 1101, 1102,
  1103, 1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111, 1112,
])
/** Fields behind NoAllocs(78) that belong to its entries; parties nested in them are not repeated. */
const ALLOCATION_TAGS: ReadonlySet<number> = new Set([79, 661, 736, 467, 80])
const GROUPS: ReadonlyMap<number, ReadonlySet<number>> = new Map([
  [453, PARTY_TAGS],
  [78, ALLOCATION_TAGS],
])
const NONE: readonly Field[] = []

/**
 * @param from - first field to read; default the first of the message
 * @param to - the field behind the last; for an entry of a list where the next entry begins
 */
export function readOrder(message: Message, from = 0, to: number = message.count): OrderDraft {
  const said = new Said()
  for (let i = from; i < to; i++) {
    const tag = message.tagAt(i)
    const members = tag === 453 || tag === 78 ? GROUPS.get(tag) : undefined
    if (members === undefined) {
      said.take(tag, message, i)
      continue
    }
    const echoed = said.echoing()
    do {
      echoed.push([message.tagAt(i), message.textAt(i)])
      i++
    } while (i < to && members.has(message.tagAt(i)))
    i--
  }
  return said.draft()
}

/** What has been read so far. Every field has its own place, so that reading an order makes no table. */
class Said {
  clOrdID: string | undefined = undefined
  account: string | undefined = undefined
  symbol: string | undefined = undefined
  side: string | undefined = undefined
  orderQty: string | undefined = undefined
  cashOrderQty: string | undefined = undefined
  ordType: string | undefined = undefined
  price: string | undefined = undefined
  stopPx: string | undefined = undefined
  timeInForce: string | undefined = undefined
  expireDate: string | undefined = undefined
  expireTime: string | undefined = undefined
  minQty: string | undefined = undefined
  maxFloor: string | undefined = undefined
  displayQty: string | undefined = undefined
  execInst: string | undefined = undefined
  quoteID: string | undefined = undefined
  selfMatchID: string | undefined = undefined
  selfMatchInstruction: string | undefined = undefined
  transactTime: number | undefined = undefined
  echoed: Field[] | undefined = undefined
  special: Field[] | undefined = undefined

  take(tag: number, message: Message, i: number): void {
    switch (tag) {
      case 11:
        this.clOrdID ??= message.textAt(i)
        break
      case 1:
        this.account ??= message.textAt(i)
        break
      case 55:
        this.symbol ??= message.textAt(i)
        break
      case 54:
        this.side ??= message.textAt(i)
        break
      case 38:
        this.orderQty ??= message.textAt(i)
        break
      case 152:
        this.cashOrderQty ??= message.textAt(i)
        break
      case 40:
        this.ordType ??= message.textAt(i)
        break
      case 44:
        this.price ??= message.textAt(i)
        break
      case 99:
        this.stopPx ??= message.textAt(i)
        break
      case 59:
        this.timeInForce ??= message.textAt(i)
        break
      case 60:
        this.transactTime ??= message.utcTimestamp(tag)?.epochMs
        break
      case 432:
        this.expireDate ??= message.textAt(i)
        break
      case 126:
        this.expireTime ??= message.textAt(i)
        break
      case 110:
        this.minQty ??= message.textAt(i)
        break
      case 111:
        this.maxFloor ??= message.textAt(i)
        break
      case 1138:
        this.displayQty ??= message.textAt(i)
        break
      case 18:
        this.execInst ??= message.textAt(i)
        break
      case 117:
        this.quoteID ??= message.textAt(i)
        break
      case 2362:
        this.selfMatchID ??= message.textAt(i)
        break
      case 2964:
        this.selfMatchInstruction ??= message.textAt(i)
        break
      default:
        if (REPEATED_TAGS.has(tag)) this.#echo([tag, message.textAt(i)])
        else if (SPECIAL_TAGS.has(tag)) {
          this.special ??= []
          this.special.push([tag, message.textAt(i)])
        }
    }
  }

  #echo(field: Field): void {
    // A list of one takes a tenth of the memory of one that was pushed into, and an order keeps it.
    if (this.echoed === undefined) this.echoed = [field]
    else this.echoed.push(field)
  }

  /** Fields that each report repeats. */
  echoing(): Field[] {
    this.echoed ??= []
    return this.echoed
  }

  draft(): OrderDraft {
    return {
      clOrdID: this.clOrdID,
      account: this.account,
      symbol: this.symbol ?? '',
      side: this.side ?? '',
      terms: this.#terms(),
      transactTime: this.transactTime,
      quoteID: this.quoteID,
      echoed: this.echoed ?? NONE,
      selfMatchID: this.selfMatchID,
      selfMatchInstruction: this.selfMatchInstruction,
    }
  }

  #terms(): Terms {
    const ordType = this.ordType ?? ''
    return {
      clOrdID: this.clOrdID,
      orderQty: optional(this.orderQty),
      cashOrderQty: optional(this.cashOrderQty),
      ordType,
      // A price on an order that trades at any price means nothing: it is neither kept nor echoed.
      price: ordType === '1' || ordType === '3' ? undefined : optional(this.price),
      stopPx: optional(this.stopPx),
      timeInForce: this.timeInForce ?? '0',
      expireDate: this.expireDate,
      expireTime: this.expireTime,
      minQty: optional(this.minQty),
      maxFloor: optional(this.maxFloor),
      displayQty: optional(this.displayQty),
      execInst: this.execInst,
      special: this.special,
    }
  }
}

function optional(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : parseDecimal(text)
}
