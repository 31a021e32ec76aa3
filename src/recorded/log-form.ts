/** What logs say besides messages: which way a message went, what an event is, and what kind of log it is. */

/** Which way, seen from who wrote the log. */
export type LogDirection = 'in' | 'out'

/** QuickFIX/J names the session in its prefix, whose `->` is no arrow of a direction. */
const SESSION_NAME = /\S+->\S+/g
const EVENT_PREFIX = /[,|\s](event|error event|error|warning|warn|debug)\s*>|<\s*(event|error)\s*>/i

const IN_WORD =
  /(?<![\w-])(in|incoming|inbound|received|receive|recv|rcvd|receiving|rx|read|fromapp|fromadmin|from)(?![\w-])/i
const OUT_WORD =
  /(?<![\w-])(out|outgoing|outbound|sent|send|sending|snd|tx|write|written|wrote|toapp|toadmin|to)(?![\w-])/i
/** An arrow that stands alone. `<-` and `<` point at who wrote the log, `->` and `>` away. */
const IN_ARROW = /(?:^|[\s[(|:])(?:<{1,3}|<-{1,2}|<={1,2}|←)(?=$|[\s\])|:])/
const OUT_ARROW = /(?:^|[\s[(|:])(?:>{1,3}|-{1,2}>|={1,2}>|→)(?=$|[\s\])|:])/

/**
 * Reads which way the message went from what stands beside it on its line, without its time stamp. Words and arrows both
 * are understood; a line that says both ways says none.
 */
export function directionIn(text: string): LogDirection | undefined {
  const plain = text.replace(SESSION_NAME, ' ')
  const saysIn = IN_WORD.test(plain) || IN_ARROW.test(plain)
  const saysOut = OUT_WORD.test(plain) || OUT_ARROW.test(plain)
  if (saysIn === saysOut) return undefined
  return saysIn ? 'in' : 'out'
}

/** Whether the line tells of an event that quotes a message, as QuickFIX/J's `<…, event> (…)`: the message is no news. */
export function quotesMessage(prefix: string): boolean {
  return EVENT_PREFIX.test(prefix)
}

const DISCONNECT =
  /\b(disconnect(?:ed|ing)?|connection (?:was )?(?:closed|lost|reset|broken|terminated|aborted)|closed? (?:the )?connection|socket (?:was )?closed|link down|peer closed|reset by peer|broken pipe)\b/i
const CONNECT =
  /\b(connected|connection (?:succeeded|(?:was )?(?:made|established|accepted|opened))|accepted (?:a |the |new )?connection|new connection|link up)\b/i
const DENIED = /\b(not|could not|cannot|never|failed|failure|refused|unable)\b/i

/** What a line without a message tells. */
export function eventIn(text: string): 'connect' | 'disconnect' | 'other' {
  if (DISCONNECT.test(text)) return /\b(not|already) disconnect/i.test(text) ? 'other' : 'disconnect'
  if (CONNECT.test(text) && !DENIED.test(text)) return 'connect'
  return 'other'
}

/** What the name of a file says: FIX Antenna keeps what came in `*.in` and what went in `*.out` (a stamp may follow). */
export function directionOfFile(name: string): LogDirection | undefined {
  const [, word] = /\.(in|out)(?:[-.]?\d[\d.-]*)?(?:\.(?:log|txt|gz))*$/i.exec(name) ?? []
  return word === undefined ? undefined : (word.toLowerCase() as LogDirection)
}
