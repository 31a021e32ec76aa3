/** The admin API, and admin sessions of the products; engine parameters 12. */
import { boolean, integer, oneOf, text } from '../kinds.ts'
import { cpp, fixedge, group } from '../parameter.ts'

export const ADMINISTRATION = group('Administration', 'Engine parameters 12', [
  {
    name: 'adminEnabled',
    kind: boolean,
    path: 'engine.adminEnabled',
    default: false,
    meaning: 'The engine serves its admin API.',
    aliases: [fixedge('AdminRESTAPI.Enabled')],
  },
  {
    name: 'adminPort',
    kind: integer(0, 65_535),
    path: 'engine.adminPort',
    default: 0,
    meaning: 'Port of the admin API; 0 = any free one.',
    aliases: [fixedge('AdminRESTAPI.Port')],
  },
  {
    name: 'adminServerMode',
    kind: oneOf(['HTTPS', 'HTTP']),
    path: 'engine.adminServerMode',
    default: 'HTTPS',
    meaning: 'Protocol of the admin API.',
    aliases: [fixedge('AdminRESTAPI.ServerMode')],
  },
  {
    name: 'adminBindAddress',
    kind: text,
    path: 'engine.adminBindAddress',
    default: '0.0.0.0',
    meaning: 'Local address of the admin API.',
    aliases: [fixedge('AdminRESTAPI.BindAddress')],
  },
  ...(
    [
      ['monitoringEnable', boolean, 'Monitoring.Enable'],
      ['monitoringListenPort', integer(0, 65_535), 'Monitoring.ListenPort'],
      ['monitoringUsername', text, 'Monitoring.AdminSessionDef.Username'],
      ['monitoringPassword', text, 'Monitoring.AdminSessionDef.Password'],
      ['monitoringSourceIpAddress', text, 'Monitoring.AdminSessionDef.SourceIPaddress'],
      ['monitoringEncryptMethod', text, 'Monitoring.AdminSessionDef.EncryptMethod'],
      ['monitoringIntradayLogoutTolerance', boolean, 'Monitoring.AdminSessionDef.IntradayLogoutToleranceMode'],
      ['monitoringForceSeqNumReset', text, 'Monitoring.AdminSessionDef.ForceSeqNumResetMode'],
      ['monitoringIgnoreSeqNumTooLowAtLogon', boolean, 'Monitoring.AdminSessionDef.IgnoreSeqNumTooLowAtLogon'],
    ] as const
  ).map(([name, kind, productName]) => ({
    name,
    kind,
    effect: 'unsupported' as const,
    meaning: 'Admin sessions of the product, over FIX.',
    reason:
      'Their messages are the product’s own. The admin API over HTTP does what they do: state adminEnabled and adminPort.',
    source: 'FIX Antenna C++; engine parameters 12',
    secret: name === 'monitoringPassword',
    aliases: [cpp(productName)],
  })),
])
