const { contextBridge, ipcRenderer } = require('electron');

Object.assign(globalThis, { hiddenFromPage: true });
const atStart = { sandboxed: process.sandboxed, isolated: process.contextIsolated };

/** @type {unknown[][]} */
const heard = [];
const hear = (/** @type {unknown} */ _event, /** @type {unknown[]} */ ...args) => {
  heard.push(args);
};
let secondExposure = 'accepted';

contextBridge.exposeInMainWorld('api', {
  nested: { list: [1] },
  atStart: () => ({ ...atStart, documentWasEmpty: wasEmpty }),
  invoke: (/** @type {string} */ channel, /** @type {unknown[]} */ ...args) =>
    ipcRenderer.invoke(channel, ...args),
  listen: (/** @type {string} */ channel) => {
    ipcRenderer.on(channel, hear);
  },
  stopListening: (/** @type {string} */ channel) => {
    ipcRenderer.off(channel, hear);
  },
  heard: () => heard,
  secondExposure: () => secondExposure,
});
const wasEmpty = document.querySelector('h1') === null;
try {
  contextBridge.exposeInMainWorld('api', {});
} catch (error) {
  secondExposure = String(error);
}
if (process.argv.includes('--preload-throws')) throw new RangeError('thrown by the preload');
