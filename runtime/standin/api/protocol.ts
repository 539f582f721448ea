import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

type Handler = (request: Request) => Response | Promise<Response>;
export type ProtocolCore = {
  readonly module: Electron.Protocol;
  readonly handlers: ReadonlyMap<string, Handler>;
};

export function createProtocol(registerSchemes: (names: readonly string[]) => void): ProtocolCore {
  const handlers = new Map<string, Handler>();
  const module = {
    registerSchemesAsPrivileged: (schemes) => {
      registerSchemes(
        schemes
          .filter(({ privileges }) => privileges?.standard === true)
          .map(({ scheme }) => scheme),
      );
    },
    handle: (scheme: string, handler: Handler) => {
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => {
      if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    },
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  } satisfies Pick<
    Electron.Protocol,
    'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
  >;
  return { module: strict('protocol', 'protocol.ts', module) as Electron.Protocol, handlers };
}
