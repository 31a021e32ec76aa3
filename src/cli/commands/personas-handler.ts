/** What `fixproof personas` prints: all personas, or the tables of one. Rules that are wrong on purpose are shown too. */
import path from 'node:path'
import { loadPersona, personaNames } from '../../simulator/persona-file.ts'
import { layoutOf, printPersona } from '../persona-output.ts'
import { personaList } from '../persona-text.ts'
import type { Terminal } from '../terminal.ts'
import type { PersonasArguments } from './personas.ts'

/** @throws PersonaFileError */
export function personas(terminal: Terminal, { name, json }: PersonasArguments): void {
  if (name === undefined) return list(terminal, json)
  const persona = loadPersona(isFile(name) ? path.resolve(terminal.cwd, name) : name, { faults: true })
  printPersona(persona, json, terminal)
}

function list(terminal: Terminal, json: boolean): void {
  const all = personaNames().map((name) => loadPersona(name, { faults: true }))
  if (json)
    return terminal.print(
      JSON.stringify(
        all.map(({ name, description }) => ({ name, description })),
        null,
        2,
      ),
    )
  terminal.print(personaList(all, layoutOf(terminal)))
  terminal.print('\nfixproof personas NAME shows what it answers; fixproof simulate --persona NAME plays it.')
}

function isFile(name: string): boolean {
  return /[/\\]|\.ya?ml$/.test(name)
}
