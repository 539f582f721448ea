/** What arrived so far: the sum of the samples' energy, and how long they last in seconds. */
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
 * Measures how loud the sound is that arrives: the root mean square of all that came since the measure before, from 0
 * to 1, by W3C's "Identifiers for WebRTC's Statistics" (`totalAudioEnergy`). The level of the packet that came last,
 * which is there as well, says nothing of what came between two looks: who speaks in short words would be missed.
 */
export function createLoudness(): (report: RTCStatsReport) => number {
  let before: Energy = { energy: 0, seconds: 0 };
  return (report) => {
    const now = energyIn(report);
    const [energy, seconds] = [now.energy - before.energy, now.seconds - before.seconds];
    before = now;
    // A connection that begins anew counts from zero.
    return seconds > 0 && energy > 0 ? Math.sqrt(energy / seconds) : 0;
  };
}
