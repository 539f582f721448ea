/** What went wrong, in the main process's words; empty if it gave none. */
export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : '';
