export type Runtime = { kind: 'electron' | 'stand-in'; executable: string; note: string };
export type Where = { env?: NodeJS.ProcessEnv; root?: string };

/** The runtime that is at hand now; fetches nothing. */
export function resolveRuntime(where?: Where): Runtime;

/** As resolveRuntime, but may first try, once in a while and briefly, to fetch Electron's binary. */
export function prepareRuntime(where?: Where): Promise<Runtime>;
