/** The formats in which a report can be had. */
export const FORMATS = ['console', 'json', 'html', 'junit', 'markdown'] as const
export type Format = (typeof FORMATS)[number]
