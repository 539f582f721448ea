import { describe, expect, test } from 'vitest';
import type { View } from '../../contract/ipc.ts';
import type { ConfirmedErasure } from '../../contract/viewer.ts';
import { renderComponent } from '../testing/renderComponent.testkit.tsx';
import { ErasureNotice } from './ErasureNotice.tsx';

const confirmed: ConfirmedErasure = {
  erased: 3,
  at: '2026-11-22T10:00:02.000Z',
  signature: 'c2lnbmVk',
  by: null,
};
const show = (view: Partial<View>) => renderComponent(<ErasureNotice />, { view });

describe('what became of an erasure', () => {
  test('is told where it was asked for: how many, and with what signature', async () => {
    const screen = await show({ confirmedErasures: [confirmed] });
    const notice = screen.getByRole('status');
    await expect.element(notice.getByText(/The service erased 3 error reports/)).toBeVisible();
    await expect.element(notice.getByText('Signature: c2lnbmVk')).toBeVisible();
    await screen.getByRole('button', { name: 'Dismiss' }).click();
    await expect.element(notice.getByText(/erased/)).not.toBeInTheDocument();
  });

  test('is told where the service held nothing, and by which service', async () => {
    const by = 'https://telemetry.contoso.com/';
    const screen = await show({ confirmedErasures: [{ ...confirmed, erased: 0, by }] });
    const notice = screen.getByRole('status');
    await expect
      .element(notice.getByText(/held no error report from this device.*telemetry\.contoso\.com/))
      .toBeVisible();
  });

  test('is that it waits, while no service has confirmed it', async () => {
    const screen = await show({ erasures: [{ askedAt: confirmed.at, by: null }] });
    await expect.element(screen.getByText(/An erasure is waiting/)).toBeVisible();
  });
});
