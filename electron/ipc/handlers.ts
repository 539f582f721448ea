import { clipboard, type WebContents } from 'electron';
import type { Handlers, View } from '../../contract/ipc.ts';
import type { CatalogueSection } from '../../contract/viewer.ts';
import type { LoginItem } from '../adapters/system/loginItem.ts';
import type { LogFile } from '../adapters/log/log.ts';
import type { SettingsStore } from '../adapters/files/settings.ts';
import type { Fault } from '../core/records/faults.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import type { Outside } from '../shell/openOutside.ts';
import { saveOptions } from './options.ts';

/** How many of the ledger's entries the window shows. */
const SHOWN_ENTRIES = 500;

/** What the windows may ask of the main process. */
export function createHandlers(parts: {
  settings: SettingsStore;
  telemetry: CandorTelemetry;
  log: LogFile;
  loginItem: LoginItem;
  view: () => View;
  openHelp: (section?: CatalogueSection) => Promise<void>;
  openViewer: () => Promise<void>;
  exportAudit: () => Promise<string | null>;
  openFolder: (which: 'logs' | 'data') => void;
  outside: Pick<Outside, 'openLink'>;
  openOptions: () => void;
  close: (window: 'crash' | 'problem' | 'meeting') => void;
  reportException: (fault: Fault, contents: WebContents) => void;
  /** Whether this is the meeting's window, whose meeting may be a guest's. */
  isMeetingWindow: (contents: WebContents) => boolean;
  onOptionsSaved: () => void;
  clearLog: () => void;
}) {
  const { telemetry, settings, view } = parts;
  const { audit, crashes } = telemetry;
  return {
    getView: view,
    saveOptions: ({ eraseSent = false, clearLog = false, ...options }) => {
      saveOptions(options, parts);
      if (eraseSent) telemetry.eraseErrors();
      if (clearLog) parts.clearLog();
      parts.onOptionsSaved();
      return view();
    },
    openHelp: (section) => parts.openHelp(section ?? undefined),
    openViewer: parts.openViewer,
    listRecords: ({ filter, offset, limit }) => audit.page(filter, offset, limit),
    findRecord: (id) => {
      const record = audit.find(id);
      return record ? { ...record, dumpLater: crashes.dumpLater(id) ?? null } : null;
    },
    readLedger: () => audit.ledger(SHOWN_ENTRIES),
    exportAudit: parts.exportAudit,
    async openLearned() {
      const page = audit.learned();
      if (page === undefined) throw new Error('the service does not tell what it learned');
      await parts.outside.openLink(page);
    },
    clearHistory: () => {
      audit.clearHistory();
    },
    eraseErrors: () => {
      telemetry.eraseErrors();
    },
    openFolder: parts.openFolder,
    openOptions: () => {
      parts.openOptions();
    },
    answerCrash: ({ id, send, always }) => {
      crashes.answer(id, send);
      if (always) settings.write({ ...settings.read(), memoryDumps: send ? 'always' : 'never' });
      parts.onOptionsSaved();
    },
    previewProblem: (text) => crashes.problems.preview(text) ?? null,
    sendProblem: (id) => crashes.problems.send(id),
    copyReportNumber: (id) => {
      void clipboard.writeText(id);
    },
    closeWindow: (window) => {
      parts.close(window);
    },
    reportException: (report, sender) => {
      parts.reportException({ processType: 'renderer', ...report }, sender);
    },
    countFeature: (name, sender) => {
      (parts.isMeetingWindow(sender) ? telemetry.meeting : telemetry).countKey('featureUse', name);
    },
  } satisfies Partial<Handlers<WebContents>>;
}
