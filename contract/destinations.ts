import { meetingPaths } from './meetingLimits.ts';
import { poolDocumentPath } from './poolDiscovery.ts';

/** Every request that the client makes: what it is for, and what is lost if it is blocked. */

export interface Destination {
  /** Whose address it is below: `telemetry` or `pool`, as `assets/clouds.json` and the policies name them. */
  readonly to: 'telemetry' | 'pool';
  readonly method: 'GET' | 'POST' | 'WebSocket';
  /** Below that address. */
  readonly path: string;
  readonly purpose: string;
  readonly lost: string;
}

export const telemetryPaths = ['records', 'crashes', 'withdrawals', 'keys'] as const;
export type TelemetryPath = (typeof telemetryPaths)[number];

const telemetry: Readonly<Record<TelemetryPath, Omit<Destination, 'to' | 'path'>>> = {
  records: {
    method: 'POST',
    purpose: 'census data, usage data and error reports, each only if it is allowed',
    lost: 'records wait on the device, and the oldest are deleted in time; nothing else in Candor is affected',
  },
  crashes: {
    method: 'POST',
    purpose: 'memory dumps, if the person agreed to send one',
    lost: 'the dump waits on the device for seven days at most',
  },
  withdrawals: {
    method: 'POST',
    purpose: 'erasing error reports that the service holds, if the person asks for it',
    lost: 'the erasure waits on the device, which the person is told, and is asked for again until it succeeds',
  },
  keys: {
    method: 'GET',
    purpose: 'the key with which receipts are checked',
    lost: 'nothing, where the device knows the service’s key; until it does, and once the service has changed its key, no receipt can be checked: nothing more is posted, and records wait as above',
  },
};

/** Where a pool serves an organisation's policy, below its address. */
export const provisioningPath = '/v1/provisioning';

/** Where a pool gives access to its organisation's relays for calls, below its address. */
export const relaysPath = '/v1/relays';

/** Where a pool serves the names of an organisation's people, below its address. */
export const peoplePath = '/v1/people';

/**
 * The ETag of people's names: in the answer with the organisation's policy, that of the pool's current names; in the
 * request for it, that of the names the client has, so that it is told at once when they differ.
 */
export const peopleHeader = 'candor-people';

/** Names the device by the instance ID that it registers with by SIP, as `urn:uuid:…` (RFC 5626, section 4.1). */
export const deviceHeader = 'candor-device';

/**
 * The one request to neither of them: when the person presses Find my pool, to the domain of the account that they
 * typed.
 */
export const discovery = {
  method: 'GET',
  path: poolDocumentPath,
  purpose: 'which pool is that domain’s, each time that a person presses Find my pool',
  lost: 'people type the pool’s address',
} as const satisfies Omit<Destination, 'to'>;

/** The placeholder for a meeting's ID in the paths below. */
export const anyMeeting = 'ID';

export const destinations: readonly Destination[] = [
  ...telemetryPaths.map((path): Destination => ({
    to: 'telemetry',
    path: `/v1/${path}`,
    ...telemetry[path],
  })),
  {
    to: 'pool',
    method: 'WebSocket',
    path: '/',
    purpose: 'signing in, conversations and calls (SIP over WebSocket, RFC 7118)',
    lost: 'nobody can sign in',
  },
  {
    to: 'pool',
    method: 'GET',
    path: provisioningPath,
    purpose: 'the organisation’s policy, asked for after signing in and held open for changes',
    lost: 'the last policy that was heard stays in force, a refusal above all',
  },
  {
    to: 'pool',
    method: 'GET',
    path: peoplePath,
    purpose:
      'the names of the people of one’s own organisation, asked for after signing in and when they have changed',
    lost: 'colleagues are shown by their addresses',
  },
  {
    to: 'pool',
    method: 'GET',
    path: relaysPath,
    purpose:
      'access for a while to the organisation’s relays ([TURN](#sound)), asked for as a call begins',
    lost: 'calls do without a relay',
  },
  {
    to: 'pool',
    method: 'POST',
    path: meetingPaths.meetings,
    purpose: 'beginning a meeting',
    lost: 'nobody can begin a meeting; those under way are not affected',
  },
  {
    to: 'pool',
    method: 'GET',
    path: meetingPaths.meeting(anyMeeting),
    purpose: 'what a meeting is, and what its host’s pool decided of its data',
    lost: 'nobody can join a meeting',
  },
  {
    to: 'pool',
    method: 'POST',
    path: meetingPaths.tickets(anyMeeting),
    purpose: 'proving to a meeting that one is signed in',
    lost: 'people join as guests, if at all',
  },
  {
    to: 'pool',
    method: 'WebSocket',
    path: meetingPaths.room(anyMeeting),
    purpose: 'a meeting’s roster, its chat, and how its participants reach each other',
    lost: 'nobody can join a meeting',
  },
];
