import { useEffect, useState } from 'react';
import type { RecordDetail } from '../../contract/viewer.ts';
import { useCandor } from '../useView.ts';

export interface Shown {
  readonly record: RecordDetail;
  /** The bytes, as text. */
  readonly text: string;
  /** SHA-256 of the bytes that this window received, worked out by this window. */
  readonly digest: string;
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One record as of now: nothing while it loads, null where it is no longer here. */
export function useRecord(id: string): Shown | null | undefined {
  const { main } = useCandor();
  const [loaded, setLoaded] = useState<{ id: string; shown: Shown | null }>();
  useEffect(() => {
    let isOver = false;
    const load = async () => {
      const record = await main.findRecord(id);
      const shown = record && {
        record,
        text: new TextDecoder().decode(record.line),
        digest: await digestOf(record.line),
      };
      if (!isOver) setLoaded({ id, shown });
    };
    void load();
    const stop = main.on('auditChanged', () => void load());
    return () => {
      isOver = true;
      stop();
    };
  }, [main, id]);
  return loaded?.id === id ? loaded.shown : undefined;
}
