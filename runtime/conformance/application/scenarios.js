import { writeFileSync } from 'node:fs';
import { app, BrowserWindow, dialog } from 'electron';

const say = (/** @type {string} */ line) => {
  console.log(`> ${line}`);
};
const soon = (/** @type {() => void} */ act) => {
  setTimeout(act, 20);
};

/** Lives that end, each reported line by line. @type {Record<string, () => void>} */
const scenarios = { quitting, exiting, relaunching, lastWindow, strayError };

/** Lives the one that the command line names. */
export function liveScenario() {
  const name = app.commandLine.getSwitchValue('scenario');
  if (name === 'errorBox') errorBox();
  else void app.whenReady().then(scenarios[name]);
}

/** Each step of quitting refuses once; only the fourth attempt to quit succeeds. */
function quitting() {
  const refused = new Set();
  const askAgainUnless = (/** @type {string} */ step, /** @type {Electron.Event} */ event) => {
    say(step);
    if (refused.has(step)) return;
    refused.add(step);
    event.preventDefault();
    soon(() => {
      app.quit();
    });
  };
  const window = new BrowserWindow({ show: false });
  app.on('before-quit', (event) => {
    askAgainUnless('before-quit', event);
  });
  window.on('close', (event) => {
    askAgainUnless('close', event);
  });
  window.on('closed', () => {
    say('closed');
  });
  app.on('window-all-closed', () => {
    say('window-all-closed');
  });
  app.on('will-quit', (event) => {
    askAgainUnless('will-quit', event);
  });
  app.once('quit', (_event, code) => {
    say(`quit ${code}`);
  });
  app.quit();
}

function exiting() {
  const window = new BrowserWindow({ show: false });
  window.on('close', () => {
    say('close');
  });
  for (const name of /** @type {const} */ (['before-quit', 'will-quit'])) {
    app.on(/** @type {'will-quit'} */ (name), () => {
      say(name);
    });
  }
  app.exit(7);
}

function relaunching() {
  const letter = app.commandLine.getSwitchValue('again');
  if (letter === '') {
    const again = process.argv.slice(1).filter((arg) => !arg.startsWith('--write'));
    const target = app.commandLine.getSwitchValue('write');
    app.relaunch({
      execPath: process.execPath,
      args: [...again, `--again=${target}`, '--given=by relaunch'],
    });
    say('still here');
  } else writeFileSync(letter, app.commandLine.getSwitchValue('given'));
  app.exit(0);
}

/** Nothing listens for the closing of all windows. */
function lastWindow() {
  app.on('will-quit', () => {
    say('will-quit');
  });
  new BrowserWindow({ show: false }).close();
}

function strayError() {
  process.on('uncaughtException', (error) => {
    say(error.message);
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (reason) => {
      say(String(reason));
      app.exit(0);
    });
    void Promise.reject(new Error('rejected'));
  });
  soon(() => {
    throw new Error('thrown');
  });
}

/** Before the application is ready. */
function errorBox() {
  dialog.showErrorBox('A title', 'What went wrong');
  app.exit(4);
}
