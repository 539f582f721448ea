import type { FoundDump, FoundDumps } from '../ports/dumps.ts';
import type { SessionMark } from '../ports/session.ts';
import type { Clock, Condition, Log } from '../ports/system.ts';
import { fits, processTypeOf, type Circumstances, type Incident } from './crashRecord.ts';
import { readableDumps, type ReadableDump } from './readableDumps.ts';

/** Anything dated later than this is from an unknown clock, and so perhaps from a refused time. */
const MINUTE_MS = 60_000;

/** Something that happened, as it is to be recorded. */
export interface Happened {
  readonly incident: Incident;
  readonly circumstances: Circumstances;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Records what the previous session left: its end, if that was not orderly, with its dump if it has one, then dumps
 * for which it had no time. Nothing from a time when error reports were refused is recorded or kept: no dump from
 * such a time is known to be younger than `errorsSince`.
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
  /** Whether everything that the last session left was refused or erased since this session began. */
  isForgotten: () => boolean;
}): Promise<void> {
  const { dumps, clock, log, keep, isForgotten } = ports;
  const { last } = ports.mark;
  if (isForgotten()) return;
  if (last?.errorsSince == null) {
    dumps.deleteAllFound();
    return;
  }
  const { errorsSince } = last;
  const isOver = ({ at }: FoundDump) => at < errorsSince || at - clock.now() > MINUTE_MS;
  /** Anything younger than this session is a crash that just happened, reported by whoever noticed it. */
  const left = () => readableDumps(dumps, log).filter(({ found }) => found.at < ports.startedAt);
  for (const { found } of readableDumps(dumps, log))
    if (isOver(found)) dumps.deleteFound(found.name);

  // This session's condition says nothing about the last one.
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
