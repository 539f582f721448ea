import { hash } from 'node:crypto';
import type { Category } from '../contract/catalogue.ts';
import type {
  Confirmation,
  CrashAnswer,
  Header,
  Receipt,
  Rejection,
} from '../contract/envelope.ts';
import type { Batch, Candidate } from './body.ts';
import type { CrashBody } from './crashBody.ts';
import type { CrashStore } from './crashStore.ts';
import type { DumpFolder } from './dumpFolder.ts';
import { createGroupCommit } from './groupCommit.ts';
import { done, failed, type Outcome } from './outcome.ts';
import type { Rehash } from './rehash.ts';
import type { Signer } from './signer.ts';
import type { NewRow, Store, Verdict } from './store.ts';

export type Clock = () => Date;

export interface Answer {
  readonly receipts: readonly Receipt[];
  readonly rejected: readonly Rejection[];
}

export type CountedVerdict = 'stored' | 'repeated' | 'rejected';

export interface Intake {
  /** Resolves once every accepted record is on disk. */
  readonly take: (batch: Batch) => Promise<Answer>;
  /** Takes a crash's record with its dump; the problem is why that owner's is not taken. */
  readonly takeCrash: (body: CrashBody) => Promise<Outcome<CrashAnswer>>;
  readonly withdraw: (key: string) => Promise<Confirmation>;
}

interface Ports {
  readonly store: Store;
  readonly crashes: CrashStore;
  readonly dumps: DumpFolder;
  readonly rehash: Rehash;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly count: (category: Category | 'unknown', verdict: CountedVerdict) => void;
}

function toRow(
  { record, digest }: Candidate,
  { app }: Header,
  { rehash, signer }: Pick<Ports, 'rehash' | 'signer'>,
): NewRow {
  const { id, category, surface, name, owner } = record;
  const { fields, pepperId } = rehash(category, record.fields);
  return {
    id,
    category,
    surface,
    name,
    at: new Date(record.at).toISOString(),
    appName: app.name,
    appVersion: app.version,
    owner: owner ?? null,
    fields: JSON.stringify(fields),
    pepperId,
    digest: pepperId === null ? digest : signer.sealDigest(digest),
  };
}

/** Decides what becomes of records that fit the catalogue, and of withdrawals. */
export function createIntake(ports: Ports): Intake {
  const { store, crashes, dumps, signer, clock, count } = ports;

  const commits = createGroupCommit<readonly NewRow[], readonly Verdict[]>({
    commit: (groups) => {
      const verdicts = store.save(groups.flat(), clock().toISOString());
      let from = 0;
      return groups.map(({ length }) => verdicts.slice(from, (from += length)));
    },
  });

  async function take({ header, candidates, rejected }: Batch): Promise<Answer> {
    for (let line = 0; line < rejected.length; line++) count('unknown', 'rejected');
    const rows = candidates.map((candidate) => toRow(candidate, header, ports));
    const verdicts = rows.length > 0 ? await commits.add(rows) : [];
    const receipts: Promise<Receipt>[] = [];
    const refused: Rejection[] = [];
    candidates.forEach(({ record: { id, category }, digest, line }, index) => {
      const verdict = verdicts[index];
      if (!verdict) throw new Error('a record has no verdict');
      count(category, verdict.kind === 'refused' ? 'rejected' : verdict.kind);
      if (verdict.kind === 'refused') refused.push({ id, line, reason: verdict.reason });
      else receipts.push(signer.receipt({ id, digest, receivedAt: verdict.receivedAt }));
    });
    return {
      receipts: await Promise.all(receipts),
      rejected: [...rejected, ...refused].sort((a, b) => a.line - b.line),
    };
  }

  async function takeCrash(body: CrashBody): Promise<Outcome<CrashAnswer>> {
    const { header, candidate, dump } = body;
    const { record, digest } = candidate;
    const row = toRow(candidate, header, ports);
    // First the file, then the row that names it: a file of no one is swept away.
    dumps.keep(dump);
    const verdict = crashes.save(row, dump, clock().toISOString());
    count(record.category, verdict.kind === 'refused' ? 'rejected' : verdict.kind);
    if (verdict.kind === 'refused') {
      crashes.tidy(clock());
      return failed(verdict.reason);
    }
    const { receivedAt } = verdict;
    const receipt = await signer.receipt({ id: record.id, digest, receivedAt });
    return done({ receipt, dump: { digest: dump.digest, bytes: dump.bytes } });
  }

  function withdraw(key: string): Promise<Confirmation> {
    const owner = hash('sha256', key, 'hex');
    const erasure = store.erase(owner, clock().toISOString());
    crashes.tidy(clock());
    return signer.confirmation({ owner, ...erasure });
  }

  return { take, takeCrash, withdraw };
}
