import { writeFile } from 'node:fs/promises';
import { dialog } from 'electron';
import type { TFunction } from 'i18next';
import type { Audit } from '../core/audit/audit.ts';

/** Writes everything that this device holds into a file that the person chooses. @returns its path, or null if they chose none. */
export async function saveExport(audit: Audit, t: TFunction): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: t('viewer.title'),
    defaultPath: `candor-${new Date().toISOString().slice(0, 10)}.json`,
    filters: [{ name: t('viewer.actions.exportFilter'), extensions: ['json'] }],
  });
  if (canceled || filePath === '') return null;
  // For its owner alone, as all that is in it was.
  await writeFile(filePath, audit.exportText(), { mode: 0o600 });
  return filePath;
}
