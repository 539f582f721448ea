import { useEffect, useMemo } from 'react';
import type { RecordFilter } from '../../contract/viewer.ts';
import { useValue } from '../ui/useValue.ts';
import { useCandor } from '../app/useView.ts';
import { createRecordPages } from './recordPages.ts';

/**
 * The records that currently match a filter.
 * @param filter the same object as long as the filter is the same.
 */
export function useRecords(filter: RecordFilter) {
  const { main } = useCandor();
  const pages = useMemo(() => createRecordPages(main, filter), [main, filter]);
  const records = useValue(pages);
  useEffect(() => {
    pages.ensure(0, 0);
    return main.on('auditChanged', pages.renew);
  }, [main, pages]);
  return { ...records, ensure: pages.ensure, renew: pages.renew };
}
