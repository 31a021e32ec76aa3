/** README.txt of a bundle: what it is, and how to check it with tools that are everywhere. */
import { type Certified, instant, nameOf } from './certified.ts'

/** One file and what it is. */
type Line = readonly [file: string, what: string]

export function readmeText(certified: Certified, names: readonly string[]): string {
  const { facts, bundle, keyId } = certified
  const has = (name: string) => names.some((some) => some === name || some.startsWith(`${name}/`))
  const lines: Line[] = [
    ['certificate.html', 'the certificate, to be read and printed'],
    ['certificate.pdf', 'the same, printed'],
    ['report.html', 'the whole report: every case with its steps and messages; opens without a network'],
    ['report.json', 'the same for programs; all other reports are made of it'],
    ['summary.md, junit.xml', 'the same in short, and for build servers'],
    ['mail.txt', 'a text to send the bundle with'],
    ['transcripts/CASE.fix.log', 'messages of a case as they were on the wire, SOH and all, one line each'],
    ['transcripts/CASE.txt', 'the same with names and labels of the fields'],
    ['attempts', 'reports of earlier attempts (gzip)'],
    ['profile.yaml', 'the settings of the run'],
    ['plan.yaml', 'the test plan: what had to be proved, with the answers it was made from'],
    ['pack.yaml', "the venue's rules that the run was held against"],
    ['waivers.yaml', 'known deviations'],
    ['dictionaries', 'dictionaries that the run brought along'],
    ['manifest.json', 'hashes of all files, of the tool, the suite and everything the run was made with'],
    ['attestation.dsse.json', 'the statement over all files: in-toto Statement v1 in a DSSE envelope'],
    ['signer.pub.pem', 'the public key of who signed'],
  ]
  const own = ['manifest.json', 'attestation.dsse.json', ...(keyId === undefined ? [] : ['signer.pub.pem'])]
  const there = lines.filter(([name]) => own.includes(name) || has(name.split(/[/,]/)[0] ?? name) || has(name))
  return `FIX conformance evidence ${facts.id}
${nameOf(facts)}
${facts.verdict.conformant ? facts.verdict.heading : 'NOT CONFORMANT'}, issued ${instant(facts.issuedAt)}

What is in it
${there.map(([name, what]) => `  ${name.padEnd(26)} ${what}`).join('\n')}

How to verify it
  With fixproof, in a second and without a network:

    fixproof verify ${bundle}${keyId === undefined ? ' --allow-unsigned' : ' --key FIRM.pub'}

  It names every byte that is not as it was sealed. Without fixproof, with unzip, jq, sha256sum and openssl:

    unzip -q ${bundle} -d evidence && cd evidence
    jq -j .payload attestation.dsse.json | base64 -d > statement.json
    jq -r '.subject[] | .digest.sha256 + "  " + .name' statement.json | sha256sum --check --quiet
${keyId === undefined ? UNSIGNED : signedText(keyId)}
  The first step says nothing when every file is as it was sealed.

What a signature proves
  That whoever holds the private key sealed exactly these files. Not that they are honest: the results come from the one who
  ran the tool. The seed and the command in report.json let anybody run the same again.
`
}

const UNSIGNED = `
  The bundle is not signed: anybody could have made it.
`

/** The pre-authentication encoding of DSSE, put together by a shell. */
function signedText(keyId: string): string {
  return `    printf 'DSSEv1 28 application/vnd.in-toto+json %d ' $(wc -c < statement.json) | cat - statement.json > signed.bin
    jq -j '.signatures[0].sig' attestation.dsse.json | base64 -d > signature.bin
    openssl pkeyutl -verify -pubin -inkey FIRM.pub -rawin -in signed.bin -sigfile signature.bin
    openssl pkey -pubin -in FIRM.pub -outform DER | sha256sum

  FIRM.pub is the public key that the firm gave you by another way. The last line has to be its key id:
    ${keyId}
`
}

/** A text to send the bundle with. */
export function mailText({ facts, bundle, keyId }: Certified): string {
  const { verdict, identity, run } = facts
  return `Subject: FIX conformance test of ${nameOf(facts)}: ${verdict.conformant ? verdict.heading : 'NOT CONFORMANT'}

Please find enclosed ${bundle}, the evidence of our conformance test of ${instant(run.startedAt)}.

Application:  ${[identity.application, identity.applicationVersion].filter(Boolean).join(' ') || identity.addresses.join(', ')}
Versions:     ${identity.versions.join(', ')}
Result:       ${verdict.conformant ? verdict.heading : 'NOT CONFORMANT'}
              ${verdict.sentence}
Certificate:  ${facts.id}${facts.validUntil === undefined ? '' : `, valid until ${facts.validUntil}`}
Signed with:  ${keyId ?? 'no key'}

It is checked by: fixproof verify ${bundle}${keyId === undefined ? ' --allow-unsigned' : ' --key OUR-PUBLIC-KEY.pem'}
or without fixproof as README.txt in it says.
${identity.contact === undefined ? '' : `\nQuestions: ${identity.contact}\n`}`
}
