import { randomBytes } from 'node:crypto';
import { app } from 'electron';
import { WebSocket } from 'ws';
import { answerChallenge, isStaleChallenge } from './digestAnswer.ts';
import { parseProxyRoute } from './proxyRoute.ts';

/** How long to wait for a pool that says nothing, which proves nothing. */
const LIMIT_MS = 4_000;
/** Of a message, however many frames it comes in; an honest answer is below a tenth of it. */
const LONGEST_ANSWER_BYTES = 64 * 1024;

/**
 * A second answer is needed if the first nonce was too old; a pool that calls that too old as well judges no
 * password.
 */
const MOST_ANSWERS = 2;

/**
 * The pool's verdict on an account and its password; `unknown` if it was not asked, did not answer, or sent no
 * challenge.
 */
export type SipProof = 'proved' | 'denied' | 'unknown';

interface SipAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The status and the headers of a response (RFC 3261, section 7); undefined if it is not one. */
export function readSipAnswer(text: string): SipAnswer | undefined {
  const [head = ''] = text.split('\r\n\r\n', 1);
  const [first = '', ...lines] = head.split(/\r\n(?![ \t])/);
  const [version, status = ''] = first.split(' ', 2);
  if (version?.toUpperCase() !== 'SIP/2.0' || !/^[1-6]\d\d$/.test(status)) return undefined;
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(status), headers };
}

const headerOf = ({ headers }: SipAnswer, name: string): string =>
  headers.flatMap(([key, value]) => (key === name ? [value] : [])).join(', ');

/** A REGISTER without a Contact queries the account's bindings, and changes none (RFC 3261, section 10.2.3). */
function createQuestions(account: string) {
  const id = () => randomBytes(12).toString('hex');
  const [host, tag, callId] = [`${id()}.invalid`, id(), id()];
  let sequence = 0;
  return (...more: readonly string[]): string => {
    sequence += 1;
    return [
      `REGISTER sip:${account.split('@')[1] ?? ''} SIP/2.0`,
      `Via: SIP/2.0/WS ${host};branch=z9hG4bK${id()}`,
      'Max-Forwards: 70',
      `From: <sip:${account}>;tag=${tag}`,
      `To: <sip:${account}>`,
      `Call-ID: ${callId}`,
      `CSeq: ${sequence} REGISTER`,
      ...more,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
  };
}

/** Node's own connections ignore the system's proxies: if there is one, nothing is asked. */
async function isDirect(pool: URL): Promise<boolean> {
  const route = await app.resolveProxy(pool.href.replace(/^ws/, 'http'));
  return parseProxyRoute(route)[0] === 'direct';
}

const challenged: Readonly<Record<number, readonly [asked: string, answered: string]>> = {
  401: ['www-authenticate', 'Authorization'],
  407: ['proxy-authenticate', 'Proxy-Authorization'],
};

interface Person {
  readonly account: string;
  readonly password: string;
}

/**
 * Handles the answers to the two requests.
 * @returns the next request, or the verdict.
 */
function createDialogue({ account, password }: Person) {
  const ask = createQuestions(account);
  let answers = 0;
  return {
    first: () => ask(),
    take(answer: SipAnswer): { readonly next: string } | SipProof | undefined {
      const { status } = answer;
      if (status < 200) return undefined;
      // Without a challenge, anyone would have been told so.
      if (status < 300) return answers > 0 ? 'proved' : 'unknown';
      const names = challenged[status];
      const challenge = names && headerOf(answer, names[0]);
      const isStale = challenge !== undefined && isStaleChallenge(challenge);
      if (challenge === undefined || (answers > 0 && !isStale)) {
        const isRefusal = challenge !== undefined || status === 403 || status === 404;
        return answers > 0 && isRefusal ? 'denied' : 'unknown';
      }
      if (answers === MOST_ANSWERS) return 'unknown';
      const [user = '', domain = ''] = account.split('@');
      const asked = { method: 'REGISTER', uri: `sip:${domain}` };
      const response = answerChallenge(challenge, asked, { user, password });
      if (names === undefined || response === undefined) return 'unknown';
      answers += 1;
      return { next: ask(`${names[1]}: ${response}`) };
    },
  };
}

/**
 * Asks the pool itself whether a password is an account's, by its own challenge to a REGISTER that the main process
 * sends (RFC 3261, section 22): for pools that have no provisioning. Never rejects.
 * @param pool its WebSocket address.
 */
export async function proveBySip(pool: URL, person: Person): Promise<SipProof> {
  if (!(await isDirect(pool))) return 'unknown';
  const { promise, resolve } = Promise.withResolvers<SipProof>();
  // Node's own WebSocket has no limit: the whole message would be in memory before anyone saw its length.
  const socket = new WebSocket(pool.href, 'sip', {
    maxPayload: LONGEST_ANSWER_BYTES,
    perMessageDeflate: false,
    handshakeTimeout: LIMIT_MS,
  });
  const timer = setTimeout(resolve, LIMIT_MS, 'unknown');
  const dialogue = createDialogue(person);
  socket.on('open', () => {
    socket.send(dialogue.first());
  });
  // SIP may come in text frames and in binary ones (RFC 7118, section 4.2); both contain UTF-8.
  socket.on('message', (data: Buffer) => {
    const answer = readSipAnswer(data.toString());
    const step = answer && dialogue.take(answer);
    if (typeof step === 'object') socket.send(step.next);
    else if (step !== undefined) resolve(step);
  });
  for (const end of ['error', 'close'] as const)
    socket.on(end, () => {
      resolve('unknown');
    });
  const proof = await promise;
  clearTimeout(timer);
  // A silent pool is not waited for a second time, to close the connection.
  socket.terminate();
  return proof;
}
