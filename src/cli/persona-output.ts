/** The tables of a persona as a command prints them: for people, or in the rules' own words for machines. */
import { venueAskedFor } from '../runner/simulate-application.ts'
import type { SimulateOptions } from '../runner/simulate-request.ts'
import { UsageError } from '../runner/usage-error.ts'
import { loadPersona } from '../simulator/persona-file.ts'
import { personaForm } from '../simulator/persona-form.ts'
import type { Persona } from '../venue/persona.ts'
import { type Layout, personaText, USUAL_WIDTH } from './persona-text.ts'
import type { Terminal } from './terminal.ts'

export function printPersona(persona: Persona, json: boolean, terminal: Terminal): void {
  terminal.print(json ? JSON.stringify(personaForm(persona), null, 2) : personaText(persona, layoutOf(terminal)))
}

/**
 * `--rules`: of the persona that would be played, of `standard` where none is asked for.
 *
 * @param form - what stands behind `--rules=`
 * @throws UsageError, PersonaFileError, ProfileError
 */
export function printRules(form: string, options: SimulateOptions, terminal: Terminal): void {
  if (form !== '' && form !== 'json')
    throw new UsageError(`--rules "${form}": expected --rules, which prints tables, or --rules=json`)
  const persona = venueAskedFor(options) ?? loadPersona('standard', { faults: options.faults })
  printPersona(persona, form === 'json', terminal)
}

/** How wide the terminal is, and whether it has colours: none in a pipe, unless they are forced. */
export function layoutOf({ columns, color, printsToTerminal, env }: Terminal): Layout {
  return { width: columns ?? USUAL_WIDTH, color: color && (printsToTerminal || env.FORCE_COLOR !== undefined) }
}
