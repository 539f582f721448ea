import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { categories, surfaces } from '../../../contract/datum.ts';
import type { RecordName } from '../../../contract/records.ts';
import { recordShapes } from '../../../contract/recordShapes.ts';
import { problemFromText } from '../../../contract/serviceProblem.ts';
import { recordStates, type RecordSummary } from '../../../contract/viewer.ts';
import type { OutboxReading, KeptRecord } from '../../core/ports/outbox.ts';

const names = Object.keys(recordShapes) as [RecordName, ...RecordName[]];

const summaryRow = z.object({
  id: z.string(),
  category: z.enum(categories),
  surface: z.enum(surfaces),
  name: z.enum(names),
  state: z.enum(recordStates),
  at: z.number(),
  size: z.number(),
});

const problem = z.string().transform(problemFromText).nullable();

const keptRow = summaryRow.omit({ size: true }).extend({
  line: z.instanceof(Uint8Array),
  digest: z.string(),
  queued_at: z.number(),
  tries: z.number(),
  tried_at: z.number().nullable(),
  problem,
  settled_at: z.number().nullable(),
  received_at: z.string().nullable(),
  signature: z.string().nullable(),
  reason: problem,
});

const placeRow = z.object({ place: z.number(), at: z.number() });
const countRow = z.object({ count: z.number() });
const totalsRow = z.object({ state: z.enum(recordStates), count: z.number() });

/** SQLite's own value for no LIMIT. */
const NO_LIMIT = -1;

function asKept(row: unknown): KeptRecord {
  const { queued_at, tried_at, settled_at, received_at, signature, ...rest } = keptRow.parse(row);
  const { id, digest } = rest;
  const isReceipt = received_at !== null && signature !== null;
  return {
    ...rest,
    size: rest.line.length,
    queuedAt: queued_at,
    triedAt: tried_at,
    settledAt: settled_at,
    receipt: isReceipt ? { id, digest, receivedAt: received_at, signature } : null,
  };
}

const filtered = `
  FROM records WHERE (:state IS NULL OR state = :state) AND (:surface IS NULL OR surface = :surface)
    AND (:text = '' OR instr(lower(CAST(line AS TEXT)), lower(:text)) > 0)`;

/** Prepares the statements that only read, for the viewer. */
export function prepareReading(database: DatabaseSync): OutboxReading {
  const inOrder = 'ORDER BY at DESC, place DESC LIMIT :limit';
  const places = database.prepare(`SELECT place, at ${filtered} ${inOrder}`);
  const allPlaces = database.prepare(`SELECT place, at FROM records ${inOrder}`);
  const count = database.prepare(`SELECT count(*) AS count ${filtered}`);
  const summary = database.prepare(
    'SELECT id, category, surface, name, state, at, length(line) AS size FROM records WHERE place = ?',
  );
  const find = database.prepare('SELECT * FROM records WHERE id = ?');
  const all = database.prepare('SELECT * FROM records ORDER BY place');
  const counts = database.prepare('SELECT state, count FROM totals');
  const countsNow = () => {
    const rows = z.array(totalsRow).parse(counts.all());
    const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
    return { waiting: of('waiting'), sent: of('sent'), rejected: of('rejected') };
  };
  return {
    places({ state, surface, text }, limit = NO_LIMIT) {
      const isOpen = state === null && surface === null && text === '';
      const rows = isOpen ? allPlaces.all({ limit }) : places.all({ state, surface, text, limit });
      // A hundred thousand rows of two numbers: parsing each would cost more than reading them.
      if (rows[0]) placeRow.parse(rows[0]);
      return rows as unknown as z.infer<typeof placeRow>[];
    },
    count({ state, surface, text }) {
      if (surface !== null || text !== '')
        return countRow.parse(count.get({ state, surface, text })).count;
      const of = countsNow();
      return recordStates.reduce(
        (sum, it) => sum + (state === null || state === it ? of[it] : 0),
        0,
      );
    },
    summary: (place): RecordSummary | undefined => summaryRow.optional().parse(summary.get(place)),
    find: (id) => {
      const row = find.get(id);
      return row && asKept(row);
    },
    all: () => all.all().map(asKept),
    counts: countsNow,
  };
}
