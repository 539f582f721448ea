import { expect, test } from 'vitest';
import { missingForDumps } from '../../electron/testing/crash.testkit.ts';
import { problemsOf, targets } from './runCampaign.ts';

const missing = await missingForDumps();
const SHARE_MS = 60_000 / targets.length;
const SEED = 7827814;

for (const target of targets)
  test.skipIf(target.name === 'minidumps' && missing)(
    `${target.name}: a share of a minute’s hostile inputs neither stalls nor fails`,
    async () => {
      expect(problemsOf(await target.attack(SHARE_MS, SEED))).toEqual([]);
    },
  );
