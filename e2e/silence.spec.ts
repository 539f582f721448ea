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

  test('the capture does see a packet that leaves', async () => {
    const network = await createNamespace(`candor-${process.pid}-proof`);
    try {
      network.run('bash', ['-c', 'echo leak > /dev/udp/198.51.100.7/53']);
    } finally {
      const packets = await network.stop();
      expect(packets.join('\n')).toContain('198.51.100.7.53');
    }
  });
});
