import { join } from 'node:path';
import { z } from 'zod';
import { readOrMake } from '../service/shared/ownerFile.ts';
import { makePassword } from '../service/pool/accounts/makePassword.ts';
import { oneTimeLink } from '../contract/admin/paths.ts';
import { ADMINISTRATORS_FILE, openAdministrators } from '../service/pool/admin/administrators.ts';
import { createPool, type Pool, type PoolOptions } from '../service/pool/pool.ts';
import { withAccount, type PoolData } from '../service/pool/accounts/poolData.ts';
import { openAtUsualPort } from './usualPort.ts';

export interface Person {
  readonly address: string;
  readonly displayName: string;
  readonly password: string;
}

export interface Demonstration {
  readonly pool: Pool;
  readonly people: readonly Person[];
  readonly owner: Owner;
}

/** Who administers the pool: by a one-time link, until they have a password and an authenticator. */
interface Owner {
  readonly name: string;
  readonly link: { readonly address: string; readonly until: string } | null;
}

const OWNER = 'owner';

const names = [
  { address: 'alice@contoso.com', displayName: 'Alice Archer' },
  { address: 'bob@contoso.com', displayName: 'Bob Baker' },
];

const passwordsSchema = z.record(z.string(), z.string().min(1));

/** Their passwords, generated once per data folder, since the pool itself stores none. */
function readPeople(dataFolder: string): readonly Person[] {
  const fresh = Object.fromEntries(names.map(({ address }) => [address, makePassword()]));
  const text = readOrMake(join(dataFolder, 'demonstration.json'), () => JSON.stringify(fresh));
  const kept = passwordsSchema.parse(JSON.parse(text));
  return names.map((name) => ({ ...name, password: kept[name.address] ?? makePassword() }));
}

const furnish = (data: PoolData, people: readonly Person[]): PoolData =>
  people.reduce<PoolData>((next, person) => withAccount(next, person.address, person), {
    ...data,
    organisations: {
      'contoso.com': { displayName: 'Contoso', policy: {} },
      ...data.organisations,
    },
  });

/** Another link at each start replaces the one before, which the terminal may have lost. */
function readOwner(dataFolder: string, pool: Pool): Owner {
  const administrators = openAdministrators(join(dataFolder, ADMINISTRATORS_FILE), Date.now);
  try {
    const enrolled = administrators.list().find((one) => one.enrolled && one.role === 'owner');
    if (enrolled) return { name: enrolled.name, link: null };
    administrators.add(OWNER, 'owner');
    const { secret, until } = administrators.addLink('enrol', OWNER);
    return { name: OWNER, link: { address: oneTimeLink(pool.url, 'enrol', secret), until } };
  } finally {
    administrators.close();
  }
}

/** A pool with two people in it, for anyone who tries Candor alone. */
export async function openDemonstration(
  dataFolder: string,
  options: Pick<PoolOptions, 'telemetryUrl' | 'webFolder' | 'log'>,
): Promise<Demonstration> {
  const pool = await openAtUsualPort(dataFolder, (port) =>
    createPool({ port, dataFolder, ...options }),
  );
  const people = readPeople(dataFolder);
  pool.change((data) => furnish(data, people));
  return { pool, people, owner: readOwner(dataFolder, pool) };
}
