import type { FetchTexts } from './fetchElectron.d.ts';

export type Runtime = { kind: 'electron' | 'stand-in'; executable: string; note: string };
export type Where = { env?: NodeJS.ProcessEnv; root?: string };

/** The runtime that is at hand now; fetches nothing. */
export function resolveRuntime(where?: Where): Runtime;

/** As resolveRuntime, but may first try, once in a while, to fetch Electron's binary. */
export function prepareRuntime(text: FetchTexts, where?: Where): Promise<Runtime>;

/**
 * What to start the runtime with where a program drives it, as whichever user.
 * @param user the user's number; this process's own where none is given, none on Windows.
 */
export function sandboxSwitches(runtime: Pick<Runtime, 'kind'>, user?: number): string[];
