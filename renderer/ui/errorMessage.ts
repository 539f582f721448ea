/** What went wrong, as the main process said it; empty where nothing was said. */
export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : '';
