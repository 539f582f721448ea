import type { Bindings } from './bindings.ts';
import type { Connection } from './connection.ts';
import type { DialogRoutes } from './dialogRoutes.ts';
import type { PoolData } from '../accounts/poolData.ts';
import type { SipRequest } from './sipMessage.ts';

/** A device to pass a request to. */
export interface Flow {
  readonly connection: Connection;
  readonly account: string;
  /** Where the device said that it is. */
  readonly uri: string;
}

/** Where a request may go: along the flows of its address of record, or to the other party of its dialog. */
export interface Flows {
  /** @returns the status to answer with if there are none. */
  readonly of: (request: SipRequest, from: Connection) => readonly Flow[] | 404 | 480 | 481;
  /**
   * The other party of a dialog: where its device is signed in now, otherwise the connection through which it took
   * part.
   */
  readonly inDialog: (request: SipRequest, from: Connection) => Flow | undefined;
}

export function createFlows(ports: {
  readonly bindings: Bindings;
  readonly dialogRoutes: DialogRoutes;
  /** The connection of this number, if it is open. */
  readonly connection: (id: number) => Connection | undefined;
  readonly data: () => PoolData;
}): Flows {
  const { bindings, dialogRoutes, data } = ports;

  const ofAddress = (address: string | undefined): readonly Flow[] | 404 | 480 => {
    if (address === undefined || !Object.hasOwn(data().accounts, address)) return 404;
    const devices = bindings.of(address);
    if (devices.length === 0) return 480;
    return devices.map(({ connection, account, uriText: uri }) => ({ connection, account, uri }));
  };
  const inDialog = (request: SipRequest, from: Connection): Flow | undefined => {
    const found = dialogRoutes.read(request, (account) => from.accounts.has(account));
    if (!found) return undefined;
    const { account, connectionId } = found.to;
    const device = bindings.find(account, request.uri);
    const connection = device?.connection ?? ports.connection(connectionId);
    if (!connection?.accounts.has(account)) return undefined;
    return { connection, account, uri: request.uri };
  };

  return {
    inDialog,
    of(request, from) {
      // A tag means that it is within a dialog, where the request's URI is only a device's own address.
      if (request.to.tag === undefined) return ofAddress(request.address);
      const flow = inDialog(request, from);
      return flow ? [flow] : 481;
    },
  };
}
