import type { Collector } from '../collector.ts';
import type { ConsentKeeper } from '../consentKeeper.ts';
import type { LogExcerpt } from '../logExcerpt.ts';
import type {
  Clock,
  Condition,
  DumpFiles,
  KeptDump,
  Log,
  SessionMark,
  Versions,
} from '../ports.ts';
import { readMinidump } from '../minidump/readMinidump.ts';
import {
  crashFields,
  fits,
  processTypeOf,
  type Circumstances,
  type Incident,
} from './crashRecord.ts';
import { beyondBounds, dumpBounds } from './dumpBounds.ts';
import type { DumpKeeper, ReadDump } from './dumpKeeper.ts';
import { createQueue } from './queue.ts';

export interface Crashes {
  /** Counts a crash or a hang, and makes its record once its dump is read, as far as each is allowed now. */
  readonly report: (incident: Incident) => void;
  /** Makes records of what the session before left, if that was allowed then and is now. */
  readonly start: () => void;
  /** Does what the disk refused before, and holds what waits to its bounds. */
  readonly tidy: () => void;
  /** Makes the records of what still waits for its dump. */
  readonly stop: () => void;
}

/** The crash reporter writes a dump as the process goes; on some systems a moment later. */
const LOOKS = 10;
const BETWEEN_LOOKS = 200;

interface Waiting {
  readonly incident: Incident;
  readonly circumstances: Circumstances;
  readonly at: number;
  done: boolean;
}

export interface CrashPorts {
  readonly consent: ConsentKeeper;
  readonly collector: Collector;
  readonly dumps: DumpFiles;
  readonly mark: SessionMark;
  readonly clock: Clock;
  readonly log: Log;
  readonly scrub: (text: string) => string;
  readonly excerpt: LogExcerpt;
  readonly condition: () => Condition;
  readonly versions: Versions;
  /** The account in clear text, as of now. */
  readonly userId: () => string;
  /** The log's last lines between two instants, in milliseconds since 1970. */
  readonly logBetween: (from: number, until: number) => string;
}

/** Turns crashes and hangs into counts and error records, and their dumps into questions to the person. */
export function createCrashes(ports: CrashPorts & { keeper: DumpKeeper }): Crashes {
  const { consent, collector, dumps, clock, log, keeper, mark } = ports;
  const surface = 'desktop';
  const startedAt = clock.now();
  const enqueue = createQueue(log);
  const waiting = new Set<Waiting>();
  const allowed = () => consent.allows('error', surface);
  const fieldsOf = (incident: Incident, circumstances: Circumstances, dump?: ReadDump) =>
    crashFields({ ...ports, userId: ports.userId(), incident, circumstances, dump });

  const record = ({ incident, circumstances }: Pick<Waiting, 'incident' | 'circumstances'>) =>
    void collector.record('crash', surface, fieldsOf(incident, circumstances));

  /** Every dump that can be read; what is none is deleted. A folder that can't be read has none. */
  const readable = () =>
    keeper.found().flatMap((found) => {
      const read = dumps.inspect(found.name, readMinidump);
      if (read?.ok) return [{ found, read: read.value }];
      if (read) {
        log.warn(`crashes: ${found.name} was passed over: ${read.problem}`);
        dumps.discard(found.name);
      }
      return [];
    });
  const find = (processType: Incident['processType']) =>
    readable().find(({ read }) => fits(read, processType));

  const keep = (dump: ReturnType<typeof readable>[number], waits: Omit<Waiting, 'done'>) =>
    keeper.keep(dump.found, waits.at, (digest) =>
      fieldsOf(waits.incident, waits.circumstances, {
        read: dump.read,
        size: dump.found.size,
        ...(digest === undefined ? {} : { digest }),
      }),
    );

  const settle = async (waits: Waiting) => {
    const looks = waits.incident.crashReason === 'killed' ? 1 : LOOKS;
    for (let look = 0; look < looks && !waits.done; look += 1) {
      if (look > 0) await new Promise<void>((next) => clock.after(BETWEEN_LOOKS, next));
      const dump = waits.done || !allowed() ? undefined : find(waits.incident.processType);
      if (!dump) continue;
      waiting.delete(waits);
      return keep(dump, waits);
    }
    if (waiting.delete(waits)) record(waits);
  };

  /** What an earlier session left: the dump of its end if it has one, then those whose crash it had no time for. */
  const takeOver = async () => {
    const { last } = mark;
    keeper.finish();
    if (!allowed() || last?.errorsSince == null) {
      dumps.discardFound();
      return;
    }
    const { errorsSince } = last;
    const tooOld = ({ at }: { at: number }) =>
      at < errorsSince || clock.now() - at > dumpBounds.age;
    for (const { name } of keeper.found().filter(tooOld)) dumps.discard(name);
    const {
      uptime: _uptime,
      memory: _memory,
      eventLoopDelay: _delay,
      ...device
    } = ports.condition();
    const logText = ports.logBetween(errorsSince, startedAt);
    const own = last.ended ? undefined : find('main');
    if (own) {
      const uptime = Math.max(0, Math.round((own.found.at - last.startedAt) / 1000));
      const incident = { processType: 'main', incident: 'crash' } as const;
      const circumstances = { log: logText, condition: { ...device, uptime } };
      await keep(own, { incident, circumstances, at: own.found.at });
    } else if (!last.ended)
      record({
        incident: { processType: 'main', incident: 'unclean-end' },
        circumstances: { log: logText, condition: device },
      });
    for (const dump of readable()) {
      const processType = processTypeOf(dump.read) ?? 'other';
      const incident = { processType, incident: 'crash' } as const;
      const circumstances = { log: logText, condition: device };
      await keep(dump, { incident, circumstances, at: dump.found.at });
    }
  };

  return {
    report(incident) {
      const hangs = incident.incident === 'hang';
      void collector.count('usage', hangs ? 'hangs' : 'crashes', surface);
      if (!allowed()) {
        enqueue(() => {
          if (!allowed()) dumps.discardFound();
        });
        return;
      }
      const circumstances = { log: ports.excerpt.text(), condition: ports.condition() };
      const waits = { incident, circumstances, at: clock.now(), done: false };
      if (hangs) {
        record(waits);
        return;
      }
      waiting.add(waits);
      enqueue(() => settle(waits));
    },
    start() {
      if (mark.last && !mark.last.ended) void collector.count('usage', 'crashes', surface);
      enqueue(takeOver);
    },
    tidy() {
      enqueue(() => {
        if (!allowed()) {
          dumps.discardFound();
          return;
        }
        keeper.finish();
        for (const { id } of beyondBounds<KeptDump>(dumps.kept(), clock.now())) keeper.drop(id);
      });
    },
    stop() {
      for (const waits of waiting) {
        waits.done = true;
        waiting.delete(waits);
        // A dump that is there is found at the next start, and its record made then.
        if (!allowed() || !find(waits.incident.processType)) record(waits);
      }
    },
  };
}
