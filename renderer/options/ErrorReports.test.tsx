import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { catalogue } from '../../contract/catalogue.ts';
import type { Datum } from '../../contract/datum.ts';
import { consentText } from '../../contract/consentText.ts';
import type { Lock } from '../../contract/lock.ts';
import { texts } from '../../contract/text/index.ts';
import { renderComponent } from '../testing/renderComponent.testkit.tsx';
import { ErrorReports } from './ErrorReports.tsx';
import type { Changes } from './optionsDraft.ts';

const box = 'Send Candor improvement program info';
const machine: Lock = {
  source: 'machine',
  key: 'DisableAutomaticSendTracing',
  location: '/etc/candor/policy.json',
  since: '2026-11-22T10:00:00.000Z',
};

/** As on the page: changes are kept until OK. */
function Page({ lock = null, wasTicked = false }: { lock?: Lock | null; wasTicked?: boolean }) {
  const [changes, setChanges] = useState<Changes>({});
  const isTicked = changes.errorReports ?? wasTicked;
  return (
    <ErrorReports
      isTicked={lock === null && isTicked}
      withdrawal={wasTicked && !isTicked ? { wanted: changes, hasEvents: true } : undefined}
      lock={lock}
      memoryDumps={changes.memoryDumps ?? 'ask'}
      onChange={(changed) => {
        setChanges({ ...changes, ...changed });
      }}
    />
  );
}

describe('the box that lets error reports be sent', () => {
  test('is not ticked by itself, and is ticked by a click', async () => {
    const screen = await renderComponent(<Page />, {});
    const checkbox = screen.getByRole('checkbox', { name: box });
    await expect.element(checkbox).not.toBeChecked();
    await checkbox.click();
    await expect.element(checkbox).toBeChecked();
  });

  test('unticked again offers to erase what was sent, without taking that for granted', async () => {
    const screen = await renderComponent(<Page wasTicked />, {});
    await screen.getByRole('checkbox', { name: box }).click();
    const erase = screen.getByRole('checkbox', { name: /erase/i });
    await expect.element(erase).not.toBeChecked();
    await erase.click();
    await expect.element(erase).toBeChecked();
  });

  test('unticked again says what is deleted and what stays on this device, and offers to clear the log', async () => {
    const screen = await renderComponent(<Page wasTicked />, {});
    await screen.getByRole('checkbox', { name: box }).click();
    const deleted = screen.getByRole('status').filter({ hasText: 'OK deletes the error reports' });
    await expect.element(deleted).toBeVisible();
    const clear = screen.getByRole('checkbox', { name: /clear Candor’s log/i });
    await expect.element(clear).not.toBeChecked();
    await expect.element(clear).toHaveAccessibleDescription(/log.*messages of errors.*event log/);
    await clear.click();
    await expect.element(clear).toBeChecked();
    await expect.element(clear).not.toHaveAccessibleDescription(/messages of errors/);
  });

  test('locked by policy can be reached but not ticked, and says by whom, which key and where', async () => {
    const screen = await renderComponent(<Page lock={machine} wasTicked />, {});
    const checkbox = screen.getByRole('checkbox', { name: box });
    await expect.element(checkbox).not.toBeChecked();
    await expect.element(checkbox).toHaveAttribute('aria-disabled', 'true');
    await checkbox.click({ force: true });
    await expect.element(checkbox).not.toBeChecked();
    for (const said of [machine.key, machine.location, 'November 22, 2026'])
      await expect.element(screen.getByRole('status').filter({ hasText: said })).toBeVisible();
  });

  test('locked by the organisation names it', async () => {
    const lock: Lock = { ...machine, source: 'organisation', organisation: 'Contoso' };
    const screen = await renderComponent(<Page lock={lock} />, {});
    const reason = screen.getByRole('status').filter({ hasText: machine.key });
    await expect.element(reason.filter({ hasText: 'Contoso' })).toBeVisible();
  });

  test('locked by a policy that can’t be read says what is wrong with it, in French too', async () => {
    const lock: Lock = { ...machine, problem: 'it is not valid JSON' };
    const screen = await renderComponent(<Page lock={lock} />, { view: { language: 'fr' } });
    const reason = screen.getByRole('status').filter({ hasText: machine.location });
    await expect.element(reason.filter({ hasText: texts.fr.policyProblem.notJson })).toBeVisible();
  });

  test.each(['en', 'fr'] as const)(
    'is asked about in three short sentences, and unfolds every datum that a yes covers, in %s',
    async (language) => {
      const { improve } = texts[language].options;
      const sentences = new Intl.Segmenter(language, { granularity: 'sentence' });
      expect([...sentences.segment(improve.paragraph)]).toHaveLength(3);
      const screen = await renderComponent(<Page />, { view: { language } });
      await screen.getByRole('button', { name: improve.exactly.title }).click();
      const what = screen.getByRole('group', { name: improve.exactly.title });
      const data: Readonly<Record<string, Datum>> = catalogue.error;
      await expect.element(what).toBeVisible();
      const told = what.element().textContent;
      for (const field of consentText.fields)
        expect(told).toContain(data[field]?.label[language] ?? field);
    },
  );

  test('says how long the service keeps reports, or that it has not said so, or nothing without a service', async () => {
    const retention = { census: 400, usage: 400, error: 60 };
    const said = await renderComponent(<Page />, { view: { retention } });
    await expect.element(said.getByText(/error reports for 60 days at most/)).toBeVisible();
    await said.unmount();
    const unsaid = await renderComponent(<Page />, { view: { retention: null } });
    await expect.element(unsaid.getByText(texts.en.kept.notSaid)).toBeVisible();
    await unsaid.unmount();
    const alone = await renderComponent(<Page />, { view: { retention: null, serviceUrl: null } });
    await expect.element(alone.getByText(texts.en.kept.notSaid)).not.toBeInTheDocument();
  });

  test('leads to the table of all that a report can hold', async () => {
    const openHelp = vi.fn(() => Promise.resolve());
    const screen = await renderComponent(<Page />, { main: { openHelp } });
    await screen.getByRole('button', { name: /Learn more about what an error/ }).click();
    expect(openHelp).toHaveBeenCalledWith('error');
  });
});
