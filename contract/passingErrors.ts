/**
 * The codes of errors that may be over in a moment, when a file is read: on Windows its writer locks others out, a
 * network share reconnects, or handles run short.
 */
export const passingErrors: ReadonlySet<unknown> = new Set(['EBUSY', 'ESTALE', 'EMFILE', 'ENFILE']);
