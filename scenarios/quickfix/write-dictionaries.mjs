/**
 * Writes fixproof's built-in dictionaries as QuickFIX XML: `node write-dictionaries.mjs DIR`. The Debian package of
 * QuickFIX ships none. Plain JavaScript, because Node strips no types below node_modules, where an installed package
 * lies; there only dist/ is present.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node write-dictionaries.mjs DIR')

const root = new URL('../../', import.meta.url)
const inSource = existsSync(new URL('src/dictionary/load.ts', root))
const load = (name) =>
  import(new URL(inSource ? `src/dictionary/${name}.ts` : `dist/src/dictionary/${name}.js`, root).href)
const { BUILT_IN, builtIn } = await load('load')
const { toQuickFixXml } = await load('quickfix-xml-writer')

// FIX.4.4 → FIX44.xml, FIXT.1.1 → FIXT11.xml: the names under which QuickFIX distributes them.
for (const name of BUILT_IN) {
  writeFileSync(join(folder, `${name.replaceAll('.', '')}.xml`), toQuickFixXml(builtIn(name)))
}
