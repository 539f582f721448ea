import { v7 } from 'uuid';
import type { Header, TelemetryRecord } from '../../contract/envelope.ts';
import type { MeetingEvent } from '../../contract/invitation.ts';
import type { FeatureName } from '../../contract/ipc.ts';
import { dropAnswer } from '../../contract/readAnswer.ts';
import { candorSchema, type Fields } from '../../contract/records.ts';
import { roundedFields } from '../../contract/schema.ts';
import { parseRetryAfter } from '../../contract/retryAfter.ts';

/** Replaced when the page is built. */
declare const CANDOR_VERSION: string;

const MINUTE_MS = 60_000;
const TIME_LIMIT_MS = 30_000;
/** The most failures that are reported for one visit. */
const MOST_FAILURES = 20;

/** What the page reports to the telemetry service through the pool: nothing unless the meeting's host allows it. */
export interface LauncherReports {
  /** Takes the pool's setting; until then it counts as a refusal. */
  readonly update: (isAllowed: boolean) => void;
  readonly take: (event: MeetingEvent) => void;
  readonly countFeature: (feature: FeatureName) => void;
}

type Draft = Pick<TelemetryRecord, 'category' | 'name' | 'at' | 'fields'>;

const toHex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Nobody can have these erased later: the key is created but stored nowhere, so that no visit can be linked to
 * another.
 */
async function makeOwner(): Promise<string> {
  const key = toHex(crypto.getRandomValues(new Uint8Array(32)).buffer);
  return toHex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
}

function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function bodyOf(drafts: readonly Draft[]): Promise<string> {
  const header: Header = {
    schema: 1,
    app: { name: 'Candor', version: CANDOR_VERSION },
    sentAt: new Date().toISOString(),
  };
  const owner = await makeOwner();
  const records = drafts.map(({ category, name, at, fields }): TelemetryRecord => ({
    id: v7(),
    category,
    surface: 'launcher',
    name,
    at,
    ...(category === 'error' ? { owner } : {}),
    fields: roundedFields(candorSchema, category, fields),
  }));
  return [header, ...records].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/**
 * Posts to the pool, and not before it wants to be asked again. What does not arrive is lost: the page keeps nothing.
 */
function createPost(url: string) {
  /** By `performance.now()`. */
  let notBefore = 0;
  return {
    mayGo: () => performance.now() >= notBefore,
    async send(drafts: readonly Draft[]): Promise<void> {
      const body = await bodyOf(drafts);
      const headers = { 'content-type': 'application/x-ndjson' };
      const signal = AbortSignal.timeout(TIME_LIMIT_MS);
      const how = { keepalive: true, credentials: 'omit', signal } as const;
      // An unreachable pool is reported by the meeting itself.
      const answer = await fetch(url, { method: 'POST', body, headers, ...how }).catch(
        () => undefined,
      );
      if (!answer) return;
      dropAnswer(answer);
      const wait = parseRetryAfter(answer.headers.get('retry-after'), Date.now()) ?? 0;
      notBefore = Math.max(notBefore, performance.now() + wait);
    },
  };
}

/**
 * @param url of the pool's `POST /v1/launcher/records`.
 * @param isAllowed asks the pool for its current setting.
 */
export function createLauncherReports(ports: {
  readonly url: string;
  readonly isAllowed: () => Promise<boolean>;
}): LauncherReports {
  let allowed = false;
  let counts: { -readonly [K in keyof Fields<'day'>]: Fields<'day'>[K] } = { day: today() };
  let failures: Draft[] = [];
  let told = 0;
  const post = createPost(ports.url);
  let since: number | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  const forget = (): void => {
    counts = { day: today() };
    failures = [];
  };
  const update = (next: boolean): void => {
    allowed = next;
    if (next) return;
    forget();
    clearInterval(timer);
    since = undefined;
  };
  const takeAll = (): Draft[] => {
    const isCounted = Object.keys(counts).length > 1;
    const at = new Date().toISOString();
    const day: Draft[] = isCounted ? [{ category: 'usage', name: 'day', at, fields: counts }] : [];
    const all = [...day, ...failures];
    forget();
    return all;
  };
  const send = async (): Promise<void> => {
    if (!allowed || !post.mayGo()) return;
    update(await ports.isAllowed());
    const drafts = takeAll();
    if (drafts.length > 0) await post.send(drafts);
  };
  const countMinutes = (): void => {
    if (since === undefined) return;
    const now = performance.now();
    counts.callMinutes = (counts.callMinutes ?? 0) + (now - since) / MINUTE_MS;
    since = now;
  };
  const begin = (): void => {
    since = performance.now();
    // A page that is closed sends nothing more: what is lost with it is less than a minute.
    timer = setInterval(() => {
      countMinutes();
      void send();
    }, MINUTE_MS);
  };
  const end = (): void => {
    clearInterval(timer);
    countMinutes();
    since = undefined;
  };

  return {
    update,
    take(event) {
      if (!allowed) return;
      switch (event.event) {
        case 'attempted':
          counts.meetingJoinAttempts = (counts.meetingJoinAttempts ?? 0) + 1;
          break;
        case 'joined':
          counts.meetingJoinSuccesses = (counts.meetingJoinSuccesses ?? 0) + 1;
          begin();
          void send();
          break;
        case 'failed':
          told += 1;
          if (told > MOST_FAILURES) break;
          failures.push({
            category: 'error',
            name: 'meetingFailure',
            at: new Date().toISOString(),
            fields: { errorCode: event.code, ...event.quality },
          });
          void send();
          break;
        case 'left':
          end();
          void send();
      }
    },
    countFeature(feature) {
      if (!allowed) return;
      counts.featureUse = {
        ...counts.featureUse,
        [feature]: (counts.featureUse?.[feature] ?? 0) + 1,
      };
    },
  };
}
