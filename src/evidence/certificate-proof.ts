/** The part of a certificate that makes it one: signatures of people, validity, hashes, and how to check the bundle. */
import { type Certified, instant } from './certified.ts'
import { facts, html, list, type Markup, paragraph, section, table } from './markup.ts'

export function signOff({ facts: { tester, reviewer } }: Certified): Markup {
  const line = (role: string, name: string | undefined): Markup => html`<div class="sign">
<p class="role">${role}</p>
<dl><div><dt>Name</dt><dd>${name ?? ''}</dd></div><div><dt>Date</dt></div><div><dt>Signature</dt></div></dl>
</div>`
  return html`<section class="signoff"><h2>Sign-off</h2>
<div class="signs">${line('Tester', tester)}${line('Reviewer', reviewer)}</div></section>`
}

/** What makes a certificate a thing of the past, whatever its date says. */
const TRIGGERS = [
  'a new version of the application or of its FIX engine, or a change of its configuration that reaches the session or the messages',
  'a new version of the interface: rulebook, dictionary or endpoint of the other side',
  'a new version of the suite that adds cases which apply here',
  'any material change of either side’s trading systems',
] as const

const RTS6 =
  'Commission Delegated Regulation (EU) 2017/589 (RTS 6), Article 6, has investment firms test the conformance of their algorithmic trading systems with a trading venue when they first connect, before a system is deployed or materially updated, and when the venue’s systems change materially. This certificate is evidence of such a test; whether it is sufficient is for firm and venue to say.'

export function validity({ facts: { validUntil } }: Certified): Markup {
  return section(
    'Validity',
    paragraph(
      validUntil === undefined
        ? 'No last day is stated. This certificate tells of the versions named above, and has to be renewed upon:'
        : `This certificate is valid until the end of ${validUntil}. It tells of the versions named above, and has to be renewed before that upon:`,
    ),
    list(TRIGGERS),
    paragraph(RTS6, 'small'),
  )
}

export function hashes({ facts: certificate, report, tool, suite, sources, reportSha256 }: Certified): Markup {
  const builtIn = [...new Set(sources.filter(({ file }) => file === undefined).map(({ origin }) => origin))]
  const rows = [
    ['report.json', reportSha256],
    ['the same, compact, as report.html shows it', certificate.run.reportDigest],
    ...sources
      .filter(({ file }) => file !== undefined)
      .map(({ kind, origin, file, sha256 }) => [
        origin === file || kind === 'attempt' ? (file ?? '') : `${file}: ${origin}`,
        sha256,
      ]),
    [`${tool.name} ${tool.version}, ${tool.files.toLocaleString('en')} files`, tool.sha256],
    [`Suite, ${suite.features.length.toLocaleString('en')} feature files`, suite.sha256],
  ]
  const environment = Object.entries(report.environment ?? {}).map(([name, value]) => `${name} ${value}`)
  return section(
    'What it rests on',
    table([['File'], ['SHA-256', 'hash']], rows),
    facts([
      ['Dictionaries', builtIn.length === 0 ? '' : `${builtIn.join(', ')}, of the tool; hashes in manifest.json`],
      ['Environment', [`seed ${report.seed}`, ...environment].join(', ')],
    ]),
  )
}

export function howToVerify({ keyId, bundle, facts: { issuedAt } }: Certified): Markup {
  const check = `fixproof verify ${bundle} ${keyId === undefined ? '--allow-unsigned' : '--key PUBLIC-KEY.pem'}`
  const signed =
    keyId === undefined
      ? paragraph(
          'The bundle is not signed: its hashes show changes made by accident, and prove nothing about who made it.',
        )
      : html`<p class="p">The bundle was signed on ${instant(issuedAt)} with the Ed25519 key <code>${keyId}</code>. Compare this id with the one that the firm told you by another way.</p>`
  return section(
    'How to verify this certificate',
    signed,
    html`<p class="p">This page is a part of the bundle <code>${bundle}</code>, a zip file, and proves nothing on its own. <code>${check}</code> checks every byte without a network; README.txt in it says how sha256sum and openssl do.</p>`,
  )
}
