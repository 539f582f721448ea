/** The limits of a meeting; kept apart from the schemas, so that windows don't load their library. */

/** Everyone sends to everyone else, so that more would be too much for a slow line. */
export const MOST_PARTICIPANTS = 8;
/** Besides the host, whose place is always reserved. */
export const MOST_BESIDE_HOST = MOST_PARTICIPANTS - 1;
/** How many may wait for the host to let them in. */
export const MOST_WAITING = 20;
/** How many of a meeting's chat messages the pool keeps, and sends to whoever joins. */
export const CHAT_KEPT = 100;

/** In UTF-16 units. */
export const LONGEST_TITLE = 128;
export const LONGEST_NAME = 64;
export const LONGEST_CHAT = 4096;
export const LONGEST_SDP = 32_768;
export const LONGEST_CANDIDATE = 1024;

/** Bytes of one frame from a participant: the longest session description, escaped as JSON. */
export const LARGEST_MEETING_FRAME_BYTES = 96 * 1024;

/**
 * UTF-16 units of the longest message from a room: all kept chat, each unit of it escaped as JSON, and a
 * participant's frame.
 */
export const LARGEST_ROOM_FRAME = 6 * CHAT_KEPT * LONGEST_CHAT + LARGEST_MEETING_FRAME_BYTES;

/** Both sides send `alive` this often, and consider a connection lost if nothing has arrived for the timeout. */
export const ALIVE_INTERVAL_MS = 10_000;
export const SILENCE_TIMEOUT_MS = 30_000;
/** For how long the pool keeps the place of someone whose connection was lost. */
export const PLACE_KEPT_MS = 60_000;

/** The WebSocket subprotocol of a meeting's room. */
export const MEETING_PROTOCOL = 'candor-meeting';

/** Three groups of four, without letters that look like others: `abcd-efgh-jkmn`. */
export const meetingIdPattern = /^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/;

/** The pool's paths for meetings, below its address. */
export const meetingPaths = {
  meetings: '/v1/meetings',
  meeting: (id: string) => `/v1/meetings/${id}`,
  tickets: (id: string) => `/v1/meetings/${id}/tickets`,
  room: (id: string) => `/v1/meetings/${id}/room`,
  launcherRecords: '/v1/launcher/records',
  joinPage: (id: string) => `/join/${id}`,
  joinInBrowser: (id: string) => `/join/${id}/browser`,
} as const;
