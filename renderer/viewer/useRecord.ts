import { useCallback } from 'react';
import type { RecordDetail } from '../../contract/viewer.ts';
import { useCandor } from '../app/useView.ts';
import { useLatest } from './useLatest.ts';

export interface Shown {
  readonly record: RecordDetail;
  /** The bytes, as text. */
  readonly text: string;
  /** SHA-256 of the bytes that this window received, computed by this window. */
  readonly digest: string;
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The current state of one record; its value is null if it is no longer here. */
export function useRecord(id: string) {
  const { main } = useCandor();
  const read = useCallback(async (): Promise<Shown | null> => {
    const record = await main.findRecord(id);
    return (
      record && {
        record,
        text: new TextDecoder().decode(record.line),
        digest: await digestOf(record.line),
      }
    );
  }, [main, id]);
  return useLatest(read);
}
