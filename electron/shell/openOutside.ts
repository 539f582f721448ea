import { mkdirSync } from 'node:fs';
import { clipboard, dialog, shell } from 'electron';
import type { TFunction } from 'i18next';

/** Opens links and folders in other programs. */
export interface Outside {
  /** @param href an http or https address. */
  readonly openLink: (href: string) => Promise<void>;
  /** Opens a folder, which is created if it does not exist yet. */
  readonly openFolder: (path: string) => Promise<void>;
}

/**
 * Created first, since nothing may have been written into it.
 * @returns the system's reason, if it refuses.
 */
async function showFolder(path: string): Promise<string> {
  try {
    mkdirSync(path, { recursive: true });
    return await shell.openPath(path);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** If the system refuses to open something, the person is told, with a way to get there themselves. */
export function createOutside(texts: () => TFunction): Outside {
  const offerCopy = async (message: string, detail: string, copied: string): Promise<void> => {
    const t = texts();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: t('app.name'),
      message,
      detail,
      noLink: true,
      buttons: [t('outside.copy'), t('outside.close')],
      defaultId: 1,
      cancelId: 1,
    });
    if (response === 0) void clipboard.writeText(copied);
  };
  return {
    async openLink(href) {
      await shell.openExternal(href).catch(async () => {
        const t = texts();
        await offerCopy(t('outside.link'), t('outside.linkDetail', { href }), href);
      });
    },
    async openFolder(path) {
      const problem = await showFolder(path);
      if (problem === '') return;
      const t = texts();
      await offerCopy(t('outside.folder'), t('outside.folderDetail', { path, problem }), path);
    },
  };
}
