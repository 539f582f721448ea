/** What has arrived so far: the sum of the samples' energy, and their duration in seconds. */
interface Energy {
  readonly energy: number;
  readonly seconds: number;
}

function energyIn(report: RTCStatsReport): Energy {
  let [energy, seconds] = [0, 0];
  report.forEach((stat: Readonly<Record<string, unknown>>) => {
    if (stat['type'] !== 'inbound-rtp') return;
    energy += Number(stat['totalAudioEnergy'] ?? 0);
    seconds += Number(stat['totalSamplesDuration'] ?? 0);
  });
  return { energy, seconds };
}

/**
 * Measures the loudness of incoming sound: the root mean square of everything since the last measurement, from 0 to
 * 1, by W3C's "Identifiers for WebRTC's Statistics" (`totalAudioEnergy`). The level of the latest packet, which is
 * available too, says nothing about what came between two measurements: somebody who speaks in short words would be
 * missed.
 */
export function createLoudness(): (report: RTCStatsReport) => number {
  let before: Energy = { energy: 0, seconds: 0 };
  return (report) => {
    const now = energyIn(report);
    const [energy, seconds] = [now.energy - before.energy, now.seconds - before.seconds];
    before = now;
    // A new connection counts from zero.
    return seconds > 0 && energy > 0 ? Math.sqrt(energy / seconds) : 0;
  };
}
