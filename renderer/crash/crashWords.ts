import type { Fields } from '../../contract/records.ts';
import type { Language } from '../../contract/text/index.ts';

type ProcessType = Fields<'crash'>['processType'];

/** Which process a crash's record names. @param line the record, as the main process made it. */
export function crashedProcess(line: string): ProcessType {
  const { fields } = JSON.parse(line) as { fields: Fields<'crash'> };
  return fields.processType;
}

const KILOBYTE = 1000;

/** A size as people read it, in kilobytes or megabytes. @param bytes from 0. */
export function sizeInWords(bytes: number, language: Language): string {
  const inMegabytes = bytes >= KILOBYTE ** 2;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: inMegabytes ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: inMegabytes ? 1 : 0,
  }).format(Math.max(1, bytes / (inMegabytes ? KILOBYTE ** 2 : KILOBYTE)));
}
