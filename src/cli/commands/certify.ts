/** `fixproof certify`: a run as a bundle of evidence. */
import type { Argv, CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export interface CertifyOptions {
  readonly dir?: string
  readonly out?: string
  readonly key?: string
  readonly profile?: string
  readonly firm?: string
  readonly contact?: string
  readonly application?: string
  readonly applicationVersion?: string
  readonly tester?: string
  readonly reviewer?: string
  readonly restriction: readonly string[]
  readonly comment?: string
  readonly validUntil?: string
  readonly strict: boolean
  readonly allowFailed: boolean
  readonly pdf: boolean
  readonly chromium?: string
}

/** Options that take one text. */
const TEXTS = {
  out: 'the bundle; default <certificate id>.fixcert beside the report',
  key: 'private key (PEM) to sign with; fixproof key makes one. Without it the bundle is not signed',
  profile: 'the profile of the run, where it lies elsewhere now',
  firm: 'who hands the evidence in; default as the profile’s identity: says, as of the next five',
  contact: 'whom to ask',
  application: 'name of what was tested; default the name of the target',
  'application-version': 'its version; default the version of the target',
  tester: 'who made the run',
  reviewer: 'who has to look at it',
  comment: 'a sentence for the certificate',
  'valid-until': 'last day of the certificate, YYYY-MM-DD',
  chromium: 'browser that prints the certificate; default CHROME_PATH, or one in a usual place',
} as const

export function certifyCommand(terminal: Terminal): CommandModule<object, CertifyOptions> {
  return {
    command: 'certify [dir]',
    describe: 'seal a run as evidence: report, transcripts, certificate, hashes, signature',
    builder: (y) => {
      let all: Argv = y.positional('dir', {
        type: 'string',
        describe: 'folder of the run; default the newest below reports/',
      })
      for (const [name, describe] of Object.entries(TEXTS))
        all = all.option(name, { type: 'string', requiresArg: true, describe })
      return all
        .option('restriction', {
          type: 'string',
          array: true,
          requiresArg: true,
          default: [],
          describe: 'what the certificate does not cover; as often as needed',
        })
        .option('strict', {
          type: 'boolean',
          default: false,
          describe: 'only a run with nothing waived, open or left out',
        })
        .option('allow-failed', {
          type: 'boolean',
          default: false,
          describe: 'seal a run that is not conformant as well; its certificate says so',
        })
        .option('pdf', {
          type: 'boolean',
          default: true,
          describe: 'print the certificate, where there is a browser; --no-pdf leaves it',
        }) as unknown as Argv<CertifyOptions>
    },
    handler: async (args) => {
      const { certify } = await import('./certify-handler.ts')
      await certify(args, terminal)
    },
  }
}
