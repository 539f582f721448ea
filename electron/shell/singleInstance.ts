import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { endStart, failToStart } from './failToStart.ts';

/** For how long the running instance may take to answer, however busy it is. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 20;

/** A UUID, so that no question can name another file. */
const answerName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const answerFile = (answerTo: string) => join(app.getPath('userData'), `answer-${answerTo}`);

/** @param question a later start's data: the name under which it looks for an answer. */
function answer(question: unknown): void {
  if (typeof question !== 'object' || question === null || !('answerTo' in question)) return;
  const { answerTo } = question;
  if (typeof answerTo !== 'string' || !answerName.test(answerTo)) return;
  try {
    writeFileSync(answerFile(answerTo), '', { flag: 'wx', mode: 0o600 });
  } catch {
    // On a full disk the other one says that nobody answered, though it was heard.
  }
}

function isAnswered(answerTo: string): boolean {
  const file = answerFile(answerTo);
  const still = new Int32Array(new SharedArrayBuffer(4));
  const until = performance.now() + PATIENCE_MS;
  // Blocks, since otherwise two would use one data folder once Chromium is ready.
  while (!existsSync(file) && performance.now() < until) Atomics.wait(still, 0, 0, LOOK_MS);
  const isThere = existsSync(file);
  rmSync(file, { force: true });
  return isThere;
}

/** Why nobody can write to the data folder; undefined if that works, or if only space is lacking. */
function whyUnwritable(folder: string): unknown {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmdirSync(mkdtempSync(join(folder, 'probe-')));
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? undefined : error;
  }
}

/**
 * Makes this the only Candor on its data folder. Electron refuses the lock in the same way whether another one runs
 * or the lock can't be created, so the running instance answers each later start by a file in the data folder.
 * @returns whether it is the only one. Otherwise it exits by itself: silently if the other has answered, and with a
 * message and status 1 if nobody has.
 */
export function becomeSingleInstance(): boolean {
  const answerTo = randomUUID();
  if (app.requestSingleInstanceLock({ answerTo })) {
    app.on('second-instance', (_event, _argv, _folder, question) => {
      answer(question);
    });
    return true;
  }
  const folder = app.getPath('userData');
  const problem = whyUnwritable(folder);
  if (problem === undefined && isAnswered(answerTo)) {
    app.quit();
    return false;
  }
  // Meanwhile Chromium writes elsewhere: it can't here, or would interfere with the other one's.
  const elsewhere = mkdtempSync(join(app.getPath('temp'), 'candor-'));
  app.setPath('sessionData', elsewhere);
  app.once('quit', () => {
    try {
      rmSync(elsewhere, { recursive: true, force: true });
    } catch {
      // Chromium may still be writing there; the system clears its temporary folder.
    }
  });
  void app.whenReady().then(() => {
    if (problem === undefined) endStart((t) => t('startup.noAnswer', { folder }));
    else failToStart(problem);
  });
  return false;
}
