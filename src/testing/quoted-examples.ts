/** Examples that documents quote: files that compile and run, with the imports that users write. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '../..')

const QUOTE = /<!-- (docs\/examples\/[\w-]+\.ts) -->\n```ts\n([\s\S]*?)```/g

/** The example as users would write it: without its head, with the names of the package. */
export function asQuoted(example: string): string {
  return readFileSync(path.join(ROOT, example), 'utf8')
    .replace(/^\/\*\*[\s\S]*?\*\/\n/, '')
    .replace(/'\.\.\/\.\.\/src\/(engine|codec)\/\1\.ts'/g, "'fixproof/$1'")
}

/** The examples that a document quotes, with what it says of them. */
export function quotesIn(document: string): readonly { readonly example: string; readonly quote: string }[] {
  return [...document.matchAll(QUOTE)].map(([, example = '', quote = '']) => ({ example, quote }))
}

/** The document with every quote as its file is now. */
export function quotedAnew(document: string): string {
  return document.replace(QUOTE, (_, example: string) => `<!-- ${example} -->\n\`\`\`ts\n${asQuoted(example)}\`\`\``)
}

/** What an example says that it prints: its comments that begin with an arrow. */
export function promisedOutput(example: string): string[] {
  const text = readFileSync(path.join(ROOT, example), 'utf8')
  return [...text.matchAll(/^\s*\/\/ → (.*)$/gm)].map(([, line = '']) => line)
}
