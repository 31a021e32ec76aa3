/** What the peer does: each message is looked at for what it asks of the target. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import { describeMessage } from '../expect.ts'
import { contentStimulus } from './content-faults.ts'
import { garbledStimulus } from './garbled.ts'
import {
  duplicateStimulus,
  highStimulus,
  identityStimulus,
  isFatal,
  lowStimulus,
  originStimulus,
} from './header-faults.ts'
import { inSessionStimulus, logonStimuli } from './logons.ts'
import { requestStimulus } from './resend-requests.ts'
import { sequenceReset } from './sequence-resets.ts'
import type { SessionTalk } from './session-talk.ts'
import type { Sighting } from './sighting.ts'
import { end, heartbeatWith, logout, type MessageStep, reject, stay, WITHIN } from './steps.ts'
import { answerCases, isFine } from './test-requests.ts'

const SWALLOWED = 'garbled bytes went before it, and may have taken it along'
const FIRST = 'the first message on a connection'

export class PeerMessages {
  readonly #talk: SessionTalk
  /** Tags of the last TestRequest, in their order. */
  #orderOfTags = ''

  constructor(talk: SessionTalk) {
    this.#talk = talk
  }

  garbled({ bytes, problem = '', ordinal }: Sighting): void {
    const { state } = this.#talk
    if (state.phase !== 'established' || !state.expected.isKnown || state.expected.hasGap) return
    this.#talk.pending.add(
      garbledStimulus(problem, bytes, state.expected.next as number),
      Number.NaN,
      ordinal,
      this.#talk.at,
    )
  }

  take(message: Message, sighting: Sighting): void {
    const { state } = this.#talk
    const { msgType } = message
    this.#talk.supervision.peer(this.#talk.at, state.resolution)
    if (msgType === MsgType.Logon) return this.#peerLogon(message, sighting)
    if (state.phase === 'new' || state.phase === 'proposed') return this.#peerTooEarly(message, sighting)
    if (state.phase === 'ended') {
      // The log has lost the Logons.
      state.phase = 'unknown'
      state.expected.forget()
    }
    if (state.phase === 'leaving' && msgType !== MsgType.ResendRequest && msgType !== MsgType.Logout) return
    const lost = identityStimulus(message, state)
    if (lost !== undefined) {
      this.#talk.add(lost, Number.NaN, sighting)
      state.expected.forget()
      state.phase = 'leaving'
      return
    }
    const seq = message.msgSeqNum ?? Number.NaN
    if (Number.isNaN(seq)) return this.#unnumbered(message, sighting)
    this.#numbered(message, seq, sighting)
  }

  /** PX-38: MsgSeqNum that is written otherwise than a number is. */
  #unnumbered(message: Message, sighting: Sighting): void {
    const { state } = this.#talk
    const { next, isKnown } = state.expected
    state.expected.forget()
    if (next === undefined || !isKnown) return
    const written = message.text(Tag.MsgSeqNum)
    const wanted = {
      refSeqNum: undefined,
      refTagIDs: [Tag.MsgSeqNum],
      reasons: state.version.rejectReasons ? [6] : undefined,
    }
    const steps = [reject(wanted, 'should'), end([next, next + 1])]
    const what = `${state.naming.messageName(message.msgType)} with MsgSeqNum ${written}`
    this.#talk.add({ cases: ['PX-38'], what, isFault: true, steps }, Number.NaN, sighting)
    state.expected.begin(next, true)
    state.expected.others = [next + 1]
  }

  #numbered(message: Message, seq: number, sighting: Sighting): void {
    const { state } = this.#talk
    const { expected } = state
    const { msgType } = message
    const wasAsked = expected.asked
    this.#talk.orderly.forget(seq)
    if (expected.next === undefined) expected.begin(seq, false)
    if (expected.others.includes(seq)) expected.lean(seq)
    const next = expected.next as number
    if (msgType === MsgType.SequenceReset) {
      const known = expected.isKnown || (expected.sure && expected.asked)
      const stimulus = sequenceReset(message, seq, state)
      if (stimulus !== undefined && known) this.#talk.add(stimulus, seq, sighting)
      if (stimulus !== undefined && isFatal(stimulus)) this.#talk.leave()
      return
    }
    if (seq < next) return this.#low(message, seq, next, sighting)
    if (seq > next) {
      if (expected.isKnown && !expected.asked && !expected.hasGap) {
        const stimulus = highStimulus(message, seq, next, state)
        this.#talk.add(this.#talk.pending.hasGarbled ? { ...stimulus, lenient: SWALLOWED } : stimulus, seq, sighting)
      }
      expected.early(seq)
      if (msgType === MsgType.Logout) state.peerLoggedOut = true
      if (msgType === MsgType.TestRequest) this.#talk.pending.askedEarly(message)
      if (msgType === MsgType.ResendRequest) this.#request(message, seq, wasAsked, false, sighting)
      return
    }
    this.#inTurn(message, seq, wasAsked, sighting)
  }

  #low(message: Message, seq: number, next: number, sighting: Sighting): void {
    const { state } = this.#talk
    if (!state.expected.isKnown) return
    const stimulus = lowStimulus(message, seq, next, state)
    if (stimulus === undefined) return
    this.#talk.add(stimulus, seq, sighting)
    if (isFatal(stimulus)) this.#talk.leave()
  }

  /** A message under the number expected. */
  #inTurn(message: Message, seq: number, wasAsked: boolean, sighting: Sighting): void {
    const { state } = this.#talk
    const { expected } = state
    const { msgType } = message
    const known = expected.sure && expected.others.length === 0
    const fault =
      originStimulus(message, seq, sighting.at, state) ??
      duplicateStimulus(message, seq, true, state) ??
      contentStimulus(message, seq, state)
    expected.take(seq)
    if (fault !== undefined) {
      if (known) this.#talk.add(fault, seq, sighting)
      const goesOn = fault.steps.every((step) => step.do !== 'end')
      const mayGoOn = fault.steps.some((step) => step.do === 'end' && step.orNext !== undefined)
      if (fault.steps.some((step) => step.do === 'number' && step.next.includes(seq))) expected.others = [seq]
      if (!goesOn && !mayGoOn) this.#talk.leave()
      return
    }
    this.#clockOf(message, sighting.at)
    this.#talk.orderly.add(message, seq, sighting, this.#talk.questions)
    if (msgType === MsgType.TestRequest) {
      const id = message.text(Tag.TestReqID) ?? ''
      const steps = [heartbeatWith(id)]
      const time = message.text(Tag.SendingTime) ?? ''
      if (isFine(time)) {
        this.#talk.add(
          { cases: ['PX-13'], what: `SendingTime ${time}`, isFault: true, level: 'should', steps },
          seq,
          sighting,
        )
      } else if (known || state.phase === 'established') {
        const cases = answerCases(message, sighting.at, state, this.#isReordered(message))
        this.#talk.pending.ask(id, seq, cases, steps, sighting.ordinal, this.#talk.at, known)
      }
    } else if (msgType === MsgType.ResendRequest) this.#request(message, seq, wasAsked, true, sighting)
    else if (msgType === MsgType.Logout) this.#peerLogout(sighting, seq)
  }

  #request(message: Message, seq: number, crosses: boolean, inTurn: boolean, sighting: Sighting): void {
    const { state } = this.#talk
    if (state.sent.lacks || (state.phase !== 'established' && state.phase !== 'leaving')) return
    const stimulus = requestStimulus(message, seq, crosses, inTurn, state)
    if (stimulus !== undefined) this.#talk.add(stimulus, seq, sighting)
  }

  #peerLogout(sighting: Sighting, seq: number): void {
    const { state } = this.#talk
    if (state.targetLoggedOut) {
      const answered = { cases: ['12', '13.a'], what: 'the answer to its Logout', steps: [end()] }
      this.#talk.add(answered, seq, sighting)
    } else if (state.phase === 'established') {
      const step = { ...logout(), withinMs: WITHIN.logout, text: 'Logout within 5 s' }
      this.#talk.add({ cases: ['13.b'], what: `Logout ${seq}`, steps: [step, stay()] }, seq, sighting)
    }
    state.peerLoggedOut = true
    this.#talk.peerLeft = sighting.ordinal
    state.phase = 'leaving'
  }

  #peerTooEarly(message: Message, sighting: Sighting): void {
    const { state } = this.#talk
    const what = `${state.naming.messageName(message.msgType)}, ${FIRST}`
    const { expected } = state
    // Whether it counted no log can tell.
    if (state.role === 'initiator' || message.msgType === MsgType.Logout) expected.forget()
    if (state.phase === 'proposed' && state.role === 'initiator') {
      // A Logout in the place of the reply is how a Logon is refused.
      if (message.msgType === MsgType.Logout) return this.#talk.leave()
      const steps = [reject({ refSeqNum: undefined }, 'may'), logout('should'), end()]
      this.#talk.add({ cases: ['1B.e'], what, isFault: true, steps }, Number.NaN, sighting)
    } else if (state.phase === 'new' && state.role !== 'initiator') {
      const isLogout = message.msgType === MsgType.Logout
      const silent: MessageStep = {
        ...logout('may'),
        text: 'no answer; a Logout is a warning',
        warnings: () => (isLogout ? [] : ['Logout before the end']),
      }
      const forbidden = (answer: Message): string | undefined =>
        answer.msgType === MsgType.Logout ? undefined : describeMessage(answer, state.naming)
      this.#talk.add(
        { cases: [isLogout ? 'PX-30' : '2S'], what, isFault: true, steps: [silent, end()], forbidden },
        Number.NaN,
        sighting,
      )
    }
    state.phase = 'leaving'
  }

  #peerLogon(message: Message, sighting: Sighting): void {
    const { state } = this.#talk
    const seq = message.msgSeqNum ?? Number.NaN
    if (state.phase === 'established') {
      const isReset = message.text(Tag.ResetSeqNumFlag) === 'Y'
      // A Logon that begins a connection, in a log that does not tell of the end of the one before.
      if (!state.tellsEnds && !isReset) this.#talk.over(undefined)
      else {
        const stimulus = inSessionStimulus(message, seq, state)
        if (stimulus !== undefined) this.#talk.add(stimulus, seq, sighting)
        if (stimulus?.cases.includes('SD-35')) this.#talk.leave()
        return
      }
    } else if (state.phase === 'leaving') {
      if (state.tellsEnds) return
      this.#talk.over(undefined)
    }
    if (state.targetLogon === undefined) state.role = 'acceptor'
    state.peerLogon = {
      seq,
      reset: message.text(Tag.ResetSeqNumFlag) === 'Y',
      heartBtInt: message.text(Tag.HeartBtInt),
    }
    if (Number.isNaN(seq)) return
    for (const stimulus of logonStimuli(message, seq, sighting.at, state)) this.#talk.add(stimulus, seq, sighting)
    if (state.expected.next === undefined) state.phase = 'leaving'
    else if (state.role === 'initiator') this.#talk.established()
    else state.phase = 'proposed'
  }

  /** The same fields as in the TestRequest before, in another order. */
  #isReordered(message: Message): boolean {
    const tags = Array.from({ length: message.count }, (_, i) => message.tagAt(i)).filter(
      (tag) => tag !== Tag.SenderSubID,
    )
    const before = this.#orderOfTags
    this.#orderOfTags = tags.join()
    return (
      before !== '' &&
      before !== this.#orderOfTags &&
      before.split(',').sort().join() === tags.map(String).sort().join()
    )
  }

  #clockOf(message: Message, at: number): void {
    const { state } = this.#talk
    if (Number.isNaN(at) || state.peerClock !== 0) return
    const off = (message.utcTimestamp(Tag.SendingTime)?.epochMs ?? at) - at
    // Half an hour and more is the zone of the log.
    if (Math.abs(off) > 25 * 60_000) state.peerClock = Math.round(off / 900_000) * 900_000
  }
}
