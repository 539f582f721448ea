import { writeFile } from 'node:fs/promises';
import { dialog } from 'electron';
import type { TFunction } from 'i18next';
import type { Audit } from './core/audit.ts';

/** Writes everything that this device holds into a file that the person chooses. @returns its path, or null where they chose none. */
export async function saveExport(audit: Audit, t: TFunction): Promise<string | null> {
  const data = audit.exportData();
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: t('viewer.title'),
    defaultPath: `candor-${data.exportedAt.slice(0, 10)}.json`,
    filters: [{ name: t('viewer.actions.exportFilter'), extensions: ['json'] }],
  });
  if (canceled || filePath === '') return null;
  // For its owner alone, as all that is in it was.
  await writeFile(filePath, `${JSON.stringify(data, null, 1)}\n`, { mode: 0o600 });
  return filePath;
}
