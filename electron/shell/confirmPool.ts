import { BrowserWindow, dialog, type WebContents } from 'electron';
import type { TFunction } from 'i18next';
import type { PoolAddress } from '../core/consent/serverAddress.ts';

/**
 * Asks the person whether Candor should sign in at this pool, in a box that no page can answer.
 * @param domain the domain that names it; null if the person typed the address.
 */
export type ConfirmPool = (
  contents: WebContents,
  pool: PoolAddress,
  domain: string | null,
) => Promise<boolean>;

const USE = 0;
const CANCEL = 1;

export const createConfirmPool =
  (texts: () => TFunction): ConfirmPool =>
  async (contents, { http }, domain) => {
    const window = BrowserWindow.fromWebContents(contents);
    if (!window) return false;
    const t = texts();
    const { host, href: address } = http;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: t('app.name'),
      message: t('pool.confirm.message', { host }),
      detail: [
        domain === null ? '' : t('pool.confirm.found', { domain }),
        t('pool.confirm.detail', { address }),
      ]
        .filter(Boolean)
        .join('\n\n'),
      noLink: true,
      buttons: [t('pool.confirm.use'), t('pool.confirm.cancel')],
      // A key that the person happens to type must not be an answer.
      defaultId: CANCEL,
      cancelId: CANCEL,
    });
    return response === USE;
  };
