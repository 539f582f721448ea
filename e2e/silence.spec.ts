import { join } from 'node:path';
import { expect, test } from './fixtures/candor.ts';
import { createNamespace, missingForNamespace } from './fixtures/networkNamespace.ts';

const root = join(import.meta.dirname, '..');
const node = join(root, 'node_modules', '.bin', 'node');
const session = join(import.meta.dirname, 'fixtures/silentSession.ts');
const refusal = '{"DisableAutomaticSendTracing": true}';

const table = [
  { policy: '{}', choice: 'off', leaves: ['census', 'usage'] },
  { policy: '{}', choice: 'on', leaves: ['census', 'error', 'usage'] },
  { policy: refusal, choice: 'off', leaves: ['census'] },
  { policy: refusal, choice: 'on', leaves: ['census'] },
  { policy: 'not JSON', choice: 'on', leaves: ['census'] },
] as const;

const missing = missingForNamespace();

test.describe('in a network of its own, with a capture running', () => {
  test.skip(missing !== undefined, missing);

  for (const [row, { policy, choice, leaves }] of table.entries())
    test(`policy ${policy}, choice ${choice}: ${leaves.join(', ')} and no other packet leaves`, async ({
      folder,
    }) => {
      const network = await createNamespace(`candor-${process.pid}-${row}`);
      let printed = '';
      let packets: readonly string[] = [];
      try {
        printed = network.run(node, [session, folder, choice, policy]);
      } finally {
        packets = await network.stop();
      }
      expect(JSON.parse(printed)).toEqual({ categories: leaves, strangers: 0 });
      expect(packets).toEqual([]);
    });

  const leaks = [
    {
      to: 'another network',
      command: 'echo leak > /dev/udp/198.51.100.7/53',
      seen: '198.51.100.7.53',
    },
    { to: 'a neighbour', command: 'echo leak > /dev/udp/192.0.2.77/53', seen: '192.0.2.77' },
    {
      to: 'a local name server',
      command: 'echo leak > /dev/udp/127.0.0.53/53',
      seen: '127.0.0.53.53',
    },
    {
      to: 'a closed port',
      command: 'echo leak > /dev/tcp/127.0.0.1/9 || true',
      seen: '127.0.0.1.9',
    },
  ];
  for (const [row, { to, command, seen }] of leaks.entries())
    test(`the capture does see a packet to ${to}`, async () => {
      const network = await createNamespace(`candor-${process.pid}-proof-${row}`);
      let packets: readonly string[] = [];
      try {
        network.run('bash', ['-c', command]);
      } finally {
        packets = await network.stop();
      }
      expect(packets.join('\n')).toContain(seen);
    });
});
