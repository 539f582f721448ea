import type { Draw } from '../../service/telemetry/testing/records.ts';
import { between, createLines, isBelow, type DeviceDay } from './deviceDay.ts';
import { errorLines } from './errors.ts';
import { crashesPerMille, signInFailuresPerCent } from './releases.ts';

function usageFields(draw: Draw, { device, day }: DeviceDay, share: number) {
  const some = (most: number) => Math.round(draw(most + 1) * share);
  const attempts = some(5);
  return {
    day,
    osName: device.system.osName,
    ...(device.organisation === undefined ? {} : { federationPartner: device.organisation }),
    imSent: some(40),
    imReceived: some(60),
    callsMade: some(4),
    meetingJoinAttempts: attempts,
    meetingJoinSuccesses: attempts - (attempts > 0 && draw(12) === 0 ? 1 : 0),
    callMinutes: some(900) / 10,
    featureUse: {
      conversation: some(12),
      search: some(4),
      contacts: some(3),
      ...(draw(3) === 0 ? { options: 1 } : {}),
      ...(draw(5) === 0 ? { call: some(3), mute: some(5) } : {}),
      ...(draw(6) === 0 ? { meetNow: 1, meetingChat: some(6) } : {}),
      ...(draw(20) === 0 ? { help: 1 } : {}),
    },
    recordsDropped: draw(400) === 0 ? 1 : 0,
  };
}

/** The lines that one device's day leaves at the service, if everything may be sent. */
export function dayLines(draw: Draw, on: DeviceDay): readonly string[] {
  const { device, version, isFirst } = on;
  const { osName, osVersion, deviceModel } = device.system;
  const line = createLines(draw, on);
  const attempts = between(draw, 1, 3);
  const failing = signInFailuresPerCent(version, osName) * 10;
  const failures = Array.from({ length: attempts }).filter(() => isBelow(draw, failing)).length;
  const crashes = isBelow(draw, crashesPerMille(version)) ? 1 : 0;
  const hangs = isBelow(draw, 3) ? 1 : 0;
  const snapshot = line('snapshot', {
    appName: 'Candor',
    deviceModel,
    osName,
    osVersion,
    userLanguage: device.language,
    userId: device.userId,
    deviceId: device.deviceId,
    // The first snapshot is made before anything has been counted.
    signInAttempts: isFirst ? 0 : attempts,
    signInFailures: isFirst ? 0 : failures,
  });
  // One day in eight is sent in two parts.
  const isParted = draw(8) === 0;
  const share = isParted ? 0.5 : 1;
  const usage = [
    line('day', {
      ...usageFields(draw, on, share),
      firstOfDay: 1,
      sessions: between(draw, 1, 3),
      crashes,
      hangs,
    }),
  ];
  if (isParted)
    usage.push(
      line('day', {
        ...usageFields(draw, on, share),
        firstOfDay: 0,
        sessions: 0,
        crashes: 0,
        hangs: 0,
      }),
    );
  return [snapshot, ...usage, ...errorLines(draw, on, { failures, crashes, hangs })];
}
