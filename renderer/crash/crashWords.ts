import type { Fields } from '../../contract/records.ts';

type ProcessType = Fields<'crash'>['processType'];

/**
 * The process that a crash's record names.
 * @param line the record, as the main process wrote it.
 */
export function crashedProcess(line: string): ProcessType {
  const { fields } = JSON.parse(line) as { fields: Fields<'crash'> };
  return fields.processType;
}
