/** Where else cases were seen to fail: the wrong targets of the unit tests, which are our own engine with a fault. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CATALOGUE } from '../src/conformance/catalogue.ts'
import { OWN_FEATURES, PACKAGE_ROOT } from '../src/runner/package-paths.ts'
import { scenariosIn } from '../src/runner/scenarios.ts'

const TESTING = path.join(PACKAGE_ROOT, 'src', 'testing')
const RUNNER = path.join(PACKAGE_ROOT, 'src', 'runner')

/** Files that prove a case: by `case: 'SD-43'` in a list of faults, or by `'SD-80': /…/` in the test of processes. */
export function provenElsewhere(): Map<string, string[]> {
  const proofs = new Map<string, string[]>()
  const lists = readdirSync(TESTING)
    .filter((name) => /^faults-of-.*\.ts$/.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(TESTING, name), 'utf8'), entry: /\bcase: '([^']+)'/g }))
  const processes = 'faulty-process.test.ts'
  const text = readFileSync(path.join(RUNNER, processes), 'utf8')
  for (const list of [...lists, { name: processes, text, entry: /'(SD-\d+\w?)': \// }])
    for (const [, id = ''] of list.text.matchAll(new RegExp(list.entry, 'g')))
      proofs.set(id, [...new Set([...(proofs.get(id) ?? []), list.name])])
  for (const id of pastTheWire()) proofs.set(id, ['faulty-target.test.ts, as a warning of the configuration'])
  return proofs
}

/** Cases about warnings of the configuration: nothing on the wire could break them. */
function pastTheWire(): string[] {
  const text = readFileSync(path.join(RUNNER, 'faulty-target.test.ts'), 'utf8')
  const [, list = ''] = /const PAST_THE_WIRE = \[([^\]]*)\]/.exec(text) ?? []
  return [...list.matchAll(/'([^']+)'/g)].map(([, id = '']) => id)
}

/** Cases that have a scenario, in the order of the catalogue. */
export function casesWithScenarios(): string[] {
  const covered = new Set(scenariosIn([OWN_FEATURES]).flatMap(({ cases }) => cases))
  return CATALOGUE.map(({ id }) => id).filter((id) => covered.has(id))
}
