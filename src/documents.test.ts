/** Documents lead where they say: links and anchors; README leads to all of them. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const ROOT = path.resolve(import.meta.dirname, '..')

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
  .concat(
    readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('docs', name)),
  )
  .filter((name) => name.endsWith('.md'))

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

/** The anchors that a page makes of its headings. */
function anchorsOf(file: string): string[] {
  return [...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}

test('every link between documents leads to a file, and to a heading of it', () => {
  const dead = documents.flatMap((file) =>
    [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      if (/^https?:/.test(link)) return []
      const [target = '', anchor] = link.split('#')
      const to = target === '' ? file : path.join(path.dirname(file), target)
      if (!existsSync(path.join(ROOT, to))) return [`${file}: ${link}`]
      return anchor === undefined || anchorsOf(to).includes(anchor) ? [] : [`${file}: ${link}`]
    }),
  )
  assert.deepEqual(dead, [])
})

test('README leads to every document', () => {
  const readme = textOf('README.md')
  const lost = documents.filter((file) => file !== 'README.md' && !readme.includes(`(${file})`))
  assert.deepEqual(
    lost.filter((file) => !file.startsWith(path.join('docs', 'decisions'))),
    [],
  )
  assert.ok(readme.includes('(docs/decisions)'))
})
