import { hash } from 'node:crypto';
import type { Category } from '../../../contract/datum.ts';
import type { Confirmation, CrashAnswer, Receipt, Rejection } from '../../../contract/envelope.ts';
import type { RetentionDays } from '../../../contract/retention.ts';
import type { Candidate } from './body.ts';
import type { CrashBody, DumpRefusal } from '../crashes/crashBody.ts';
import type { CrashStore } from '../crashes/crashStore.ts';
import type { DumpFolder } from '../crashes/dumpFolder.ts';
import type { Door } from './door.ts';
import type { Later } from '../later.ts';
import type { RetentionLimits } from '../limits.ts';
import type { LearnedSetting } from '../learned/setting.ts';
import { createGroupCommit } from '../store/groupCommit.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import type { PreparedBatch } from './prepare.ts';
import { toRow } from './row.ts';
import type { Signer } from '../signer.ts';
import type { Counted } from '../store/dayCounts.ts';
import { weightOf, type RecordQuotas, type Room } from '../store/recordQuotas.ts';
import { toldRetention } from '../store/retention.ts';
import type { NewRow, Store, Verdict } from '../store/store.ts';

export type Clock = () => Date;

export interface Answer {
  readonly receipts: readonly Receipt[];
  readonly rejected: readonly Rejection[];
  /** The most days for which accepted records are kept. */
  readonly retention: RetentionDays;
  /** Set if everyone can read what the data taught. */
  readonly learned?: true;
}

export type CountedVerdict = 'stored' | 'repeated' | 'rejected';

export interface Intake {
  /** Resolves once every accepted record is on disk, or with the reason why all of them have to come later. */
  readonly take: (batch: PreparedBatch, address: string) => Promise<Outcome<Answer, Later>>;
  /** @returns why no dump is taken for this record; undefined if the record has its receipt. */
  readonly admitCrash: (candidate: Candidate) => DumpRefusal | undefined;
  /** Takes the dump of a stored record; the problem says why this owner's is not taken. */
  readonly takeCrash: (body: CrashBody) => Promise<Outcome<CrashAnswer>>;
  readonly withdraw: (key: string) => Promise<Confirmation>;
}

interface Ports {
  readonly store: Store;
  readonly crashes: CrashStore;
  readonly dumps: DumpFolder;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly door: Pick<Door, 'thenRun'>;
  readonly recordQuotas: Pick<RecordQuotas, 'reserve' | 'write' | 'erased'>;
  readonly count: (category: Category | 'unknown', verdict: CountedVerdict) => void;
  readonly retention: RetentionLimits;
  readonly setting: Pick<LearnedSetting, 'isOpen'>;
}

/** One request's records, and the address that they come from, as limits count addresses. */
interface Arrived {
  readonly rows: readonly NewRow[];
  readonly address: string;
}

const storedAmong = (rows: readonly NewRow[], verdicts: readonly Verdict[]): readonly NewRow[] =>
  rows.filter((_, index) => verdicts[index]?.kind === 'stored');

/** Whose counts a request changes; none if nothing of it is stored. */
function storedOf(request: Arrived | undefined, verdicts: readonly Verdict[]): readonly Counted[] {
  const stored = storedAmong(request?.rows ?? [], verdicts);
  if (!request || stored.length === 0) return [];
  return [{ address: request.address, owners: stored.map(({ owner }) => owner) }];
}

/** Stores the records of requests that arrive together in one transaction, together with their quota counts. */
function createCommits({ store, clock, door, recordQuotas }: Ports) {
  return createGroupCommit<Arrived, readonly Verdict[]>({
    thenRun: door.thenRun,
    weigh: ({ rows }) => rows.reduce((bytes, row) => bytes + weightOf(row), 0),
    commit(requests) {
      const share = (verdicts: readonly Verdict[]) => {
        let from = 0;
        return requests.map(({ rows }) => verdicts.slice(from, (from += rows.length)));
      };
      const rows = requests.flatMap((request) => request.rows);
      const verdicts = store.save(rows, clock().toISOString(), (all) => {
        recordQuotas.write(
          share(all).flatMap((verdictsOf, index) => storedOf(requests[index], verdictsOf)),
        );
      });
      return share(verdicts);
    },
  });
}

