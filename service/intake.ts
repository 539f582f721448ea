import { hash } from 'node:crypto';
import type { Category } from '../contract/catalogue.ts';
import type { Confirmation, Header, Receipt, Rejection } from '../contract/envelope.ts';
import type { Batch, Candidate } from './body.ts';
import { createGroupCommit } from './groupCommit.ts';
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
  readonly withdraw: (key: string) => Promise<Confirmation>;
}

interface Ports {
  readonly store: Store;
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
  const { store, signer, clock, count } = ports;

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

  function withdraw(key: string): Promise<Confirmation> {
    const owner = hash('sha256', key, 'hex');
    return signer.confirmation({ owner, ...store.erase(owner, clock().toISOString()) });
  }

  return { take, withdraw };
}
