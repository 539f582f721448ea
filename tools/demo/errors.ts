import type { Fields } from '../../contract/records.ts';
import type { Draw } from '../../service/telemetry/testing/records.ts';
import { between, createLines, isBelow, type DeviceDay } from './deviceDay.ts';
import { pick, type Device } from './population.ts';
import { faults, type Fault } from './releases.ts';

/** The state of the device when something failed. */
const drawCondition = (draw: Draw, { system }: Device) => ({
  uptime: between(draw, 20, 30_000),
  memory: between(draw, 140, 420),
  eventLoopDelay: between(draw, 8, 40),
  architecture: system.architecture,
  processorCores: pick(draw, [4, 8, 8, 12, 16]),
  deviceMemory: pick(draw, [8, 16, 16, 32]),
});

const drawQuality = (draw: Draw) => ({
  roundTrip: 5 * between(draw, 4, 60),
  jitter: between(draw, 1, 40),
  packetLoss: between(draw, 0, 60) / 10,
});

const drawConversation = (draw: Draw) => ({
  messageDirection: pick(draw, ['Incoming', 'Outgoing'] as const),
  conversationState: pick(draw, ['Idle', 'Active', 'Active', 'Connecting'] as const),
  conversationThreadId: Buffer.from(Array.from({ length: 16 }, () => draw(256))).toString('base64'),
});

const meets = (fault: Fault, { device, version }: DeviceDay): boolean =>
  fault.versions.includes(version) &&
  (fault.osName ?? device.system.osName) === device.system.osName;

function crashFields(draw: Draw, { device }: DeviceDay): Fields<'crash'> {
  const native = {
    Windows: { exceptionKind: 'EXCEPTION_ACCESS_VIOLATION', crashedModule: 'candor.exe' },
    macOS: { exceptionKind: 'EXC_BAD_ACCESS', crashedModule: 'Electron Framework' },
    Linux: { exceptionKind: 'SIGSEGV', crashedModule: 'candor' },
  }[device.system.osName];
  return {
    userId: device.account,
    processType: pick(draw, ['renderer', 'renderer', 'gpu'] as const),
    incident: 'crash',
    crashReason: 'crashed',
    ...native,
    moduleOffset: pick(draw, ['0x472eee0', '0x472eee0', '0x1a2b3c']),
    electronVersion: '45.4.1',
    chromiumVersion: '156.0.8078.79',
    ...drawCondition(draw, device),
  };
}

/** The lines of one day's error reports, each as likely as it is in this version. */
export function errorLines(
  draw: Draw,
  on: DeviceDay,
  happened: { failures: number; crashes: number; hangs: number },
) {
  const { device } = on;
  const line = createLines(draw, on);
  const userId = device.account;
  const condition = () => drawCondition(draw, device);
  const lines: string[] = [];
  for (const fault of faults) {
    if (!meets(fault, on) || !isBelow(draw, fault.perMille)) continue;
    const { fingerprint } = fault;
    lines.push(
      line('exception', {
        userId,
        processType: 'renderer',
        exceptionType: fault.type,
        exceptionMessage: fault.message,
        exceptionStack: fault.stack,
        fingerprint,
        ...condition(),
      }),
    );
    if (draw(4) === 0)
      lines.push(line('repeats', { fingerprint, occurrences: between(draw, 1, 9) }));
  }
  // The others are wrong passwords, which nobody reports.
  const reported = happened.failures > 0 && draw(4) === 0 ? 1 : 0;
  for (let n = 0; n < reported; n += 1)
    lines.push(
      line('signInFailure', {
        userId,
        errorCode: pick(draw, ['503', '503', '408']),
        ...condition(),
      }),
    );
  for (let n = 0; n < happened.crashes; n += 1) lines.push(line('crash', crashFields(draw, on)));
  for (let n = 0; n < happened.hangs; n += 1)
    lines.push(
      line('crash', { userId, processType: 'renderer', incident: 'hang', ...condition() }),
    );
  const failed = { userId, ...condition(), ...drawQuality(draw) };
  if (isBelow(draw, 12))
    lines.push(
      line('callFailure', {
        ...failed,
        ...drawConversation(draw),
        errorCode: pick(draw, ['480', '480', 'No ICE connection']),
      }),
    );
  if (isBelow(draw, 8))
    lines.push(
      line('messageFailure', {
        ...failed,
        ...drawConversation(draw),
        errorCode: pick(draw, ['408', '480', '503']),
      }),
    );
  if (isBelow(draw, 15)) lines.push(line('connectionLoss', { ...failed, errorCode: '1006' }));
  if (isBelow(draw, 5))
    lines.push(line('meetingFailure', { ...failed, errorCode: 'ice' }, 'meetings'));
  if (isBelow(draw, 1))
    lines.push(
      line('problem', {
        userId,
        problemText: pick(draw, ['The window went white.', 'Le son est coupé après une minute.']),
      }),
    );
  return lines;
}
