import { createConnection, type Connection } from '../renderer/sip/connection.ts';
import type { IncomingText } from '../renderer/sip/incoming.ts';

const nothing = () => Promise.resolve();

/**
 * Somebody at the pool without a window.
 * @param onText what they do with messages they receive.
 */
export async function createTalker(
  poolUrl: string,
  credentials: { readonly account: string; readonly password: string },
  onText: (text: IncomingText) => void = () => undefined,
): Promise<Connection> {
  const signedIn = Promise.withResolvers<undefined>();
  const connection = createConnection({
    openPoolWay: () => Promise.resolve(null),
    signInAttempted: nothing,
    signInFailed: nothing,
    connectionLost: nothing,
    messageRefused: () => Promise.resolve({ ok: true, value: undefined }),
    checkPool: () => Promise.resolve('unreachable'),
    onSignedIn: () => {
      signedIn.resolve(undefined);
    },
    onText: (text) => {
      onText(text);
      return Promise.resolve(true);
    },
    onLine: (line) => {
      line.refuse(480);
    },
  });
  connection.signIn({ poolUrl, credentials, isPatient: true });
  await signedIn.promise;
  return connection;
}
