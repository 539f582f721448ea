import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const LONGEST = 64 * 1024;
const dated = /^\[(\d{4}-\d\d-\d\dT[\d:.]+Z)\] /;

function readEnd(file: string): string {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch {
    return ''; // There is no readable log: a report without it is still a report.
  }
  try {
    const { size } = fstatSync(opened);
    const bytes = Buffer.alloc(Math.min(size, LONGEST));
    readSync(opened, bytes, 0, bytes.length, Math.max(0, size - LONGEST));
    return bytes.toString('utf8');
  } finally {
    closeSync(opened);
  }
}

/**
 * The lines at a log file's end that were written between two instants (milliseconds since 1970), without their
 * dates, in the form of an error report's excerpt; only whole lines. If the clock was set back, only those written
 * after that: an earlier line may be from any time.
 */
export function logBetween(file: string, from: number, until: number): string {
  let lines: string[] = [];
  let within = false;
  let latest = -Infinity;
  for (const line of readEnd(file).trimEnd().split('\n')) {
    const date = dated.exec(line)?.[1];
    if (date !== undefined) {
      const at = Date.parse(date);
      if (at < latest) lines = [];
      latest = at;
      within = at >= from && at < until;
    }
    if (within) lines.push(line.replace(dated, ''));
  }
  return lines.join('\n');
}
