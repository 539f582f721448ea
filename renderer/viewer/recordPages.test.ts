import { describe, expect, it } from 'vitest';
import type { RecordFilter, RecordPage, RecordSummary } from '../../contract/viewer.ts';
import { createLatest } from './latest.ts';
import { createRecordPages, PAGE } from './recordPages.ts';
import { soon } from '../testing/soon.testkit.ts';

const everything: RecordFilter = { category: null, state: null, surface: null, text: '' };
const problem = 'database is locked';

/** A main process that has 150 records, and answers or refuses as the test decides. */
function createMain() {
  let isBroken = false;
  const rows = Array.from({ length: 150 }, (_, index) => ({ id: String(index) }) as RecordSummary);
  return {
    breaks: (breaks: boolean) => {
      isBroken = breaks;
    },
    listRecords: ({ offset, limit }: { offset: number; limit: number }): Promise<RecordPage> =>
      isBroken
        ? Promise.reject(new Error(problem))
        : Promise.resolve({ total: rows.length, rows: rows.slice(offset, offset + limit) }),
  };
}

describe('the viewer’s list of records', () => {
  it('says why it could not be read, and is read at the next try', async () => {
    const main = createMain();
    const pages = createRecordPages(main, everything);
    main.breaks(true);
    pages.ensure(0, 0);
    await soon(() => {
      expect(pages.get()).toMatchObject({ total: undefined, problem });
    });
    main.breaks(false);
    pages.renew();
    expect(pages.get()).toMatchObject({ total: undefined, problem: null });
    await soon(() => {
      expect(pages.get()).toMatchObject({ total: 150, problem: null });
    });
    expect(pages.get().rows.size).toBe(PAGE);
  });

  it('asks again for rows that could not be read, once they come into sight again', async () => {
    const main = createMain();
    const pages = createRecordPages(main, everything);
    pages.ensure(0, 0);
    await soon(() => {
      expect(pages.get().total).toBe(150);
    });
    main.breaks(true);
    pages.ensure(90, 110);
    await soon(() => {
      expect(pages.get().problem).toBe(problem);
    });
    main.breaks(false);
    pages.ensure(100, 120);
    await soon(() => {
      expect(pages.get().rows.size).toBe(150);
    });
    expect(pages.get().problem).toBeNull();
  });

  it('keeps what it showed where it can’t be read anew, and says so until it can', async () => {
    const main = createMain();
    const pages = createRecordPages(main, everything);
    pages.ensure(0, 0);
    await soon(() => {
      expect(pages.get().total).toBe(150);
    });
    const before = pages.get();
    main.breaks(true);
    pages.renew();
    await soon(() => {
      expect(pages.get()).toEqual({ ...before, problem });
    });
    main.breaks(false);
    pages.renew();
    await soon(() => {
      expect(pages.get()).toEqual(before);
    });
  });
});

describe('a record or the ledger in the viewer', () => {
  it('says why it could not be read, is read at the next try, and stays where a later one fails', async () => {
    let answer = (): Promise<string> => Promise.reject(new Error(problem));
    const latest = createLatest(() => answer());
    const holds = (state: unknown) =>
      soon(() => {
        expect(latest.get()).toEqual(state);
      });
    latest.renew();
    await holds({ value: undefined, problem });
    answer = () => Promise.resolve('read');
    latest.renew();
    expect(latest.get()).toEqual({ value: undefined, problem: null });
    await holds({ value: 'read', problem: null });
    answer = () => Promise.reject(new Error(problem));
    latest.renew();
    await holds({ value: 'read', problem });
    answer = () => Promise.resolve('read again');
    latest.renew();
    await holds({ value: 'read again', problem: null });
  });

  it('is what was answered to the latest question, whichever answer comes first', async () => {
    const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const answers = [first.promise, second.promise];
    const latest = createLatest(
      () => answers.shift() ?? Promise.reject(new Error('asked too often')),
    );
    latest.renew();
    latest.renew();
    second.resolve('newer');
    await soon(() => {
      expect(latest.get().value).toBe('newer');
    });
    first.resolve('older');
    await first.promise;
    expect(latest.get().value).toBe('newer');
  });
});
