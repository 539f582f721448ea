import { surfaces, type Surface } from '../../../contract/datum.ts';
import type { Collector } from '../telemetry/collector.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { LogExcerpt } from '../records/logExcerpt.ts';
import type { DumpFiles, SystemDumps } from '../ports/dumps.ts';
import type { SessionMark } from '../ports/session.ts';
import type { Clock, Condition, Log, Versions } from '../ports/system.ts';
import { crashFields, fits, type Incident } from './crashRecord.ts';
import type { DumpKeeper } from './dumpKeeper.ts';
import { takeOver, type Happened } from './lastSession.ts';
import { LOOKS, lookForDump } from './lookForDump.ts';
import { createQueue } from './queue.ts';
import { readableDumps, type ReadableDump } from './readableDumps.ts';

export interface Crashes {
  /**
   * Counts a crash or a hang, and records it once its dump is read, as far as each is allowed now.
   * @param on the surface on which it happened: without its dump, if that is not the process's.
   */
  readonly report: (incident: Incident, on?: Surface) => void;
  /** Records what the previous session left, if that was allowed then and is now. */
  readonly start: () => void;
  /** Repeats what the disk refused before, and keeps what waits within its bounds. */
  readonly tidy: () => void;
  /** Records what still waits for its dump. */
  readonly stop: () => void;
  /** Drops unrecorded crashes that happened on these surfaces until now. */
  readonly purge: (refused: readonly Surface[]) => void;
}

export interface CrashPorts {
  readonly consent: ConsentKeeper;
  readonly collector: Collector;
  readonly dumps: DumpFiles;
  /** Decides about a guest's dumps, as the person decides about the desktop's. */
  readonly systemDumps: SystemDumps;
  readonly mark: SessionMark;
  readonly clock: Clock;
  readonly log: Log;
  readonly scrub: (text: string) => string;
  readonly excerpt: LogExcerpt;
  readonly condition: () => Condition;
  readonly versions: Versions;
  /** The current account in clear text. */
  readonly userId: () => string;
  /** The log's last lines between two instants, in milliseconds since 1970. */
  readonly logBetween: (from: number, until: number) => string;
  /** The surface on which this process currently records. */
  readonly surface: () => Surface;
}

/** Records something that happened, with its dump or without. */
function createRecording(ports: CrashPorts & { keeper: DumpKeeper }) {
  const { collector, keeper } = ports;
  const compose = (
    { incident, circumstances }: Happened,
    dump?: Parameters<typeof crashFields>[0]['dump'],
  ) => crashFields({ ...ports, userId: ports.userId(), incident, circumstances, dump });
  return {
    record: (happened: Happened, on = ports.surface()) =>
      void collector.record('crash', on, compose(happened)),
    keep: ({ found, read }: ReadableDump, happened: Happened) =>
      keeper.keep(found, happened.at, (digest) => {
        const { size } = found;
        return compose(happened, { read, size, ...(digest === undefined ? {} : { digest }) });
      }),
  };
}

/** The surfaces on which error reports are refused. */
const refusedOn = (consent: ConsentKeeper): readonly Surface[] =>
  surfaces.filter((surface) => consent.refuses('error', surface));

/** What is currently allowed on this process's surface, and what deletes the rest. */
function permissionsOf(ports: CrashPorts & { keeper: DumpKeeper }) {
  const { consent, dumps, keeper, surface, systemDumps } = ports;
  const isGuest = () => surface() !== 'desktop';
  const allowed = () => consent.allows('error', surface());
  /** A guest's dump is sent with its record, so both the pool and the system's settings have to allow it. */
  const keepsDumps = () => allowed() && !(isGuest() && systemDumps.choice() === 'never');
  const deleteRefused = () => {
    if (consent.refuses('error', surface())) keeper.purge(refusedOn(consent));
    else if (allowed() && !keepsDumps()) dumps.deleteAllFound();
  };
  return { isGuest, allowed, keepsDumps, deleteRefused };
}

/** Takes over what the previous session left, once it is certain whether that is allowed. */
function createInheritance(
  ports: CrashPorts & { keeper: DumpKeeper; startedAt: number },
  forgotten: () => number,
) {
  const { consent, dumps, keeper, surface, startedAt } = ports;
  const { isGuest, allowed, keepsDumps, deleteRefused } = permissionsOf(ports);
  const { record, keep } = createRecording(ports);
  /** How often everything had been forgotten before this became due. */
  let owedSince: number | undefined;

  const run = async (before: number) => {
    owedSince = undefined;
    keeper.purge(refusedOn(consent));
    deleteRefused();
    // A guest has no right to report what an earlier session left.
    if (isGuest())
      for (const { name, at } of dumps.found()) if (at < startedAt) dumps.deleteFound(name);
    const isHeld = !allowed() && !consent.refuses('error', surface());
    if (isHeld && !isGuest()) owedSince = before;
    if (isGuest() || !keepsDumps()) return;
    keeper.finish();
    await takeOver({ ...ports, record, keep, isForgotten: () => forgotten() !== before });
  };
  return {
    begin() {
      const before = forgotten();
      return () => run(before);
    },
    /** Does what could not be done while a policy may have been half written. */
    goOn: async () => {
      if (owedSince !== undefined) await run(owedSince);
    },
  };
}

