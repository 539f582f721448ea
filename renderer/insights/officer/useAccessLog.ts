import { use, useState } from 'react';
import { z } from 'zod';
import { accessPageSchema } from '../../../contract/insights/accessLog.ts';
import { ask, type Asked } from '../answers/ask.ts';
import { useAsked, type Loaded } from '../answers/useAnswer.ts';
import type { Here } from '../place/usePlace.ts';
import { SessionContext } from '../session/useSession.ts';

type Period = Here['period'];

/** Whatever somebody changed in one entry, the others are shown; each entry's contents are parsed separately. */
const keptEntry = z.object({
  seq: z.int(),
  at: z.string(),
  previous: z.string(),
  event: z.unknown(),
  hash: z.string(),
});
export type KeptEntry = z.infer<typeof keptEntry>;
const pageSchema = accessPageSchema.extend({ entries: z.array(keptEntry) });

const SHOWN = 50;
/** As many as the service returns at once. */
const MOST = 1000;

function pathOf({ from, to }: Period, limit: number, before: number | undefined): string {
  const query = new URLSearchParams({ since: from, until: to, limit: String(limit) });
  if (before !== undefined) query.set('before', String(before));
  return `../v1/access-log?${query.toString()}`;
}

/** The entries of a period, page by page. */
export function useAccessLog(period: Period): {
  readonly shown: Loaded<z.infer<typeof pageSchema>>;
  /** Absent if there are none newer. */
  readonly newer: (() => void) | undefined;
  readonly older: (() => void) | undefined;
  /** Whether there is more than one page, as far as is known. */
  readonly isPaged: boolean;
} {
  // The `before` values of the pages up to the one shown.
  const [way, setWay] = useState<readonly number[]>([]);
  const [hasMoved, setMoved] = useState(false);
  const shown = useAsked(pathOf(period, SHOWN, way.at(-1)), pageSchema);
  const next = shown.state === 'answered' ? shown.answer.next : undefined;
  return {
    shown,
    newer:
      way.length === 0
        ? undefined
        : () => {
            setWay(way.slice(0, -1));
          },
    older:
      next === undefined
        ? undefined
        : () => {
            setWay([...way, next]);
            setMoved(true);
          },
    isPaged: hasMoved || next !== undefined,
  };
}

/** All entries of a period, newest first. */
export function useAllEntries(period: Period): () => Promise<Asked<readonly KeptEntry[]>> {
  const { onSignedOut } = use(SessionContext);
  return async () => {
    const entries: KeptEntry[] = [];
    let before: number | undefined;
    do {
      const asked = await ask(pathOf(period, MOST, before), pageSchema);
      if (!asked.ok) {
        if (asked.problem.kind === 'signedOut') onSignedOut();
        return asked;
      }
      entries.push(...asked.value.entries);
      before = asked.value.next;
    } while (before !== undefined);
    return { ok: true, value: entries };
  };
}
