/** A version, and on which of the ninety days, counted from 0, it was released; the first one before them. */
export interface Release {
  readonly version: string;
  readonly day: number;
}

export const releases: readonly Release[] = [
  { version: '0.8.0', day: -60 },
  { version: '0.9.0', day: 18 },
  { version: '0.9.1', day: 36 },
  { version: '1.0.0', day: 64 },
];

/** An exception that people meet, in these versions. */
export interface Fault {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly fingerprint: string;
  readonly versions: readonly string[];
  /** Undefined if it occurs on all systems. */
  readonly osName?: string;
  /** How many of a thousand devices in use on a day meet it. */
  readonly perMille: number;
}

export const faults: readonly Fault[] = [
  {
    type: 'TypeError',
    message: 'Cannot read properties of undefined (reading ‘state’)',
    stack:
      'at open (app://candor/assets/index.js:1:2042)\nat select (app://candor/assets/index.js:1:18220)',
    fingerprint: '9f86d081884c7d65',
    versions: ['0.9.0', '0.9.1'],
    perMille: 110,
  },
  {
    type: 'RangeError',
    message: 'Invalid time value',
    stack: 'at format (app://candor/assets/index.js:1:90412)',
    fingerprint: '2c26b46b68ffc68f',
    versions: ['0.8.0', '0.9.0', '0.9.1'],
    perMille: 14,
  },
  {
    type: 'NotReadableError',
    message: 'Could not start audio source',
    stack: 'at openMicrophone (app://candor/assets/index.js:1:51877)',
    fingerprint: 'fcde2b2edba56bf4',
    versions: ['0.8.0', '0.9.0', '0.9.1', '1.0.0'],
    osName: 'Linux',
    perMille: 30,
  },
  {
    type: 'TypeError',
    message: 'Cannot read properties of null (reading ‘participants’)',
    stack: 'at join (app://candor/assets/index.js:1:33061)',
    fingerprint: '252f10c83610ebca',
    versions: ['1.0.0'],
    perMille: 20,
  },
  {
    type: 'SyntaxError',
    message: 'Unexpected end of JSON input',
    stack: 'at read (app://candor/assets/index.js:1:7310)',
    fingerprint: 'baa5a0964d3320fb',
    versions: ['0.8.0'],
    perMille: 1,
  },
];

/** How many of a hundred sign-in attempts fail: most of them on Windows in one version. */
export const signInFailuresPerCent = (version: string, osName: string): number =>
  version === '0.9.0' && osName === 'Windows' ? 16 : 2;

/** How many of a thousand devices in use on a day have a crash. */
export const crashesPerMille = (version: string): number => (version === '0.9.0' ? 18 : 4);
