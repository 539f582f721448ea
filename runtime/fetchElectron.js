// Fetches Electron's binary; plain JavaScript, since it also runs under Node 20.
import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** How long it may go without receiving anything before it gives up, in milliseconds. */
const STALL_MS = 30_000;
const counting = pathToFileURL(fileURLToPath(new URL('./countDownload.js', import.meta.url))).href;

/**
 * Shows the progress of the download: on a terminal, in one line that changes, otherwise in a new line now and then.
 * @param {import('./fetchElectron.d.ts').FetchTexts} text
 * @param {NodeJS.WritableStream & { isTTY?: boolean }} out
 */
function createProgress(text, out) {
  const interval = out.isTTY ? 500 : 10_000;
  let [shownAt, shownBytes] = [0, 0];
  let isOpen = false;
  return {
    /** @param {import('./countDownload.js').Count} count @param {number} now in milliseconds */
    show({ received, total }, now) {
      if (shownAt !== 0 && now - shownAt < interval && received !== total) return;
      const perSecond =
        shownAt === 0 ? 0 : ((received - shownBytes) * 1000) / Math.max(1, now - shownAt);
      [shownAt, shownBytes] = [now, received];
      const line = text.fetchingElectron(received, total, perSecond);
      out.write(out.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
      isOpen = out.isTTY === true;
    },
    end() {
      if (isOpen) out.write('\n');
    },
  };
}

/** @type {typeof import('./fetchElectron.d.ts').fetchElectron} */
export function fetchElectron(installer, { env, text, out = process.stderr, stallMs = STALL_MS }) {
  const progress = createProgress(text, out);
  out.write(`${text.electronMissing()}\n`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', counting, installer], {
      env: { ...env, ELECTRON_GET_NO_PROGRESS: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    /** @type {string | undefined} */
    let why;
    /** @param {string} reason */
    const giveUp = (reason) => {
      why ??= reason;
      child.kill();
    };
    const onInterrupt = () => giveUp(text.electronInterrupted());
    const onStall = () => giveUp(text.electronStalled(Math.round(stallMs / 1000)));
    let stall = setTimeout(onStall, stallMs);
    process.on('SIGINT', onInterrupt);
    child.on('message', (message) => {
      const news = /** @type {import('./countDownload.js').News} */ (message);
      clearTimeout(stall);
      // A complete file is being unpacked, which a slow disk may take any time for.
      if (news !== 'whole') stall = setTimeout(onStall, stallMs);
      if (typeof news === 'object') progress.show(news, Date.now());
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (piece) => {
      said = (said + piece).slice(0, 2000);
    });
    let isOver = false;
    /** @param {boolean} isThere */
    const end = (isThere) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(stall);
      // A terminal interrupts both processes, and the installer's end may be noticed first.
      setTimeout(() => process.off('SIGINT', onInterrupt), 1000).unref();
      progress.end();
      const [problem = ''] = said.trim().split('\n');
      if (!isThere) out.write(`${why ?? text.electronFailed(problem)} ${text.electronLater()}\n`);
      resolve(isThere);
    };
    child.once('error', (error) => {
      why ??= text.electronFailed(error.message);
      end(false);
    });
    child.once('close', (code, signal) => {
      if (signal === 'SIGINT') why ??= text.electronInterrupted();
      end(code === 0);
    });
  });
}
