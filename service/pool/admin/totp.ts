import { generateSecret, generateURI, verifySync } from 'otplib';

/** Seconds. */
const PERIOD = 30;
/** The largest tolerance that the library takes at once, in whole periods. */
const SPAN = 40 * PERIOD;
/** So far a clock may be off, to either side, for that to be told. */
const SPANS = 4;

/**
 * What a code of an authenticator (RFC 6238) is worth: that of the time step `step`, or one that a clock would show
 * which is off by so many minutes, or nothing.
 */
export type CodeVerdict =
  | { readonly kind: 'right'; readonly step: number }
  | { readonly kind: 'clock'; readonly minutes: number }
  | { readonly kind: 'wrong' };

/** 160 bits in Base32. */
export const makeTotpSecret = (): string => generateSecret();

/** The address that authenticators read from a QR code. */
export const totpAddress = (pool: string, name: string, secret: string): string =>
  generateURI({ issuer: `Candor ${pool}`, label: name, secret });

const stepAt = (secret: string, token: string, epoch: number, epochTolerance: number) => {
  if (epoch < 0) return undefined;
  const found = verifySync({ secret, token, epoch, epochTolerance, period: PERIOD });
  return found.valid && 'timeStep' in found ? found.timeStep : undefined;
};

/** Takes the code of now, and one period before and after (RFC 6238, section 5.2). */
export function checkCode(secret: string, code: string, now: number): CodeVerdict {
  const epoch = Math.floor(now / 1000);
  const step = stepAt(secret, code, epoch, PERIOD);
  if (step !== undefined) return { kind: 'right', step };
  for (let span = -SPANS; span <= SPANS; span += 1) {
    const other = stepAt(secret, code, epoch + 2 * span * SPAN, SPAN);
    if (other === undefined) continue;
    const minutes = Math.round((other * PERIOD + PERIOD / 2 - epoch) / 60);
    return { kind: 'clock', minutes };
  }
  return { kind: 'wrong' };
}
