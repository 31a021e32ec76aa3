/** A persona as data in the words of its YAML, for JSON: what `personaFromData` reads again. */
import type { OnDisconnect, Persona, Range, Rule, Step, When } from '../venue/persona.ts'
import { type StepForm, stated, stepForm } from './step-form.ts'

export type PersonaForm = Readonly<Record<string, unknown>>

export function personaForm({ name, description, defaults, symbols, rules, remarks = [] }: Persona): PersonaForm {
  const { onNew, onCancel, onReplace, onDisconnect, ...rest } = defaults
  return {
    persona: name,
    ...(description === '' ? {} : { description }),
    defaults: {
      // biome-ignore lint/suspicious/noThenProperty: the word of the vocabulary; nothing awaits it
      then: forms(onNew),
      onCancel: forms(onCancel),
      onReplace: forms(onReplace),
      onDisconnect: disconnectForm(onDisconnect),
      ...stated({ ...rest }),
    },
    symbols: symbols.map((row) => stated({ ...row })),
    rules: rules.map(ruleForm),
    remarks,
  }
}

export function ruleForm({
  id,
  kind,
  text,
  when,
  onNew,
  onCancel,
  onReplace,
  onDisconnect,
  ...rest
}: Rule): PersonaForm {
  return stated({
    id,
    kind,
    text,
    when: whenForm(when),
    // biome-ignore lint/suspicious/noThenProperty: the word of the vocabulary; nothing awaits it
    then: forms(onNew),
    onCancel: forms(onCancel),
    onReplace: forms(onReplace),
    onDisconnect: onDisconnect && disconnectForm(onDisconnect),
    ...rest,
  })
}

function forms(steps: readonly Step[]): StepForm[]
function forms(steps: readonly Step[] | undefined): StepForm[] | undefined
function forms(steps: readonly Step[] | undefined): StepForm[] | undefined {
  return steps?.map(stepForm)
}

function whenForm({ orderQty, price, ...rest }: When): PersonaForm {
  return stated({ orderQty: orderQty && rangeForm(orderQty), price: price && rangeForm(price), ...rest })
}

function rangeForm({ least, most }: Range): string {
  return least === most && least !== undefined ? least : `${least ?? ''}..${most ?? ''}`
}

function disconnectForm({ cancel, onLogout }: OnDisconnect): unknown {
  return { cancel, onLogout: onLogout ? 'same' : 'keep' }
}
