import { describe, expect, test, vi } from 'vitest';
import licences from '../../assets/licences.json' with { type: 'json' };
import { texts } from '../../contract/text/index.ts';
import { renderComponent } from '../testing/renderComponent.testkit.tsx';
import { AboutPage } from './AboutPage.tsx';

const { about } = texts.en.options;
const view = {
  version: '0.1.0',
  runtime: { electron: '45.4.1', chromium: '156.0.8078.79', node: '24.21.0' },
  logFile: '/home/amos/.config/Candor/logs/candor.log',
  dataFolder: '/home/amos/.config/Candor',
};

describe('About', () => {
  test('says which Candor this is, what it runs on, and where its log and data are', async () => {
    const screen = await renderComponent(<AboutPage />, { view });
    for (const text of [/0\.1\.0/, /45\.4\.1/, /156\.0\.8078\.79/, /24\.21\.0/])
      await expect.element(screen.getByText(text).first()).toBeVisible();
    await expect.element(screen.getByText(view.logFile)).toBeVisible();
    await expect.element(screen.getByText(view.dataFolder, { exact: true })).toBeVisible();
  });

  test('shows either folder where one asks for it', async () => {
    const openFolder = vi.fn(() => Promise.resolve());
    const screen = await renderComponent(<AboutPage />, { view, main: { openFolder } });
    await screen.getByRole('button', { name: about.show.logs }).click();
    await screen.getByRole('button', { name: about.show.data }).click();
    expect(openFolder.mock.calls).toEqual([['logs'], ['data']]);
  });

  test('names all that it is made of, and under which licence, once that is unfolded', async () => {
    const screen = await renderComponent(<AboutPage />, { view });
    const list = screen.getByRole('list', { name: about.licences });
    await expect.element(list).not.toBeInTheDocument();
    await screen.getByRole('button', { name: /\d/ }).click();
    await expect.element(list).toBeVisible();
    expect(list.getByRole('listitem').elements()).toHaveLength(licences.length);
  });
});
