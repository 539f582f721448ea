import type { Language } from '../../contract/text/index.ts';

const THOUSAND = 1000;

/**
 * A size for people, in bytes, kilobytes or megabytes: "402 bytes", "1.5 MB".
 * @param bytes at least 0.
 */
export function formatSize(bytes: number, language: Language): string {
  const inUnit = (unit: string, size: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, ...options }).format(size);
  if (bytes < THOUSAND) return inUnit('byte', bytes, { unitDisplay: 'long' });
  if (bytes < THOUSAND ** 2)
    return inUnit('kilobyte', bytes / THOUSAND, { maximumFractionDigits: 0 });
  return inUnit('megabyte', bytes / THOUSAND ** 2, { maximumFractionDigits: 1 });
}
