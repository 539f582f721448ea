import type { FetchTexts } from './fetchElectron.d.ts';

export type Runtime = { kind: 'electron' | 'stand-in'; executable: string; note: string };
export type Where = { env?: NodeJS.ProcessEnv; root?: string };

/** The runtime that is available now; fetches nothing. */
export function resolveRuntime(where?: Where): Runtime;

/** Like resolveRuntime, but may first try, once in a while, to fetch Electron's binary. */
export function prepareRuntime(text: FetchTexts, where?: Where): Promise<Runtime>;

/**
 * The switches with which a program starts the runtime, for any user.
 * @param user the user's number; by default this process's own, none on Windows.
 */
export function sandboxSwitches(runtime: Pick<Runtime, 'kind'>, user?: number): string[];