/** Deletes the dumps of crashes that are not this process's surface's to tell of, once they are written. */
function createGuestsCrashes({ dumps, clock, log }: CrashPorts) {
  const waiting = new Set<Incident>();
  const discard = (incident: Incident) => {
    const dump = readableDumps(dumps, log).find(({ read }) => fits(read, incident.processType));
    if (!dump) return;
    waiting.delete(incident);
    try {
      dumps.deleteFound(dump.found.name);
    } catch (error) {
      log.warn(`crashes: the dump of a guest's meeting could not be deleted: ${String(error)}`);
    }
  };
  return {
    deleteDumpOf(incident: Incident) {
      waiting.add(incident);
      return async () => {
        const isWaited = () => waiting.has(incident);
        await lookForDump(clock, { looks: LOOKS, isWaited }, () => {
          discard(incident);
          return undefined;
        });
        waiting.delete(incident);
      };
    },
    stop() {
      for (const incident of waiting) discard(incident);
    },
  };
}

/** Turns crashes and hangs into counts and error records, and their dumps into questions to the person. */
export function createCrashes(ports: CrashPorts & { keeper: DumpKeeper }): Crashes {
  const { collector, dumps, systemDumps, clock, log, keeper, mark, surface } = ports;
  const startedAt = clock.now();
  const enqueue = createQueue(log);
  const { record, keep } = createRecording(ports);
  const { isGuest, keepsDumps, deleteRefused } = permissionsOf(ports);
  /** The crashes that wait for their dumps, and where they happened. */
  const waiting = new Map<Happened, Surface>();
  let desktopForgotten = 0;
  const findFor = ({ incident }: Happened) =>
    keepsDumps()
      ? readableDumps(dumps, log).find(({ read }) => fits(read, incident.processType))
      : undefined;

  const settle = async (happened: Happened) => {
    if (isGuest()) await systemDumps.refresh();
    const looks = happened.incident.crashReason === 'killed' ? 1 : LOOKS;
    const isWaited = () => waiting.has(happened);
    const dump = await lookForDump(clock, { looks, isWaited }, () => findFor(happened));
    if (!waiting.delete(happened)) return;
    if (dump) await keep(dump, happened);
    else record(happened);
  };

  const inherit = createInheritance({ ...ports, startedAt }, () => desktopForgotten);

  /** Crashes of a guest's meeting in the desktop's process, whose dumps are not the desktop's to take. */
  const guests = createGuestsCrashes(ports);

  return {
    report(incident, on = surface()) {
      const hangs = incident.incident === 'hang';
      void collector.count('usage', hangs ? 'hangs' : 'crashes', on);
      const isOurs = on === surface();
      if (!isOurs && !hangs) enqueue(guests.deleteDumpOf(incident));
      if (!ports.consent.allows('error', on)) {
        if (isOurs) enqueue(deleteRefused);
        return;
      }
      const circumstances = { log: ports.excerpt.text(), condition: ports.condition() };
      const happened = { incident, circumstances, at: clock.now() };
      if (hangs || !isOurs) {
        record(happened, on);
        return;
      }
      waiting.set(happened, surface());
      enqueue(() => settle(happened));
    },
    start() {
      // What the previous session left belongs to the desktop, not to a guest.
      if (surface() === 'desktop' && mark.last && !mark.last.ended)
        void collector.count('usage', 'crashes', surface());
      enqueue(inherit.begin());
    },
    tidy() {
      enqueue(inherit.goOn);
      enqueue(() => {
        deleteRefused();
        if (keepsDumps()) keeper.finish();
      });
    },
    stop() {
      guests.stop();
      for (const happened of waiting.keys()) {
        waiting.delete(happened);
        // An existing dump is found at the next start, and recorded then.
        if (!findFor(happened)) record(happened);
      }
    },
    purge(refused) {
      if (refused.includes('desktop')) desktopForgotten += 1;
      for (const [happened, where] of waiting)
        if (refused.includes(where)) waiting.delete(happened);
    },
  };
}