/** Decides about records that fit the catalogue, and about withdrawals. */
export function createIntake(ports: Ports): Intake {
  const { store, crashes, dumps, signer, clock, recordQuotas, count, retention, setting } = ports;

  const commits = createCommits(ports);

  /** Commits rows for which room is kept, and gives back the room that they didn't need. */
  async function commit(arrived: Arrived, { settle }: Room): Promise<readonly Verdict[]> {
    const { rows } = arrived;
    let verdicts: readonly Verdict[] = [];
    try {
      verdicts = rows.length > 0 ? await commits.add(arrived) : [];
    } finally {
      settle(storedAmong(rows, verdicts));
    }
    return verdicts;
  }

  async function take(batch: PreparedBatch, address: string): Promise<Outcome<Answer, Later>> {
    const { header, records, rejected } = batch;
    const rows = records.map((prepared) => toRow(prepared, header, signer));
    const reserved = recordQuotas.reserve(address, rows);
    if (!reserved.ok) return failed(reserved.later);
    for (let line = 0; line < rejected.length; line++) count('unknown', 'rejected');
    const verdicts = await commit({ rows, address }, reserved.room);
    const receipts: Promise<Receipt>[] = [];
    const refused: Rejection[] = [];
    records.forEach(({ record: { id, category }, digest, line }, index) => {
      const verdict = verdicts[index];
      if (!verdict) throw new Error('a record has no verdict');
      count(category, verdict.kind === 'refused' ? 'rejected' : verdict.kind);
      if (verdict.kind === 'refused') refused.push({ id, line, reason: verdict.reason });
      else receipts.push(signer.receipt({ id, digest, receivedAt: verdict.receivedAt }));
    });
    return done({
      receipts: await Promise.all(receipts),
      rejected: [...rejected, ...refused].sort((a, b) => a.line - b.line),
      retention: toldRetention(retention),
      ...(setting.isOpen() ? { learned: true } : {}),
    });
  }

  /** The forms in which a record's digest may be stored: sealed, if the record was hashed again. */
  const digestsOf = (digest: string) => [digest, signer.sealDigest(digest)];

  function admitCrash({ record, digest }: Candidate): DumpRefusal | undefined {
    if (crashes.isWithdrawn(record.owner ?? ''))
      return { status: 422, problem: 'owner: withdrawn' };
    if (crashes.receivedAt(record.id, digestsOf(digest)) !== undefined) return undefined;
    return {
      status: 409,
      problem: 'the record has no receipt yet: send it to /v1/records first, and then its dump',
      retryAfter: 60,
    };
  }

  async function takeCrash({ candidate, dump }: CrashBody): Promise<Outcome<CrashAnswer>> {
    const { record, digest } = candidate;
    // First the file, then the row that names it: a file without a row is swept away.
    dumps.keep(dump);
    const receivedAt = crashes.save(record, digestsOf(digest), dump, clock().toISOString());
    if (receivedAt === undefined) {
      crashes.tidy(clock());
      return failed('owner: withdrawn');
    }
    const receipt = await signer.receipt({ id: record.id, digest, receivedAt });
    return done({ receipt, dump: { digest: dump.digest, bytes: dump.bytes } });
  }

  async function withdraw(key: string): Promise<Confirmation> {
    const owner = hash('sha256', key, 'hex');
    const erasure = await store.erase(owner, clock().toISOString());
    recordQuotas.erased(owner);
    crashes.tidy(clock());
    return signer.confirmation({ owner, ...erasure });
  }

  return { take, admitCrash, takeCrash, withdraw };
}
