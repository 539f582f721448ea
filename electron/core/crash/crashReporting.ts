import type { Surface } from '../../../contract/datum.ts';
import { decideDump, type DumpChoice } from '../../../contract/dumpDecision.ts';
import type { Random } from '../ports/crypto.ts';
import type { KeptDump } from '../ports/dumps.ts';
import type { ServiceClient } from '../ports/telemetryService.ts';
import type { Receipts } from '../upload/receipts.ts';
import type { SenderPorts } from '../upload/sender.ts';
import { createCrashes, type Crashes, type CrashPorts } from './crashes.ts';
import { createDumpKeeper, type DumpKeeperPorts } from './dumpKeeper.ts';
import { createDumpSender, type DumpSender } from './dumpSender.ts';
import { createProblems, type Problems } from './problems.ts';

export interface CrashReporting extends Crashes {
  /** The crash whose dump the person is currently asked about. */
  readonly question: () => KeptDump | undefined;
  /** @param send whether the person lets this dump be sent; it is deleted otherwise. */
  readonly answer: (id: string, send: boolean) => void;
  readonly onQuestion: (listener: () => void) => void;
  readonly problems: Problems;
  readonly sender: (
    service: ServiceClient,
    receipts: Receipts,
    heads: SenderPorts['heads'],
  ) => DumpSender;
  /**
   * When this record's dump, which the service put off, is sent again, in milliseconds since 1970; undefined if there
   * is none.
   */
  readonly dumpLater: (id: string) => number | undefined;
  /** Deletes the dumps of these surfaces and everything being made from one. */
  readonly purge: (refused: readonly Surface[]) => void;
  /** Before this returns, if the person chose never to send dumps, none of the desktop's is left or leaving. */
  readonly followDumpChoice: () => void;
}

/**
 * Deletes dumps from times when error reports were refused, and tells the next session since when they are allowed.
 * @returns what notes that everything until now was erased.
 */
function followConsent(ports: CrashPorts): () => void {
  const { consent, dumps, mark, clock, log, surface } = ports;
  // The next session has no right to send what a guest's process leaves.
  const allows = () => surface() === 'desktop' && consent.allows('error', 'desktop');
  const isHeld = () => surface() === 'desktop' && !allows() && !consent.refuses('error', 'desktop');
  let allowed = allows();
  /** While a policy may be half written, what the last session left is neither taken nor deleted. */
  let isBegun = !isHeld();
  const begin = () => {
    const since = mark.last?.errorsSince ?? clock.now();
    mark.note(allowed ? since : null);
  };
  if (isBegun) begin();
  else mark.note(mark.last?.errorsSince ?? null);
  consent.onChange(() => {
    if (isHeld() || (isBegun && allows() === allowed)) return;
    allowed = allows();
    if (!isBegun) {
      isBegun = true;
      begin();
      return;
    }
    try {
      dumps.deleteAllFound();
    } catch (error) {
      log.warn(`crashes: dumps of a refused time could not be deleted: ${String(error)}`);
    }
    mark.note(allowed ? clock.now() : null);
  });
  return () => {
    if (allowed && allows()) mark.note(clock.now());
  };
}

/** Connects what notices crashes, keeps their dumps and sends them. */
export function createCrashReporting(
  ports: CrashPorts &
    Omit<DumpKeeperPorts, 'dumpFate'> &
    Omit<SenderPorts, 'service' | 'receipts' | 'heads'> & {
      readonly random: Random;
      readonly laterChanged: () => void;
      /** The person's current choice for the desktop's dumps. */
      readonly dumpChoice: () => DumpChoice;
    },
): CrashReporting {
  const { consent, dumps, surface, systemDumps } = ports;
  const dumpFate = (personsChoice = ports.dumpChoice(), systemsSetting = systemDumps.choice()) =>
    decideDump(surface(), consent.decision('error', surface()), personsChoice, systemsSetting);
  const keeper = createDumpKeeper({ ...ports, dumpFate });
  const problems = createProblems(ports);
  const crashes = createCrashes({ ...ports, keeper });
  const noteErasure = followConsent(ports);
  let dumpSender: DumpSender | undefined;
  const deleteKept = (id: string) => {
    dumps.deleteKept(id);
    keeper.review();
  };
  return {
    ...crashes,
    question: keeper.question,
    answer(id, send) {
      if (keeper.question()?.id !== id) return;
      if (send && dumpFate('always', 'always') !== 'delete') dumps.turn(id, 'agreed');
      else dumps.deleteKept(id);
      keeper.review();
      ports.wakeUploader();
    },
    onQuestion: keeper.onQuestion,
    problems,
    sender(service, receipts, heads) {
      const kept = { deleteKept, kept: dumps.kept };
      dumpSender = createDumpSender({
        ...ports,
        dumpFate,
        service,
        receipts,
        heads,
        dumps: kept,
      });
      return dumpSender;
    },
    dumpLater: (id) => dumpSender?.later(id),
    purge(refused) {
      if (refused.includes('desktop')) {
        problems.purge();
        noteErasure();
      }
      crashes.purge(refused);
      keeper.purge(refused);
    },
    followDumpChoice() {
      if (surface() === 'desktop' && dumpFate() === 'delete') dumpSender?.abort();
      keeper.followChoice();
    },
  };
}
