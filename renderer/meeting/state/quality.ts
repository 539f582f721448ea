/** The network's quality: milliseconds, milliseconds, per cent. */
export interface MeasuredQuality {
  readonly roundTrip?: number;
  readonly jitter?: number;
  readonly packetLoss?: number;
}

const numberIn = (stat: Readonly<Record<string, unknown>>, name: string): number | undefined => {
  const value = stat[name];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
};

/**
 * Reads WebRTC's measurements of one connection: seconds and fractions, by W3C's "Identifiers for WebRTC's
 * Statistics".
 */
export function qualityOf(report: RTCStatsReport): MeasuredQuality {
  const found: { roundTrip?: number; jitter?: number; packetLoss?: number } = {};
  report.forEach((stat: Readonly<Record<string, unknown>>) => {
    if (stat['type'] === 'candidate-pair' && stat['nominated'] === true) {
      const seconds = numberIn(stat, 'currentRoundTripTime');
      if (seconds !== undefined) found.roundTrip = seconds * 1000;
    }
    if (stat['type'] === 'inbound-rtp') {
      const seconds = numberIn(stat, 'jitter');
      if (seconds !== undefined) found.jitter = seconds * 1000;
      const lost = numberIn(stat, 'packetsLost') ?? 0;
      const all = lost + (numberIn(stat, 'packetsReceived') ?? 0);
      if (all > 0) found.packetLoss = (100 * lost) / all;
    }
  });
  return found;
}
