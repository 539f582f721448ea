import type { FoundDump, FoundDumps } from '../ports/dumps.ts';
import type { SessionMark } from '../ports/session.ts';
import type { Clock, Condition, Log } from '../ports/system.ts';
import { fits, processTypeOf, type Circumstances, type Incident } from './crashRecord.ts';
import { readableDumps, type ReadableDump } from './readableDumps.ts';

/** What is dated later is of a clock that nobody knows, so that it may be of a refused time. In milliseconds. */
const MINUTE = 60_000;

/** Something that happened, as it is to be recorded. */
export interface Happened {
  readonly incident: Incident;
  readonly circumstances: Circumstances;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Makes the records of what the session before left: of its end where that was none, with its dump if it
 * has one, then of dumps for which it had no time. Nothing of a time in which error reports were refused
 * is recorded, nor kept: of such a time no dump is known to be younger than `errorsSince`.
 */
export async function takeOver(ports: {
  dumps: FoundDumps;
  mark: SessionMark;
  clock: Clock;
  log: Log;
  startedAt: number;
  condition: () => Condition;
  logBetween: (from: number, until: number) => string;
  keep: (dump: ReadableDump, happened: Happened) => Promise<void>;
  record: (happened: Happened) => void;
  /** Whether all that the last session left was refused or erased since this session began. */
  isForgotten: () => boolean;
}): Promise<void> {
  const { dumps, clock, log, keep, isForgotten } = ports;
  const { last } = ports.mark;
  if (isForgotten()) return;
  if (last?.errorsSince == null) {
    dumps.discardFound();
    return;
  }
  const { errorsSince } = last;
  const isOver = ({ at }: FoundDump) => at < errorsSince || at - clock.now() > MINUTE;
  /** What is younger than this session is a crash that just happened, and is told by whoever noticed it. */
  const left = () => readableDumps(dumps, log).filter(({ found }) => found.at < ports.startedAt);
  for (const { found } of readableDumps(dumps, log)) if (isOver(found)) dumps.discard(found.name);

  // How this session fares says nothing of the last one.
  const { architecture, processorCores, deviceMemory } = ports.condition();
  const condition = { architecture, processorCores, deviceMemory };
  const circumstances = { log: ports.logBetween(errorsSince, ports.startedAt), condition };
  const own = last.ended ? undefined : left().find(({ read }) => fits(read, 'main'));
  if (own) {
    const { at } = own.found;
    const uptime = Math.max(0, Math.round((at - last.startedAt) / 1000));
    await keep(own, {
      incident: { processType: 'main', incident: 'crash' },
      circumstances: { ...circumstances, condition: { ...condition, uptime } },
      at,
    });
  } else if (!last.ended) {
    const incident = { processType: 'main', incident: 'unclean-end' } as const;
    ports.record({ incident, circumstances, at: clock.now() });
  }
  for (const dump of left()) {
    if (isForgotten()) return;
    const processType = processTypeOf(dump.read) ?? 'other';
    const incident = { processType, incident: 'crash' } as const;
    await keep(dump, { incident, circumstances, at: dump.found.at });
  }
}
