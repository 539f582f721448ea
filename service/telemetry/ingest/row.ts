import type { Header } from '../../../contract/envelope.ts';
import type { Signer } from '../signer.ts';
import type { NewRow } from '../store/store.ts';
import type { PreparedRecord } from './prepare.ts';

/** A prepared record as it is stored, for the application that its request's header names. */
export function toRow(
  { record, fields, typed, pepperId, digest }: PreparedRecord,
  { app }: Header,
  signer: Pick<Signer, 'sealDigest'>,
): NewRow {
  const { id, category, surface, name, owner } = record;
  return {
    id,
    category,
    surface,
    name,
    at: new Date(record.at).toISOString(),
    appName: app.name,
    appVersion: app.version,
    owner: owner ?? null,
    fields,
    typed,
    pepperId,
    digest: pepperId === null ? digest : signer.sealDigest(digest),
  };
}
