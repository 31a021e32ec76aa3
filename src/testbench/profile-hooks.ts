/** What a profile says about asking its target beyond FIX, by commands: which hook each capability needs. */
import { z } from 'zod'
import { BUSINESS_CAPABILITIES } from './profile-trading.ts'

const command = z.string().min(1)

export const hooksBlock = z.strictObject({
  kill: command.optional().describe('ends the target without a word'),
  start: command.optional().describe('starts it again on what it has stored, and returns'),
  restart: command.optional().describe('both in one'),
  logout: command.optional().describe('makes the target log out of the session'),
  sendApplicationMessage: command
    .optional()
    .describe('its application sends {count} NewOrderSingle; the command prints their ClOrdIDs, one a line'),
  setSequenceNumbers: command
    .optional()
    .describe('sets the numbers that the target expects next, {nextIn}, and sends next, {nextOut}; one may be empty'),
  enterOrder: command
    .optional()
    .describe(
      'its user does {action}: new, cancel, replace or send; with {clOrdID}, {msgType} and {fields}, 38=25|44=100',
    ),
  showOrder: command
    .optional()
    .describe('prints what its client knows of {clOrdID}, or of {symbol}: OrdStatus=2, CumQty=25 …, one a line'),
  marketEvent: command.optional().describe('makes {event} happen on its market: close, halt SIM, trade SIM 101 …'),
})

export type Hooks = z.output<typeof hooksBlock>
export type HookName = keyof Hooks

/** A way to exercise a capability is one of several sets; `target.start` counts as a hook of this name. */
type Way = readonly (HookName | 'target.start')[]

const WAYS_TO_END: readonly Way[] = [['kill'], ['target.start']]
const WAYS_TO_START: readonly Way[] = [['start'], ['target.start'], ['restart']]

const WAYS: Readonly<Record<string, readonly Way[]>> = {
  'order-flow': [[]],
  kill: both(WAYS_TO_END, WAYS_TO_START),
  restart: [['restart'], ...both(WAYS_TO_END, WAYS_TO_START)],
  logout: [['logout']],
  sendApplicationMessage: [['sendApplicationMessage']],
  setSequenceNumbers: [['setSequenceNumbers']],
  enterOrders: [['enterOrder']],
  showOrders: [['showOrder']],
  marketEvents: [['marketEvent']],
  ...Object.fromEntries(BUSINESS_CAPABILITIES.map((name) => [name, [[]]])),
}

/** Capabilities that each hook is for. */
const PURPOSES: Readonly<Record<HookName, readonly string[]>> = {
  kill: ['kill', 'restart'],
  start: ['kill', 'restart'],
  restart: ['restart', 'kill'],
  logout: ['logout'],
  sendApplicationMessage: ['sendApplicationMessage'],
  setSequenceNumbers: ['setSequenceNumbers'],
  enterOrder: ['enterOrders'],
  showOrder: ['showOrders'],
  marketEvent: ['marketEvents'],
}

function both(first: readonly Way[], second: readonly Way[]): Way[] {
  return first.flatMap((one) => second.map((other) => [...one, ...other]))
}

interface Stated {
  readonly target: { readonly engine: string; readonly start?: string | undefined }
  readonly hooks: Hooks
  readonly capabilities: readonly string[]
}

/** Whether a capability can be exercised on a stranger. @param startable - `target.start` is there, and used */
export function isExercisable(capability: string, hooks: Hooks, startable: boolean): boolean {
  const has = (name: HookName | 'target.start'): boolean =>
    name === 'target.start' ? startable : hooks[name] !== undefined
  return WAYS[capability]?.some((way) => way.every(has)) === true
}

/** A stranger's capability without a way to exercise it, and a hook that nothing ever calls, are mistakes. */
export function refuseIdle({ target, hooks, capabilities }: Stated, context: z.RefinementCtx): void {
  const problem = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message, params: { kind: 'combination' } })
  const stated = Object.keys(hooks) as HookName[]
  if (target.engine !== 'external') {
    for (const name of stated) problem(['hooks', name], 'goes with engine: external')
    return
  }
  for (const [i, capability] of capabilities.entries())
    if (!isExercisable(capability, hooks, target.start !== undefined))
      problem(['capabilities', i], `${capability} is declared, and ${whatIsNeeded(capability)}`)
  for (const name of stated)
    if (!PURPOSES[name].some((capability) => capabilities.includes(capability)))
      problem(['hooks', name], `is never called: "capabilities" has no ${PURPOSES[name].join(' or ')}`)
}

function whatIsNeeded(capability: string): string {
  const ways = WAYS[capability]
  if (ways === undefined)
    return `no command can exercise it: with engine: external there are ${Object.keys(WAYS).join(', ')}`
  if (ways.length === 1) return `needs hooks.${ways[0]?.join(', hooks.')}`
  return capability === 'kill'
    ? 'needs target.start, or hooks.kill with hooks.start'
    : 'needs target.start, hooks.restart, or hooks.kill with hooks.start'
}
