/** The certificate as one HTML page that prints to A4: who was tested, with what, what came out, and how to check all that. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { exceptions } from './certificate-exceptions.ts'
import { hashes, howToVerify, signOff, validity } from './certificate-proof.ts'
import { attempts, identity, results, scope } from './certificate-scope.ts'
import { type Certified, instant, nameOf } from './certified.ts'
import type { CertificateFacts } from './facts.ts'
import { html, type Markup } from './markup.ts'

export function renderCertificate(certified: Certified): string {
  const { facts } = certified
  const style = `\n${css()}${pageBoxes(facts)}`
  const policy = createHash('sha256').update(style).digest('base64')
  const { verdict } = facts
  const title = `${verdict.heading}: ${nameOf(facts)}`
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${policy}'; base-uri 'none'; form-action 'none'">
<title>${title}, certificate ${facts.id}</title>
<style>${{ html: style }}</style>
</head>
<body>
<main>
${answer(certified)}
${identity(certified)}
${scope(certified)}
${results(certified)}
${exceptions(certified)}
${attempts(certified)}
${signOff(certified)}
${validity(certified)}
${hashes(certified)}
${howToVerify(certified)}
</main>
</body>
</html>
`
  return page.html
}

function answer({ facts }: Certified): Markup {
  const { verdict, id, issuedAt, validUntil } = facts
  const tone = verdict.conformant ? 'good' : 'bad'
  const heading = verdict.conformant ? verdict.heading : 'NOT CONFORMANT'
  return html`<header class="${tone}">
<p class="eyebrow">FIX conformance certificate</p>
<h1>${MARK[tone]}<span>${heading}</span></h1>
<p class="subject">${nameOf(facts)}</p>
<p class="lede">${verdict.sentence}</p>
<dl class="line">
<div><dt>Certificate</dt><dd class="mono">${id}</dd></div>
<div><dt>Issued</dt><dd>${instant(issuedAt)}</dd></div>
<div><dt>Valid until</dt><dd>${validUntil ?? 'no end stated'}</dd></div>
<div><dt>Strict</dt><dd>${facts.strict ? 'yes: nothing waived, open or left out' : 'no'}</dd></div>
</dl>
</header>`
}

/** Shape and letter say the same as the colour: a copy may be grey. */
const MARK = {
  good: html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10.2" class="ring"/><path d="M7 12.4l3.4 3.4L17.2 9" class="stroke"/></svg>`,
  bad: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 2h20v20H2Z" class="fill"/><path d="M7.500 7.500l9 9M16.500 7.500l-9 9" class="on"/></svg>`,
}

/** Line ends are made one kind: a browser reads CRLF as LF before it takes the hash. */
function css(): string {
  return readFileSync(new URL('./certificate.css', import.meta.url), 'utf8').replaceAll('\r\n', '\n')
}

/** What stands in the margins of each sheet: one that got lost says where it belongs. */
function pageBoxes(facts: CertificateFacts): string {
  const left = quoted(`FIX conformance certificate ${facts.id}`)
  const right = quoted(facts.verdict.conformant ? facts.verdict.heading : 'NOT CONFORMANT')
  const foot = quoted(clipped(nameOf(facts)))
  return `@page {
  @top-left { content: ${left}; }
  @top-right { content: ${right}; }
  @bottom-left { content: ${foot}; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); }
}
@page :first { @top-left { content: ""; } @top-right { content: ""; } }
`
}

/** Room for one line beside the number of the page. */
const FOOT = 80

function clipped(text: string): string {
  const characters = [...text]
  return characters.length <= FOOT ? text : `${characters.slice(0, FOOT - 1).join('')}…`
}

/** A text as CSS has it: all but letters, digits and blanks by their number, so that nothing ends the text or the element. */
function quoted(text: string): string {
  const plain = [...text.toWellFormed()].map((character) =>
    /[A-Za-z0-9 ]/.test(character) ? character : `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `,
  )
  return `"${plain.join('')}"`
}
