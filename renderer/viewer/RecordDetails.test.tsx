import { describe, expect, test } from 'vitest';
import type { RecordDetail } from '../../contract/viewer.ts';
import { texts } from '../../contract/text/index.ts';
import { renderComponent } from '../testing/renderComponent.testkit.tsx';
import { RecordDetails } from './RecordDetails.tsx';

const id = '0192f0a0-0000-7000-8000-000000000000';
const line = new TextEncoder().encode(
  JSON.stringify({
    id,
    category: 'usage',
    surface: 'desktop',
    name: 'day',
    at: '2026-11-22T10:00:00.000Z',
    fields: { day: '2026-11-22', imSent: 12 },
  }),
);

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const otherId = '0192f0a0-0000-7000-8000-000000000001';
const digest = await sha256(line);

function recordWith(changed: Partial<RecordDetail> = {}): RecordDetail {
  return {
    id,
    category: 'usage',
    surface: 'desktop',
    name: 'day',
    state: 'sent',
    line,
    digest,
    at: 1,
    queuedAt: 1,
    tries: 1,
    triedAt: 2,
    problem: null,
    settledAt: 3,
    reason: null,
    size: line.length,
    dumpLater: null,
    receipt: { id, digest, receivedAt: '2026-11-22', signature: 'c2lnbmVk' },
    signed: true,
    ...changed,
  };
}

const show = (record: RecordDetail | null) =>
  renderComponent(<RecordDetails id={id} />, {
    main: { findRecord: () => Promise.resolve(record) },
  });

const { record: words } = texts.en.viewer;

describe('one record', () => {
  test('shows its very bytes and what each field says', async () => {
    const screen = await show(recordWith());
    await expect.element(screen.getByText(/"imSent": ?12/)).toBeVisible();
    await expect.element(screen.getByRole('row').filter({ hasText: /sent.*12/i })).toBeVisible();
  });

  test.each(['not JSON', '[]', '{"fields":[]}', 'null', '{"id":1}'])(
    'shows the bytes that another program changed to %s, and says that they are no record',
    async (text) => {
      const screen = await show(recordWith({ line: new TextEncoder().encode(text) }));
      await expect.element(screen.getByText(words.noFields)).toBeVisible();
      await expect.element(screen.getByText(words.shownDiffers)).toBeVisible();
      await expect
        .element(screen.getByRole('region', { name: words.bytesSent }))
        .toHaveTextContent(text);
    },
  );

  test.each(['en', 'fr'] as const)(
    'says in words what each field says, before its bytes, and names nothing as only Candor does, in %s',
    async (language) => {
      const counted = JSON.stringify({
        id,
        category: 'usage',
        surface: 'desktop',
        name: 'day',
        at: '2026-11-22T10:00:00.000Z',
        fields: { day: '2026-11-22', featureUse: { signOut: 2 } },
      });
      const bytes = new TextEncoder().encode(counted);
      const screen = await renderComponent(<RecordDetails id={id} />, {
        view: { language },
        main: { findRecord: () => Promise.resolve(recordWith({ line: bytes })) },
      });
      const { record, recordName, feature } = texts[language].viewer;
      await expect
        .element(screen.getByRole('heading', { level: 2 }))
        .toHaveTextContent(`${texts[language].category.usage.name} · ${recordName.day}`);
      const table = screen.getByRole('table', { name: record.fields }).element();
      for (const told of [recordName.day, feature.signOut, texts[language].viewer.surface.desktop])
        expect(table.textContent).toContain(told);
      for (const internal of ['featureUse', 'signOut', '{', 'desktop"', '2026-11-22T'])
        expect(table.textContent).not.toContain(internal);
      const region = screen.getByRole('region', { name: record.bytesSent }).element();
      const order = table.compareDocumentPosition(region);
      expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    },
  );

  test.each<[string, Partial<RecordDetail>, readonly string[]]>([
    [
      'whose bytes, receipt and signature fit',
      {},
      [words.shownMatches, words.receiptMatches, words.signed],
    ],
    [
      'whose bytes differ from those that were stored',
      { digest: 'f'.repeat(64) },
      [words.shownDiffers, words.receiptMatches, words.signed],
    ],
    [
      'with a receipt for other bytes',
      {
        receipt: { id, digest: 'f'.repeat(64), receivedAt: '2026-11-22', signature: 'c2ln' },
        signed: false,
      },
      [words.shownMatches, words.receiptDiffers, words.unsigned],
    ],
    [
      'with a receipt for another record',
      { receipt: { id: otherId, digest, receivedAt: '2026-11-22', signature: 'c2ln' } },
      [words.shownMatches, words.receiptDiffers, words.signed],
    ],
    [
      'that waits',
      { state: 'waiting', receipt: null, signed: null },
      [words.shownMatches, words.noReceipt],
    ],
  ])('%s says so, check by check', async (_what, changed, said) => {
    const screen = await show(recordWith(changed));
    const checks = screen.getByRole('list', { name: words.checks }).getByRole('listitem');
    for (const [index, text] of said.entries())
      await expect.element(checks.nth(index)).toHaveTextContent(text);
    expect(checks.elements()).toHaveLength(said.length);
  });

  test('of an error has a number to copy, as support asks for it', async () => {
    const copied: string[] = [];
    const screen = await renderComponent(<RecordDetails id={id} />, {
      main: {
        findRecord: () => Promise.resolve(recordWith({ category: 'error' })),
        copyReportNumber: (number) => Promise.resolve(void copied.push(number)),
      },
    });
    await expect.element(screen.getByText(id, { exact: true }).first()).toBeVisible();
    await screen.getByRole('button', { name: texts.en.reportNumber.copyNumber }).click();
    await expect.element(screen.getByText(texts.en.reportNumber.copied)).toBeVisible();
    expect(copied).toEqual([id]);
  });

  test('whose memory dump the service takes later says that it waits here, and until when', async () => {
    const until = Date.parse('2026-11-23T00:00:12.000Z');
    const screen = await show(recordWith({ dumpLater: until }));
    const step = screen
      .getByRole('list', { name: words.history })
      .getByRole('listitem')
      .filter({ hasText: words.dumpLater });
    await expect
      .element(step.getByRole('time'))
      .toHaveAttribute('datetime', '2026-11-23T00:00:12.000Z');
  });

  test('that is no longer there says so', async () => {
    const screen = await show(null);
    await expect.element(screen.getByText(texts.en.viewer.records.gone)).toBeVisible();
  });

  test('that can’t be read says why, and is read again on request', async () => {
    const record = recordWith();
    let asked = 0;
    const screen = await renderComponent(<RecordDetails id={id} />, {
      main: {
        findRecord: () => {
          asked += 1;
          return asked === 1 ? Promise.reject(new Error('disk failure')) : Promise.resolve(record);
        },
      },
    });
    await expect.element(screen.getByText(/disk failure/)).toBeVisible();
    await screen.getByRole('button', { name: texts.en.viewer.retry }).click();
    await expect.element(screen.getByRole('table')).toBeVisible();
  });
});
