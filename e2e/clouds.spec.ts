import { join } from 'node:path';
import clouds from '../assets/clouds.json' with { type: 'json' };
import { resolveRuntime } from '../runtime/path.js';
import { expect, test } from './fixtures/candor.ts';
import { missingForCertificates } from './fixtures/certificate.ts';
import { createCloudHosts } from './fixtures/cloudHosts.ts';
import { createMachinePolicy, missingForMachinePolicy } from './fixtures/machinePolicy.ts';
import { people } from './fixtures/pool.ts';
import { fillIn } from './fixtures/talking.ts';

const missing =
  missingForMachinePolicy() ??
  missingForCertificates() ??
  // Electron trusts what the system trusts, of which a flow has no view of its own.
  (resolveRuntime().kind === 'electron' ? 'needs the stand-in' : undefined);

const hostOf = (url: string): string => new URL(url).hostname;
const everyHost = Object.values(clouds).flatMap((cloud) => Object.values(cloud).map(hostOf));
const { alice } = people;

test.skip(missing !== undefined, missing);

for (const cloud of ['worldwide', 'china'] as const) {
  test(`by the policy Cloud, ${cloud}, records and sign-ins go to its hosts, and to no other cloud’s`, async ({
    start,
    service,
    wire,
    folder,
  }) => {
    const { telemetry, pool } = clouds[cloud];
    const machine = createMachinePolicy(join(folder, 'machine'));
    machine.replace(JSON.stringify({ Cloud: cloud }));
    const hosts = await createCloudHosts(folder, everyHost, wire.url);
    machine.bringHome(everyHost, hosts.address);
    const { window, quit } = await start({
      executable: machine.executable,
      env: { CANDOR_TELEMETRY_URL: '', NODE_EXTRA_CA_CERTS: hosts.certificateFile },
    });
    await expect(window.getByText(`Records go to ${telemetry}`)).toBeVisible();
    await expect.poll(() => service.received('usage')).toHaveLength(1);
    await fillIn(window, alice.address, alice.password);
    await window.getByRole('button', { name: 'Sign in', exact: true }).click();
    const own = new Set([telemetry, pool].map(hostOf));
    await expect.poll(hosts.asked).toEqual(own);
    await quit();
    expect(hosts.asked()).toEqual(own);
    await hosts.close();
  });
}
