import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { answerTo, createOddPool } from '../service/pool/testing/oddPool.ts';
import { expect, test, timesLogged, waitingRecords } from './fixtures/candor.ts';
import { makeCertificate, missingForCertificates } from './fixtures/certificate.ts';
import { optIn } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { fillIn } from './fixtures/talking.ts';

const { alice } = people;

/**
 * Listens on a loopback port.
 * @returns `host:port`.
 */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a pool whose certificate can’t be trusted gets no password, and the person is told', async ({
  start,
  folder,
}) => {
  const missing = missingForCertificates();
  test.skip(missing !== undefined, missing);
  const heard: string[] = [];
  const server = createTlsServer(makeCertificate(folder, ['localhost']), (request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.end();
  });
  const place = await listen(server);
  const { window } = await start({ env: { CANDOR_POOL_URL: `wss://${place}` } });
  await fillIn(window, alice.address, alice.password);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(window.getByText(`The certificate of ${place} can’t be trusted`)).toBeVisible();
  expect(heard).toEqual([]);
  server.close();
});

test('a pool that accepts and says nothing is told apart from one that can’t be reached', async ({
  start,
}) => {
  const server = createServer((socket) => socket.resume());
  const place = await listen(server);
  const { window } = await start({ env: { CANDOR_POOL_URL: `http://${place}` } });
  await fillIn(window, alice.address, alice.password);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(window.getByText(`${place} accepts connections but says nothing`)).toBeVisible();
  server.close();
});

test('what a pool answers that lets nobody in is named for what it is, and reported by who opted in', async ({
  start,
  service,
  userData,
}) => {
  await service.stop();
  let answer = (request: string) => answerTo(request, '503 Overloaded');
  const pool = await createOddPool(
    (request) => answer(request),
    (socket) => {
      socket.close();
    },
  );
  const { window } = await start({ env: { CANDOR_POOL_URL: `ws://${pool.place}` } });
  await optIn(window);
  await fillIn(window, alice.address, alice.password);
  const isTold = async (text: string, records: number) => {
    await window.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(window.getByText(`${pool.place} ${text}`)).toBeVisible();
    await expect.poll(() => waitingRecords(userData, 'error')).toBe(records);
  };
  await isTold('has a problem of its own (SIP status 503)', 1);
  answer = (request) => answerTo(request, '401 Unauthorized');
  await isTold('asks for your password in a way that Candor can’t answer', 2);
  answer = () => 'SIP/2.0 200 OK';
  await isTold('answers, but not in proper SIP', 3);
  expect(timesLogged(userData, alice.password)).toBe(0);
  await pool.close();
});
