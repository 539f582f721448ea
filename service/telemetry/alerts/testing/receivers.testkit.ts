import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { alertMessage, type AlertMessage } from '../../../../contract/insights/alerts.ts';

/** A webhook receiver: a real HTTP server on loopback. */
export async function startReceiver() {
  const got: AlertMessage[] = [];
  const taking: RequestListener = (_request, response) => {
    response.end('ok');
  };
  let answer = taking;
  const http = createServer((request, response) => {
    void json(request).then((body) => {
      got.push(alertMessage.parse(body));
      answer(request, response);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/secret-part?sig=secret-query`,
    /** The requests that arrived and match the contract. */
    got,
    /** Sets how it answers from now on; by default it accepts. */
    answers: (how: RequestListener = taking) => {
      answer = how;
    },
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
  readonly isEncrypted: boolean;
}

export const mailUser = { user: 'candor', password: 'a secret & more: 100 %+' };

/** A real SMTP server on loopback that requires a user name and a password. */
export async function startMailServer(options: SMTPServerOptions = {}) {
  const got: Mail[] = [];
  const server = new SMTPServer({
    ...options,
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === mailUser.user && password === mailUser.password)
        done(null, { user: username });
      else done(new Error('secret words of the server'));
    },
    onRcptTo({ address }, _session, done) {
      done(address.startsWith('nobody@') ? new Error('secret words of the server') : null);
    },
    onData(stream, { envelope, secure }, done) {
      void text(stream).then((source) => {
        const { mailFrom, rcptTo } = envelope;
        got.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source,
          isEncrypted: secure,
        });
        done();
      });
    },
  });
  // A client that doesn't trust the server aborts the connection.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    got,
    close: () =>
      new Promise<void>((closed) => {
        server.close(closed);
      }),
  };
}
