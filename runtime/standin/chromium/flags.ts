export type FlagChoices = {
  /** The port of the gate that all of Chromium's own connections must go through. */
  readonly gate: number;
  readonly profile: string;
  readonly locale: string;
  readonly headless: boolean;
  readonly sandbox: boolean;
  /** Whether Crashpad writes minidumps. */
  readonly crashDumps: boolean;
};

/** Features by which Chromium would use the network, or show something, on its own account. */
const features = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'HttpsUpgrades',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'SpareRendererForSitePerProcess',
  'Translate',
  'WebRtcHideLocalIpsWithMdns',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
];

const silent = [
  '--disable-background-networking',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--dns-prefetch-disable',
  '--media-router=0',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--no-service-autorun',
  '--password-store=basic',
  '--use-mock-keychain',
];

/**
 * Pages only ever load what the stand-in gives them, and open what its gate lets through: no name resolves, and no
 * address either. WebRTC's datagrams, which bypass all this, are held back page by page.
 */
const walledOff = (gate: number): string[] => [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  `--proxy-server=http://127.0.0.1:${gate}`,
  '--proxy-bypass-list=<-loopback>',
];

/** Tests need invisible windows to keep painting, ticking and sounding. */
const awake = [
  '--autoplay-policy=no-user-gesture-required', // Electron's own default.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-dev-shm-usage',
  '--disable-hang-monitor',
  '--disable-infobars',
  '--no-startup-window',
  '--test-type',
];

export function chromiumFlags({
  gate,
  profile,
  locale,
  headless,
  sandbox,
  crashDumps,
}: FlagChoices): string[] {
  return [
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    `--lang=${locale}`,
    `--accept-lang=${locale}`,
    `--disable-features=${features.join(',')}`,
    ...silent,
    ...walledOff(gate),
    ...awake,
    ...(headless ? ['--headless', '--hide-scrollbars', '--mute-audio'] : []),
    ...(sandbox ? [] : ['--no-sandbox']),
    ...(crashDumps ? [] : ['--disable-breakpad']),
  ];
}
