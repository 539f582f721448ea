import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Frame } from '../../../../contract/sourceMaps.ts';
import { mapFolder, readRelease } from './mapFolder.ts';
import { parseSourceMap } from './sourceMap.ts';
import { readFrame, type StackFrame } from './stackFrame.ts';

/** V8 keeps ten lines by default; more than this adds nothing. */
const MOST_LINES = 100;

function commonEnd(one: readonly string[], other: readonly string[]): number {
  let same = 0;
  while (same < one.length && one.at(-1 - same) === other.at(-1 - same)) same += 1;
  return same;
}

/** The one file of a release whose path matches this one furthest from the end; at least the file names must match. */
function generatedFile(files: readonly string[], path: readonly string[]): string | undefined {
  const matches = files
    .map((file) => ({ file, same: commonEnd(file.split('/'), path) }))
    .filter(({ same }) => same > 0)
    .sort((a, b) => b.same - a.same);
  const [best, next] = matches;
  return best && best.same !== next?.same ? best.file : undefined;
}

/** A source's path from the root of the source tree. */
const fromRoot = (source: string): string => source.replace(/^(?:\.\.?\/)+/, '');

function openMaps(folder: string) {
  const files = readRelease(folder)?.files ?? [];
  const maps = new Map<string, TraceMap | undefined>();
  const mapOf = (file: string): TraceMap | undefined => {
    if (maps.has(file)) return maps.get(file);
    const map = parseSourceMap(readFileSync(join(folder, `${file}.map`), 'utf8'));
    const traced = map && new TraceMap(JSON.stringify(map));
    maps.set(file, traced);
    return traced;
  };
  return ({ path, line, column }: StackFrame) => {
    const file = generatedFile(files, path);
    const map = file === undefined ? undefined : mapOf(file);
    const found = map && originalPositionFor(map, { line, column: Math.max(column - 1, 0) });
    return found?.source == null ? undefined : { ...found, file: fromRoot(found.source) };
  };
}

/**
 * Finds the source position of each line of a stored stack, using the version's source maps.
 * @returns one frame per line; only the reported text for lines that no map covers.
 */
export function deminify(dataFolder: string, version: string, stack: string): readonly Frame[] {
  const findIn = openMaps(mapFolder(dataFolder, version));
  const lines = stack.split('\n', MOST_LINES).map((reported) => {
    const frame = readFrame(reported);
    return { reported, frame, found: frame && findIn(frame) };
  });
  return lines.map(({ reported, frame, found }, index) => {
    if (!frame || !found) return { reported, original: null };
    const caller = lines[index + 1];
    // The place where an asynchronous caller waits is not the place of the call.
    const called = caller?.frame?.isAsync === false ? caller.found?.name : undefined;
    const { file, line, column } = found;
    const original = { file, line, column: column + 1 };
    return { reported, original: { ...original, function: called ?? frame.function } };
  });
}
