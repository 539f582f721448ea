import { exportSeal, itemDigest, type ExportContents } from '../../../contract/auditExport.ts';

/** How many records or entries make one chunk. */
const PIECE = 100;

function* listed(
  name: string,
  items: readonly unknown[],
  each: (item: unknown) => void,
): Generator<string> {
  yield `"${name}": [`;
  for (let from = 0; from < items.length; from += PIECE) {
    const piece = items.slice(from, from + PIECE);
    piece.forEach(each);
    const texts = piece.map((item) => JSON.stringify(item, null, 1)).join(',\n');
    yield `${from === 0 ? '' : ','}\n${texts}`;
  }
  yield '],\n';
}

/**
 * The text of an export with its seal, in the shape that `candor verify` checks: in chunks, so that other work runs
 * between them.
 */
export function* exportText(
  contents: ExportContents,
  sha256Hex: (text: string) => string,
): Generator<string> {
  const digests = { records: [] as string[], ledger: [] as string[] };
  const { records, ledger, ...rest } = contents;
  yield '{\n';
  for (const [name, value] of Object.entries(rest))
    yield `"${name}": ${JSON.stringify(value, null, 1)},\n`;
  for (const [name, items] of Object.entries({ records, ledger }))
    yield* listed(name, items, (item) => {
      digests[name as keyof typeof digests].push(itemDigest(item, sha256Hex));
    });
  yield `"seal": "${exportSeal(contents, digests, sha256Hex)}"\n}\n`;
}
