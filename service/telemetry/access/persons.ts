import type { DatabaseSync } from 'node:sqlite';
import type { AccessReader } from '../../../contract/insights/accessLog.ts';
import type {
  AccountConfirmation,
  ErasedPerson,
  ExportedPerson,
} from '../../../contract/insights/person.ts';
import { normalAccount } from '../../../contract/pseudonym.ts';
import type { Texts } from '../../../contract/text/terminal.ts';
import type { Erasures } from '../backup/erasures.ts';
import type { CrashStore } from '../crashes/crashStore.ts';
import type { DumpFolder } from '../crashes/dumpFolder.ts';
import type { Clock } from '../ingest/intake.ts';
import { shownRow } from '../routes/shownRow.ts';
import type { Secrets } from '../secrets.ts';
import type { Signer } from '../signer.ts';
import type { AccessLog } from './accessLog.ts';
import { createPersonRows, type Found } from './personRows.ts';
import { accountInLog, pseudonymsOf } from './pseudonyms.ts';

/** Who asks for an account's data, and in which language the list of what can't be found is written. */
interface Asked {
  readonly who: AccessReader;
  readonly t: Texts;
}

/** An account's rights: export of everything stored about it, or erasure. Both are logged before they happen. */
export interface Persons {
  /** @returns undefined if the access log can't be written. */
  readonly export: (account: string, asked: Asked) => Promise<ExportedPerson | undefined>;
  /**
   * Erases for good, from the files too. @returns undefined, having erased nothing, if the access log or the journal of
   * erasures can't be written.
   */
  readonly erase: (account: string, asked: Asked) => Promise<ErasedPerson | undefined>;
}

/** What a search by account never reaches. */
function cannotFind({ forgotten: count }: Found, t: Texts): ErasedPerson['cannotFind'] {
  const said = (code: 'erasedBefore' | 'usage' | 'withoutUser') => ({
    code,
    said: t(`serviceCommand.person.cannotFind.${code}`),
  });
  const forgotten = {
    code: 'forgottenPeppers' as const,
    said: t('serviceCommand.person.cannotFind.forgottenPeppers', { count }),
  };
  return [
    ...(count > 0 ? [forgotten] : []),
    said('erasedBefore'),
    said('usage'),
    said('withoutUser'),
  ];
}

export function createPersons(
  db: DatabaseSync,
  ports: {
    readonly secrets: Pick<Secrets, 'pepper' | 'peppers'>;
    readonly signer: Pick<Signer, 'account'>;
    readonly accessLog: Pick<AccessLog, 'note'>;
    readonly erasures: Erasures;
    readonly crashes: Pick<CrashStore, 'isKept'>;
    readonly dumps: Pick<DumpFolder, 'sweep'>;
    readonly clock: Clock;
    /** Called after rows were deleted. */
    readonly deleted: () => void;
  },
): Persons {
  const { accessLog, crashes, clock } = ports;
  const { pepper, peppers } = ports.secrets;
  const stored = createPersonRows(db);

  const findFor = async (
    account: string,
    kind: 'accountExported' | 'accountErased',
    { who, t }: Asked,
    isNoted: (found: Found) => boolean = () => true,
  ) => {
    const found = await stored.find(peppers.map((one) => pseudonymsOf(account, one)));
    const { rows, dumps } = found;
    const entry = { who, account: accountInLog(account, pepper), records: rows.length };
    if (!isNoted(found) || !accessLog.note({ kind, ...entry })) return undefined;
    const census = rows.filter(({ category }) => category === 'census').length;
    const unsigned: Omit<AccountConfirmation, 'signature'> = {
      what: kind === 'accountErased' ? 'erased' : 'exported',
      account: normalAccount(account),
      census,
      errors: rows.length - census,
      dumps: dumps.length,
      peppers: peppers.map(({ id }) => id).sort(),
      at: clock().toISOString(),
    };
    return { rows, dumps, unsigned, cannotFind: cannotFind(found, t) };
  };

  return {
    async export(account, asked) {
      const found = await findFor(account, 'accountExported', asked);
      if (!found) return undefined;
      const { rows, dumps, unsigned, cannotFind: missing } = found;
      const confirmation = await ports.signer.account(unsigned);
      return {
        confirmation,
        cannotFind: missing,
        records: rows.map(shownRow),
        dumps: [...dumps],
      };
    },
    async erase(account, asked) {
      const found = await findFor(account, 'accountErased', asked, ({ rows }) => {
        const ids = rows.map(({ keptId }) => keptId);
        return (
          ids.length === 0 ||
          ports.erasures.note({ kind: 'account', at: clock().toISOString(), ids })
        );
      });
      if (!found) return undefined;
      await stored.erase(found.rows);
      ports.dumps.sweep(crashes.isKept);
      ports.deleted();
      const confirmation = await ports.signer.account(found.unsigned);
      return { confirmation, cannotFind: found.cannotFind };
    },
  };
}
