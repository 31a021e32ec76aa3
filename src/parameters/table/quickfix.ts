/** What files of QuickFIX say about sockets, screens and logs of the product, and means little or nothing here. */
import { boolean, bytes, integer, type Kind, text } from '../kinds.ts'
import { type Alias, group, quickfix } from '../parameter.ts'

type InsideRow = readonly [name: string, kind: Kind, meaning: string, ...aliases: Alias[]]

/** They change nothing that a counterparty could see. */
const INSIDE: readonly InsideRow[] = [
  [
    'socketReuseAddress',
    boolean,
    'A port may be listened at again right after its process has ended. Here the system is always asked for that.',
    quickfix('SocketReuseAddress'),
  ],
  [
    'socketSendBufferSize',
    bytes(),
    "Size of the system's buffer of a socket. Node leaves it to the system.",
    quickfix('SocketSendBufferSize'),
  ],
  [
    'socketReceiveBufferSize',
    bytes(),
    "Size of the system's buffer of a socket. Node leaves it to the system.",
    quickfix('SocketReceiveBufferSize'),
  ],
  [
    'fileLogBackupPath',
    text,
    "Folder that the product's text logs are moved to at each start. fixproof writes none.",
    quickfix('FileLogBackupPath'),
  ],
  [
    'screenLogShowIncoming',
    boolean,
    'Received messages on the screen. Here they are in the journal, which the admin API shows.',
    quickfix('ScreenLogShowIncoming'),
  ],
  [
    'screenLogShowOutgoing',
    boolean,
    'Sent messages on the screen. Here they are in the journal, which the admin API shows.',
    quickfix('ScreenLogShowOutgoing'),
  ],
  [
    'screenLogShowEvents',
    boolean,
    'Events on the screen. Here states, refusals and warnings always are there.',
    quickfix('ScreenLogShowEvents'),
  ],
  [
    'logHeartbeats',
    boolean,
    "Heartbeats stand in the product's logs. Here every message is in the journal.",
    quickfix('FileLogHeartbeats'),
    quickfix('ScreenLogShowHeartBeats'),
    quickfix('SLF4JLogHeartbeats'),
    quickfix('JdbcLogHeartBeats'),
  ],
]

export const QUICKFIX = group('QuickFIX', 'QuickFIX', [
  ...INSIDE.map(([name, kind, meaning, ...aliases]) => ({ name, kind, meaning, aliases, effect: 'none' as const })),
  {
    name: 'preserveMessageFieldsOrder',
    kind: boolean,
    default: true,
    effect: 'unsupported',
    meaning: 'Fields of the body are sent as the application states them.',
    reason: 'They always are here; with N, its default, the product sorts them by tag.',
    source: 'QuickFIX/C++, where it is N',
    aliases: [quickfix('PreserveMessageFieldsOrder')],
  },
  {
    name: 'httpAcceptPort',
    kind: integer(1, 65_535),
    effect: 'unsupported',
    meaning: "Port of the product's own web pages, which need no password.",
    reason: 'The API here is another one, with other pages: state adminEnabled and adminPort.',
    source: 'QuickFIX/C++',
    aliases: [quickfix('HttpAcceptPort')],
  },
])
