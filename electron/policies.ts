import { createPolicyFile } from './adapters/policyFile.ts';
import { createPolicyKeeper, type PolicyKeeper, type PolicySource } from './core/policyKeeper.ts';

const MACHINE_POLICY = '/etc/candor/policy.json';

/** Opens every source of policy that this platform has, and those that the command line names. */
export function openPolicies(
  policyFiles: readonly string[],
  organisation: PolicySource,
): PolicyKeeper {
  const now = () => Date.now();
  const machine = createPolicyFile({
    source: 'machine',
    path: MACHINE_POLICY,
    missing: 'absent',
    trusted: 'root',
    now,
  });
  const named = policyFiles.map((path) =>
    createPolicyFile({
      source: 'policy-file',
      path,
      missing: 'unreadable',
      trusted: 'anyone',
      now,
    }),
  );
  return createPolicyKeeper([
    organisation,
    ...(process.platform === 'linux' ? [machine] : []),
    ...named,
  ]);
}
