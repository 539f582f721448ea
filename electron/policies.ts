import { createPolicyFile } from './adapters/policyFile.ts';
import { loadPolicyWatcher, openSystemPolicy } from './adapters/policySystem.ts';
import type { PolicySource } from './core/policyKeeper.ts';

const MACHINE_POLICY = '/etc/candor/policy.json';

/** What the system itself holds of an administrator's policies. */
async function openMachine(now: () => number): Promise<readonly PolicySource[]> {
  const { platform } = process;
  if (platform === 'win32' || platform === 'darwin')
    return [await openSystemPolicy(platform, loadPolicyWatcher, now)];
  if (platform !== 'linux') return [];
  const path = MACHINE_POLICY;
  return [createPolicyFile({ source: 'machine', path, missing: 'absent', trusted: 'root', now })];
}

/** Opens every source of policy that this device has, and those that the command line names. */
export async function openDevicePolicies(
  policyFiles: readonly string[],
): Promise<readonly PolicySource[]> {
  const now = () => Date.now();
  const named = policyFiles.map((path) =>
    createPolicyFile({
      source: 'policy-file',
      path,
      missing: 'unreadable',
      trusted: 'anyone',
      now,
    }),
  );
  return [...(await openMachine(now)), ...named];
}
