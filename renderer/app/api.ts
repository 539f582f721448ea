import { callNames, calls, type Api, type CallName, type Main } from '../../contract/ipc.ts';
import { nothing, type Answer, type Call } from '../../contract/ipcCall.ts';

declare global {
  interface Window {
    /** What the preload exposes. */
    readonly candor: Api;
  }
}

/** The main process as the contract declares it. */
export function connect(api: Api): Main {
  const asks = callNames.map((name: CallName) => {
    const { settle, argument }: Call<unknown, never, unknown> = calls[name];
    const ask = api[name] as (input: unknown) => Promise<Answer<never>>;
    return [
      name,
      async (input?: unknown) => settle(await ask(argument === nothing ? undefined : input)),
    ];
  });
  // Made from the same declarations as the type.
  return { ...(Object.fromEntries(asks) as Omit<Main, 'on'>), on: api.on };
}
