/** The certificate as PDF, by a browser that is installed anyway: fixproof brings none. */
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

type Environment = Readonly<Record<string, string | undefined>>

const NAMES = [
  ...['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'],
  ...['microsoft-edge-stable', 'microsoft-edge', 'brave-browser'],
]
const MAC = [
  ...['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
]
const WINDOWS = [
  ...['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'],
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** The browser of CHROME_PATH, or one under a usual name in a usual place; undefined when there is none. */
export function findBrowser(environment: Environment, platform: string = process.platform): string | undefined {
  const stated = environment.CHROME_PATH
  if (stated !== undefined && stated !== '') return isProgram(stated) ? stated : undefined
  return places(environment, platform).find(isProgram)
}

function places(environment: Environment, platform: string): string[] {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'ProgramFiles', 'PROGRAMFILES(X86)', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    const folders = roots.flatMap((name) => environment[name] ?? [])
    return folders.flatMap((folder) => WINDOWS.map((program) => path.win32.join(folder, program)))
  }
  const folders = [...(environment.PATH ?? '').split(path.delimiter).filter(Boolean), '/usr/bin', '/snap/bin']
  const named = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return platform === 'darwin' ? [...MAC, ...named] : named
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return existsSync(file)
  } catch {
    return false
  }
}

/** A browser that does not come to an end is ended. */
const PATIENCE_MS = 60_000
/** Of what a browser says, so much is told when it fails. */
const TOLD = 400

/** The browser did not print; says what it said. */
export class PrintError extends Error {
  override name = 'PrintError'
}

/**
 * Prints a page that loads nothing.
 *
 * @param issuedAt - stands in the file as the time at which it was made
 * @throws PrintError
 */
export async function printPdf(html: string, browser: string, issuedAt: string): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-print-'))
  try {
    const page = path.join(folder, 'certificate.html')
    const pdf = path.join(folder, 'certificate.pdf')
    writeFileSync(page, html)
    await run(browser, [
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--disable-extensions',
      '--disable-background-networking',
      // Chromium refuses to start as root otherwise; the page is ours and has no script.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${path.join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ])
    if (!existsSync(pdf)) throw new PrintError(`${browser} wrote no PDF`)
    return withTime(readFileSync(pdf), issuedAt)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

function run(browser: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(browser, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text: string) => {
      said = (said + text).slice(-TOLD)
    })
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    child.on('error', (cause) => reject(new PrintError(`${browser} could not be started: ${cause.message}`)))
    child.on('close', (code, signal) => {
      clearTimeout(patience)
      if (code === 0) return resolve()
      const end = signal === null ? `exit code ${code}` : `ended by ${signal} after ${PATIENCE_MS / 1000} s`
      reject(new PrintError(`${browser} did not print (${end}): ${said.trim()}`))
    })
  })
}

/** The same certificate gives the same file: the times in it are those of the certificate, in as many bytes. */
function withTime(pdf: Buffer, issuedAt: string): Buffer {
  const time = issuedAt.replace(/\D/g, '').slice(0, 14)
  const dated = pdf
    .toString('latin1')
    .replace(/\/(CreationDate|ModDate) \(D:\d{14}/g, (_, name: string) => `/${name} (D:${time}`)
  return Buffer.from(dated, 'latin1')
}
