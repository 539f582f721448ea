import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { openDataFolder } from '../../service/shared/dataFolder.ts';
import { CannotStart, type Log } from '../../service/shared/outcome.ts';
import { writeOwnerFile } from '../../service/shared/ownerFile.ts';
import { storeInBulk, type Arrival } from '../../service/telemetry/ingest/bulk.ts';
import { syntheticFile } from '../../service/telemetry/synthetic.ts';
import { demoDays } from './days.ts';

/** Which data a demonstration's folder contains; `until` is null while they are being made. */
const markSchema = z.strictObject({ seed: z.int(), until: z.iso.date().nullable() });
type Mark = z.infer<typeof markSchema>;

function readMark(path: string): Mark | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return markSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // An unreadable mark comes from an interrupted demonstration, whose data are made anew.
    return { seed: 0, until: null };
  }
}

/** A day's records, as if they had all arrived in its last minutes; today's in its first hour. */
function* arrivals(seed: number, today: string): Generator<Arrival> {
  for (const { day, linesOf } of demoDays(seed, today)) {
    const receivedAt = `${day}T${day === today ? '00' : '23'}:59:00.000Z`;
    const bodies = [...linesOf].map(([version, lines]) => {
      const header = { schema: 1, app: { name: 'Candor', version }, sentAt: receivedAt };
      return [JSON.stringify(header), ...lines].join('\n');
    });
    yield { bodies, receivedAt };
  }
}

/** What a service makes from records, and can make again. */
const made = ['records.db', 'records.db-wal', 'records.db-shm', 'dumps'];

/**
 * Fills a data folder of its own with ninety days of made-up records up to today, unless it already contains exactly
 * these. Its secrets stay, so that the token and what clients know about the service remain valid. Throws
 * {@link CannotStart} if the folder is not available, or contains anything that is not a demonstration's.
 */
export function loadDemonstration(
  dataFolder: string,
  { seed, today, log }: { readonly seed: number; readonly today: string; readonly log: Log },
): void {
  const opened = openDataFolder(dataFolder, log);
  if (!opened.ok) throw new CannotStart(opened.problem);
  const folder = opened.value;
  try {
    const path = folder.file(syntheticFile);
    const mark = readMark(path);
    if (mark?.seed === seed && mark.until === today) return;
    if (!mark && existsSync(folder.file('records.db')))
      throw new CannotStart((t) => t('startCommand.demo.notOurs', { path: folder.path }));
    const write = (until: string | null) => {
      writeOwnerFile(path, `${JSON.stringify({ seed, until } satisfies Mark)}\n`);
    };
    write(null);
    for (const name of made) rmSync(folder.file(name), { recursive: true, force: true });
    const stored = storeInBulk(folder, arrivals(seed, today), log);
    if (!stored.ok) throw new CannotStart(stored.problem);
    write(today);
    log((t) => t('startCommand.demo.made', { records: stored.value }));
  } finally {
    folder.release();
  }
}
