import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Terminal } from '../../shared/terminal.ts';
import type { ChainCheck } from '../../../contract/chainCheck.ts';
import { verifyChain } from '../../shared/verifyChain.ts';
import { accessLogFile } from './accessLog.ts';
import type { VerifyAccessLog } from './commandLine.ts';

/** `candor-service access-log verify`: says whether the chain is intact, even while the service runs. */
export async function verify(
  { data, noted }: VerifyAccessLog,
  { say, giveUp }: Pick<Terminal, 'say' | 'giveUp'>,
): Promise<void> {
  const path = join(data, accessLogFile);
  if (!existsSync(path)) {
    giveUp((t) => t('serviceCommand.accessLog.none', { path }));
    return;
  }
  let verified: ChainCheck;
  try {
    verified = await verifyChain(path, noted);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    giveUp((t) => t('serviceCommand.accessLog.unusable', { path, why }));
    return;
  }
  const { broken, hasNoted, entries: count } = verified;
  if (broken)
    giveUp((t) =>
      t(`serviceCommand.accessLog.broken.${broken.problem}`, { path, seq: String(broken.seq) }),
    );
  else if (!hasNoted) giveUp((t) => t('serviceCommand.accessLog.cut', { path, head: noted ?? '' }));
  else say((t) => t('serviceCommand.accessLog.holds', { count, head: verified.head ?? '' }));
}
