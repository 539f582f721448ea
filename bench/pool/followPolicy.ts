/* Waits for changes of the policy of an organisation's people, in a process of its own: URL, then JSON of [account, password]s by IPC. */
import { setTimeout as pause } from 'node:timers/promises';
import { provisioningPath } from '../../contract/destinations.ts';
import { retryDelay } from '../../renderer/sip/retryDelay.ts';
import { askAs } from '../../service/pool/testing/askAs.ts';

const WAIT_SECONDS = 25;

/** Asks and waits, over and over, as a client does. */
async function follow(url: string, account: string, password: string): Promise<never> {
  let [etag, failures] = ['', 0];
  for (;;) {
    const wait = etag === '' ? 0 : WAIT_SECONDS;
    const address = `${url}${provisioningPath}?account=${encodeURIComponent(account)}&wait=${wait}`;
    try {
      const answer = await askAs(account, password, address, {
        headers: { 'if-none-match': etag },
      });
      await answer.arrayBuffer();
      etag = answer.headers.get('etag') ?? etag;
      failures = 0;
    } catch {
      // The server is being restarted: it comes back as a client does.
      await pause(retryDelay(failures, Math.random()));
      failures += 1;
    }
  }
}

const [url = ''] = process.argv.slice(2);
process.on('message', (people: [string, string][]) => {
  for (const [account, password] of people) void follow(url, account, password);
});
