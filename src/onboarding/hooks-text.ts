/** The skeleton of hooks.sh: one place for each hook of the profile, which fails until somebody has filled it in. Pure. */

const DOES: Readonly<Record<string, string>> = {
  kill: 'End the engine at once: no Logout, nothing stored that was not stored.',
  start: 'Start it again on what it had stored, in the background: ./engine >engine.log 2>&1 &',
  logout: 'Make it log out of the session. $1 BeginString, $2 its CompID, $3 ours.',
  sendApplicationMessage:
    'Make it send $1 NewOrderSingle, connected or not, and print the ClOrdID of each, one a line. $2 BeginString, $3 its CompID, $4 ours.',
  setSequenceNumbers:
    'Set the number that it expects next, $1, and sends next, $2; one may be empty. $3 BeginString, $4 its CompID, $5 ours.',
  enterOrder: 'Its user does $1: new, cancel, replace, send. $2 ClOrdID, $3 MsgType, $4 fields: 38=25|44=100|55=SIM',
  showOrder: 'Print what it knows of the order $1, or of the instrument $2: OrdStatus=2, CumQty=25 … one a line.',
  marketEvent: 'Make $1 happen on its market: close, halt SIM, trade SIM 101 …',
}

export function hooksText(name: string, hooks: readonly string[]): string {
  const places = hooks.map((hook) => `  ${hook})\n    # ${DOES[hook] ?? ''}\n    todo ;;`)
  return `#!/bin/sh
# How ${name} is made to do what no FIX message can: fill in your commands, and end with 0. docs/targets.md says the rest.
# A hook that fails proves nothing about the engine: its cases are inconclusive until it is filled in.
set -eu
todo() { echo "hooks.sh: $hook is not filled in yet" >&2; exit 64; }
hook=$1
shift
case $hook in
${places.join('\n')}
  *)
    todo ;;
esac
`
}
