import type { FastifyInstance } from 'fastify';
import type { Numbers } from '../../../contract/admin/numbers.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import type { ClientVersions } from '../accounts/clientVersions.ts';
import type { PoolFile } from '../accounts/poolFile.ts';
import { domainOf } from '../changes/snapshot.ts';

/** What is counted, of whoever is signed in; nobody is named, nor with whom they speak. */
export interface SignedInNumbers {
  /** Devices that are signed in, by account. */
  readonly devices: () => ReadonlyMap<string, number>;
  readonly meetings: () => number;
}

/** `numbers`: how many are signed in, by organisation, and what their clients are. */
export function numberRoutes(
  app: FastifyInstance,
  ports: {
    readonly file: Pick<PoolFile, 'stored'>;
    readonly numbers: SignedInNumbers;
    readonly versions: Pick<ClientVersions, 'counts'>;
    readonly now: () => number;
  },
): void {
  app.get(adminPaths.numbers, (_request, reply) => {
    const { organisations, accounts } = ports.file.stored();
    const counts = new Map(
      Object.keys(organisations).map((domain) => [
        domain,
        { domain, signedIn: 0, devices: 0, accounts: 0 },
      ]),
    );
    for (const address of Object.keys(accounts)) {
      const count = counts.get(domainOf(address));
      if (count) count.accounts += 1;
    }
    for (const [address, devices] of ports.numbers.devices()) {
      const count = counts.get(domainOf(address));
      if (!count) continue;
      count.signedIn += 1;
      count.devices += devices;
    }
    return reply.send({
      at: new Date(ports.now()).toISOString(),
      organisations: [...counts.values()],
      versions: [...ports.versions.counts()],
      meetings: ports.numbers.meetings(),
    } satisfies Numbers);
  });
}
