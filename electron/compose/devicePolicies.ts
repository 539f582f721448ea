import { createPolicyFile } from '../adapters/policy/policyFile.ts';
import { loadPolicyWatcher, openSystemPolicy } from '../adapters/policy/systemPolicy.ts';
import type { PolicySource } from '../core/consent/policyKeeper.ts';
import { SETTLING_MS } from '../core/consent/settling.ts';

const MACHINE_POLICY = '/etc/candor/policy.json';

/** The administrator's policies that the system itself keeps. */
async function openMachine(
  now: () => number,
  settlingMs: number,
): Promise<readonly PolicySource[]> {
  const { platform } = process;
  if (platform === 'win32' || platform === 'darwin')
    return [await openSystemPolicy(platform, loadPolicyWatcher, now)];
  if (platform !== 'linux') return [];
  const path = MACHINE_POLICY;
  const file = { source: 'machine', path, missing: 'absent', trusted: 'root' } as const;
  return [createPolicyFile({ ...file, now, settlingMs })];
}

/**
 * Opens every source of policy on this device, and those that the command line names.
 * @param settlingMs for how long a file may be half written; 0 if it is read only once.
 */
export async function openDevicePolicies(
  policyFiles: readonly string[],
  settlingMs = SETTLING_MS,
): Promise<readonly PolicySource[]> {
  const now = () => Date.now();
  const named = policyFiles.map((path) =>
    createPolicyFile({
      source: 'policy-file',
      path,
      missing: 'unreadable',
      trusted: 'anyone',
      now,
      settlingMs,
    }),
  );
  return [...(await openMachine(now, settlingMs)), ...named];
}
