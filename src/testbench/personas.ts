/** Personas that scenarios play, each read once: every scenario begins with a venue of its own, and none changes a persona. */
import { loadPersona } from '../simulator/persona-file.ts'
import type { Persona } from '../venue/persona.ts'

const known = new Map<string, Persona>()

/** @param faults - with the rules that are wrong on purpose @throws PersonaFileError for an unknown name */
export function personaNamed(name: string, faults: boolean): Persona {
  const key = `${name} ${faults}`
  const persona = known.get(key) ?? loadPersona(name, { faults })
  known.set(key, persona)
  return persona
}
