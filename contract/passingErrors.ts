/**
 * The codes of what a system refuses for a moment alone, when a file is read: who writes to it on Windows keeps others
 * out, a share has a new one, or handles are short.
 */
export const passingErrors: ReadonlySet<unknown> = new Set(['EBUSY', 'ESTALE', 'EMFILE', 'ENFILE']);
