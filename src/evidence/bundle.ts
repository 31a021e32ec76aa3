/** A run as a bundle of evidence: report in every format, transcripts, certificate, what it was made with, sealed. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryExcerpt } from '../report/dictionary-excerpt.ts'
import { packReport, renderHtml } from '../report/formats/html.ts'
import { renderJunit } from '../report/formats/junit.ts'
import { renderMarkdown } from '../report/formats/markdown.ts'
import type { Report } from '../report/report.ts'
import { renderCertificate } from './certificate.ts'
import type { Certified } from './certified.ts'
import { fieldNames } from './decoded-message.ts'
import type { CertificateFacts } from './facts.ts'
import { keyId } from './keys.ts'
import type { Manifest, ManifestSource } from './manifest.ts'
import { sha256 } from './manifest.ts'
import { mailText, readmeText } from './readme-text.ts'
import { type BundleFile, seal } from './seal.ts'
import { transcriptFiles } from './transcripts.ts'

/** A file that the run was made with; `content` only of those that go along. */
export interface Source extends ManifestSource {
  readonly content?: Buffer
}

export interface EvidenceOf {
  /** Name that the bundle gets. */
  readonly bundle: string
  readonly facts: CertificateFacts
  readonly report: Report
  /** report.json as it stands in the folder of the run. */
  readonly reportJson: Buffer
  readonly tool: Manifest['tool']
  readonly suite: Manifest['suite']
  readonly sources: readonly Source[]
  /** Names of the fields of a version; undefined where nothing is known of it. */
  readonly dictionaryOf: (beginString: string) => Dictionary | undefined
  readonly privateKey?: KeyObject
  /** Prints the certificate; nothing when there is no browser. */
  readonly print?: (html: string) => Promise<Buffer | undefined>
  /** Told what is being made, for people who wait. */
  readonly onProgress?: (what: string) => void
}

export interface Bundle {
  /** The zip file, piece by piece. */
  readonly pieces: readonly Buffer[]
  readonly names: readonly string[]
  readonly keyId?: string
}

export async function bundleOf(evidence: EvidenceOf): Promise<Bundle> {
  const { report, privateKey, onProgress = () => undefined } = evidence
  const certified = certifiedOf(evidence)
  onProgress('certificate')
  const certificate = renderCertificate(certified)
  // The browser prints while the rest is made.
  const printing = evidence.print?.(certificate)
  // Of an error while it prints is told where it is waited for.
  printing?.catch(() => undefined)
  onProgress('report')
  const files = [
    file('certificate.html', certificate),
    file('report.json', evidence.reportJson),
    ...(await reports(evidence)),
  ]
  onProgress('transcripts')
  const names = new Map<string, ReturnType<typeof fieldNames>>()
  const namesOf = (version: string) => {
    const known = names.get(version) ?? fieldNames(evidence.dictionaryOf(version))
    names.set(version, known)
    return known
  }
  files.push(...transcriptFiles(report, namesOf), ...sourceFiles(evidence.sources))
  const pdf = await printing
  if (pdf !== undefined) files.splice(1, 0, file('certificate.pdf', pdf))
  files.push(file('mail.txt', mailText(certified)))
  files.unshift(
    file(
      'README.txt',
      readmeText(
        certified,
        files.map(({ name }) => name),
      ),
    ),
  )
  onProgress('bundle')
  const { tool, suite, sources } = evidence
  const listed = sources.map(({ content: _, ...source }) => source)
  const about = { certificate: evidence.facts, tool, suite, sources: listed, environment: report.environment ?? {} }
  const pieces = await seal(files, about, privateKey)
  return {
    pieces,
    names: files.map(({ name }) => name),
    ...(certified.keyId === undefined ? {} : { keyId: certified.keyId }),
  }
}

/** What the certificate of this evidence tells. */
export function certifiedOf(evidence: EvidenceOf): Certified {
  const { facts, report, tool, suite, sources, bundle, reportJson, privateKey } = evidence
  const key = privateKey && { keyId: keyId(createPublicKey(privateKey)) }
  return { facts, report, tool, suite, sources, bundle, reportSha256: sha256(reportJson), ...key }
}

function file(name: string, content: string | Buffer): BundleFile {
  return { name, content: typeof content === 'string' ? Buffer.from(content) : content }
}

/** Made of report.json anew: what lies beside it may be of another run. */
async function reports({ report, dictionaryOf }: EvidenceOf): Promise<BundleFile[]> {
  const packing = packReport(report)
  const excerpt = dictionaryExcerpt(report, dictionaryOf)
  return [
    file('report.html', renderHtml(report, excerpt, await packing)),
    file('summary.md', renderMarkdown(report)),
    file('junit.xml', renderJunit(report)),
  ]
}

function sourceFiles(sources: readonly Source[]): BundleFile[] {
  const contents = new Map(
    sources.flatMap(({ file: name, content }) =>
      name === undefined || content === undefined ? [] : [[name, content] as const],
    ),
  )
  return [...contents].map(([name, content]) => ({ name, content }))
}
