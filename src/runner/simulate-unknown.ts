/** Sessions for Logons that name none of ours: what they are made like, and for whom none is made. */
import type { Message } from '../codec/message.ts'
import { hostOf, RemoteAddresses } from '../engine/remote-addresses.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Resolved } from '../parameters/resolve.ts'
import type { EngineParameters } from '../parameters/settings.ts'

/** What a session is made like. */
export interface SessionTemplate {
  /** SenderCompID(49) of our messages; absent: whatever the Logon calls us. */
  readonly senderCompID: string | undefined
  /** TargetCompID(56) of our messages; absent: whatever the Logon calls itself. */
  readonly targetCompID: string | undefined
  /** Of an acceptor; the CompIDs in it are those of the Logon in the end. */
  readonly parameters: EngineParameters
}

export interface UnknownPlan {
  readonly templates: readonly SessionTemplate[]
  /** Sessions that are made at most. */
  readonly limit: number
}

/** Any CompID, in a section of a QuickFIX file with AcceptorTemplate. */
const ANY = '*'

/** A session that accepts, and whether it is there only to make others like it. */
export interface Accepting extends Pick<Resolved, 'parameters' | 'engine'> {
  readonly template: boolean
}

/** @returns undefined when no session asks for it: then unknown Logons are not answered */
export function unknownPlan(accepting: readonly Accepting[]): UnknownPlan | undefined {
  const asking = accepting.filter(
    ({ engine, parameters }) => engine.acceptUnknown && parameters.session.role === 'acceptor',
  )
  const [first] = asking
  return first && { templates: asking.map(templateOf), limit: first.engine.maxUnknownSessions }
}

function templateOf({ parameters, engine, template }: Accepting): SessionTemplate {
  const named = (compID: string): string | undefined => (!template || compID === ANY ? undefined : compID)
  const { session } = parameters
  return {
    senderCompID: named(session.senderCompID),
    targetCompID: named(session.targetCompID),
    parameters: {
      ...parameters,
      // Told apart by CompIDs and version alone: a qualifier would be the same for all of them.
      qualifier: undefined,
      session: { ...session, ignoreSeqNumTooLowAtLogon: engine.unknownIgnoreSeqNumTooLowAtLogon },
    },
  }
}

/** They become names of folders and stand on the screen. */
const MAX_COMP_ID = 64
const UNPRINTABLE = /\p{C}/u

/**
 * The parameters of a session for a first message.
 *
 * @param remote - where it came from, and over which kind of connection
 * @returns undefined when no template fits, or the message is no Logon
 * @throws Error that says why none is made
 */
export function parametersForUnknown(
  { templates }: UnknownPlan,
  first: Message,
  { remote, secure, requireTls }: { readonly remote: string; readonly secure: boolean; readonly requireTls: boolean },
): EngineParameters | undefined {
  const senderCompID = first.text(Tag.TargetCompID)
  const targetCompID = first.text(Tag.SenderCompID)
  if (first.msgType !== MsgType.Logon || senderCompID === undefined || targetCompID === undefined) return undefined
  const template = templateFor(templates, first, senderCompID, targetCompID)
  if (template === undefined) return undefined
  for (const compID of [senderCompID, targetCompID])
    if (compID.length === 0 || compID.length > MAX_COMP_ID || UNPRINTABLE.test(compID))
      throw new Error(`a CompID has to be 1 to ${MAX_COMP_ID} visible characters`)
  const { parameters } = template
  // Both are looked at again when the session is there; here, so that strangers do not make sessions that nobody may use.
  const host = hostOf(remote)
  if (!new RemoteAddresses(parameters.connection.allowedRemoteAddresses).admits(host))
    throw new Error(`${host} is not among the allowed addresses`)
  if (!secure && (requireTls || parameters.tls.enabled)) throw new Error('it would need TLS')
  return { ...parameters, session: { ...parameters.session, senderCompID, targetCompID } }
}

/** The CompIDs decide, then the version; of FIXT.1.1, DefaultApplVerID(1137), and a wrong one is the session's to answer. */
function templateFor(
  templates: readonly SessionTemplate[],
  first: Message,
  senderCompID: string,
  targetCompID: string,
): SessionTemplate | undefined {
  const fits = (wanted: string | undefined, compID: string): boolean => wanted === undefined || wanted === compID
  const fitting = templates.filter(
    (template) =>
      fits(template.senderCompID, senderCompID) &&
      fits(template.targetCompID, targetCompID) &&
      template.parameters.session.version.beginString === first.text(Tag.BeginString),
  )
  const applVerID = first.text(Tag.DefaultApplVerID)
  return fitting.find(({ parameters }) => parameters.session.version.applVerID === applVerID) ?? fitting[0]
}
