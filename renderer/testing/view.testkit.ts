import { decide, noPolicy, notChosen } from '../../contract/consent.ts';
import type { View } from '../../contract/ipc.ts';
import { defaultOptions } from '../../contract/options.ts';
import { consentText } from '../../contract/consentText.ts';

/** What a window shows where nobody chose anything and no policy is set, but for what a test says. */
export const viewWith = (changed: Partial<View> = {}): View => ({
  version: '1',
  language: 'en',
  options: { ...defaultOptions(), reopenConversations: true },
  surface: 'desktop',
  erasures: [],
  confirmedErasures: [],
  consent: { version: 1, agreed: 1, added: [] },
  locks: { errorReports: null, logging: null },
  decisions: {
    census: decide('census', 'desktop', notChosen, noPolicy, consentText),
    usage: decide('usage', 'desktop', notChosen, noPolicy, consentText),
    error: decide('error', 'desktop', notChosen, noPolicy, consentText),
  },
  crash: null,
  poolNaming: { by: 'person' },
  serviceUrl: 'https://telemetry.example',
  retention: null,
  learned: null,
  warnings: [],
  logFile: '/log',
  dataFolder: '/data',
  runtime: { electron: '45', chromium: '152', node: '24' },
  canFollowMinimized: true,
  ...changed,
});
