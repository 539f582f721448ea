import type { StoredRow } from '../store/store.ts';

/** A record as it is read out. */
export function shownRow(row: StoredRow) {
  return {
    id: row.id,
    category: row.category,
    surface: row.surface,
    name: row.name,
    at: row.at,
    day: row.day,
    receivedAt: row.receivedAt,
    app: { name: row.appName, version: row.appVersion },
    fields: JSON.parse(row.fields) as unknown,
    pepperId: row.pepperId,
    // A sealed digest is of no use to anyone but the service.
    digest: row.pepperId === null ? row.digest : null,
  };
}
