/** The formats in which a report can be had. */
export const FORMATS = ['console', 'json', 'html', 'junit', 'markdown', 'codequality', 'badge'] as const
export type Format = (typeof FORMATS)[number]

/** Those that are written when none is named. */
export const USUAL_FORMATS: readonly Format[] = ['console', 'json', 'html', 'junit', 'markdown']
