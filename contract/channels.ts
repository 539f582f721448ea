/** What the renderer can ask of the main process. Apart from the parsers, so that the preload stays small. */
export const callNames = [
  'getView',
  'saveOptions',
  'openHelp',
  'openViewer',
  'listRecords',
  'findRecord',
  'readLedger',
  'exportAudit',
  'clearHistory',
  'eraseErrors',
  'openOptions',
  'answerCrash',
  'previewProblem',
  'sendProblem',
  'closeWindow',
  'reportException',
  'countFeature',
  'getSignIn',
  'signInAttempted',
  'signedIn',
  'signInFailed',
  'signedOut',
  'connectionLost',
  'checkPool',
  'listContacts',
  'addContact',
  'removeContact',
  'listConversations',
  'readMessages',
  'storeMessage',
  'settleMessage',
  'markRead',
  'openLink',
  'setOpenConversations',
  'allowPeers',
  'tellCall',
  'getCall',
  'commandCall',
  'showMain',
] as const;
export type CallName = (typeof callNames)[number];

/** What the main process tells the renderer, unasked. */
export const noticeNames = [
  'viewChanged',
  'optionsRequested',
  'sessionChanged',
  'conversationRequested',
  'networkReturned',
  'auditChanged',
  'viewerRequested',
  'callChanged',
  'callCommanded',
] as const;
export type NoticeName = (typeof noticeNames)[number];

/** The IPC channel of a call or a notice. */
export const channel = (name: CallName | NoticeName): string => `candor:${name}`;
