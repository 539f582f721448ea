import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  importAsked,
  importPreviewAsked,
  largestImport,
  type ImportAnswer,
  type ImportPreview,
} from '../../../contract/admin/imports.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import type { AdminProblem } from '../../../contract/admin/problems.ts';
import { done, type Outcome } from '../../shared/outcome.ts';
import { refuse } from '../../shared/replies.ts';
import { formatCsv } from '../changes/csv.ts';
import { newcomersOf, previewImport } from '../changes/importing.ts';
import { turns } from '../changes/turns.ts';
import { refuseWith } from './adminReplies.ts';
import type { AdminParts } from './parts.ts';
import { createSecrets } from './secrets.ts';

/** A JSON string can be six times as long as its text. */
const options = { bodyLimit: 2 * largestImport };

const areSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** `import` and `export`: many accounts at once, as CSV. */
export function importRoutes(app: FastifyInstance, parts: AdminParts): void {
  const { file, changing } = parts;
  const secrets = createSecrets(parts);

  const previewed = (
    reply: FastifyReply,
    preview: Outcome<ImportPreview, AdminProblem>,
  ): ImportPreview | undefined => {
    if (preview.ok) return preview.value;
    refuseWith(reply, preview.problem);
    return undefined;
  };

  app.post(adminPaths.importPreview, options, (request, reply) => {
    const body = importPreviewAsked.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must be {"csv":"…"}');
    const preview = previewed(reply, previewImport(file.stored(), body.data.csv));
    return preview === undefined ? reply : reply.send(preview);
  });

  app.post(adminPaths.import, options, (request, reply) => {
    const body = importAsked.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must hold csv, leaveOut and by');
    const { csv, leaveOut, by } = body.data;
    const pool = secrets.poolFor(request, reply);
    if (pool === undefined) return reply;
    const preview = previewed(reply, previewImport(file.stored(), csv));
    if (!preview) return reply;
    const bad = preview.lines.filter(({ problem }) => problem !== null).map(({ line }) => line);
    const left = leaveOut.toSorted((a, b) => a - b);
    if (!areSame(bad, left)) return refuseWith(reply, { kind: 'otherLines' });
    const people = newcomersOf(preview);
    const seen = changing.change(request, reply, { turn: turns.addAccounts(people) });
    if (seen === undefined) return reply;
    const told =
      by === 'password'
        ? people.map(({ password }) => password)
        : changing.writing(reply, () =>
            done(
              secrets.links(
                pool,
                people.map(({ address }) => address),
              ),
            ),
          );
    if (!told) return reply;
    const rows = people.map(({ address, displayName }, index) => [
      address,
      displayName,
      told[index] ?? '',
    ]);
    return reply.code(201).send({
      seen,
      added: people.length,
      csv: formatCsv([['address', 'name', by], ...rows]),
    } satisfies ImportAnswer);
  });

  app.get<{ Querystring: { organisation?: string } }>(adminPaths.export, (request, reply) => {
    const { organisation } = request.query;
    const rows = Object.entries(file.stored().accounts)
      .filter(([address]) => organisation === undefined || address.endsWith(`@${organisation}`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([address, { displayName, disabled }]) => [
        address,
        displayName === address ? '' : displayName,
        disabled ? 'disabled' : 'enabled',
      ]);
    return reply
      .header('content-disposition', 'attachment; filename="accounts.csv"')
      .type('text/csv; charset=utf-8')
      .send(`\u{FEFF}${formatCsv([['address', 'name', 'state'], ...rows])}`);
  });
}
