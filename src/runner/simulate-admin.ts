/** Whether there is an admin API, where it listens, and what protects it: options before profile before parameters. */
import { isLoopback, type Protection } from '../admin/authentication.ts'
import type { EngineWideSettings } from '../parameters/engine-wide.ts'
import type { Profile } from '../testbench/profile.ts'
import type { Address } from '../transport/transport.ts'
import { parseAddress } from './legs.ts'
import { protectionFrom } from './simulate-protection.ts'
import { LISTEN_HOST, type SimulateOptions } from './simulate-request.ts'
import { UsageError } from './usage-error.ts'

export interface PlannedAdmin {
  readonly address: Address
  readonly protection: Protection
}

/** An API that the parameters ask for. */
export type AdminAsked = Pick<EngineWideSettings, 'adminPort' | 'adminBindAddress' | 'adminServerMode'>

/**
 * @param asked - absent: the parameters ask for none
 * @throws UsageError
 */
export function adminOf(
  options: SimulateOptions,
  profile: Profile | undefined,
  asked: AdminAsked | undefined,
): PlannedAdmin | undefined {
  const listen = options.admin ?? profile?.admin?.listen.toString()
  if (listen === undefined && asked === undefined) return refuseAlone(options)
  const stated = profile?.admin
  const protection = protectionFrom(
    {
      token: options.adminToken ?? stated?.token,
      cert: options.adminCert ?? stated?.certificate,
      key: options.adminKey ?? stated?.privateKey,
      ca: options.adminCa ?? stated?.caCertificate,
    },
    options,
  )
  if (asked !== undefined) refuseOtherMode(asked, protection)
  return { address: addressOf(listen, asked), protection }
}

function addressOf(listen: string | undefined, asked: AdminAsked | undefined): Address {
  if (listen === undefined && asked !== undefined) return { host: asked.adminBindAddress, port: asked.adminPort }
  return parseAddress('--admin', listen ?? '', LISTEN_HOST)
}

/** A token for an API that is off: whoever gave it believes that there is one. */
function refuseAlone({ adminToken, adminCert, adminKey, adminCa }: SimulateOptions): undefined {
  const alone = Object.entries({
    '--admin-token': adminToken,
    '--admin-cert': adminCert,
    '--admin-key': adminKey,
    '--admin-ca': adminCa,
  })
  const [name] = alone.find(([, value]) => value !== undefined) ?? []
  if (name !== undefined) throw new UsageError(`${name} is for the admin API, which is off: add --admin [HOST:]PORT`)
  return undefined
}

/** HTTPS is what the parameters mean when they say nothing, and a certificate can not be made up. */
function refuseOtherMode({ adminServerMode }: AdminAsked, { tls }: Protection): void {
  if (adminServerMode === 'HTTPS' && tls === undefined)
    throw new UsageError(
      'adminEnabled: adminServerMode is HTTPS, which needs a certificate: give --admin-cert and --admin-key, or state adminServerMode HTTP',
    )
  if (adminServerMode === 'HTTP' && tls !== undefined)
    throw new UsageError(
      'adminServerMode is HTTP, but the admin API has a certificate: leave out one of them, so that nobody is mistaken',
    )
}

/** What is to be said about an API that others on the network could listen to. */
export function readable(admin: PlannedAdmin | undefined): string[] {
  if (admin?.protection.token === undefined || admin.protection.tls !== undefined || isLoopback(admin.address.host))
    return []
  return ['the token of the admin API travels readable over the network: give --admin-cert and --admin-key']
}
