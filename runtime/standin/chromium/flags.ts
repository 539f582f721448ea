export type FlagChoices = {
  readonly profile: string;
  readonly locale: string;
  readonly headless: boolean;
  readonly sandbox: boolean;
  /** Whether Crashpad is to write minidumps. */
  readonly crashDumps: boolean;
};

/** What Chromium would otherwise ask of the network, or show, on its own account. */
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
 * Pages only ever load what the stand-in hands them: no name resolves, no address either, and
 * WebRTC, which asks no resolver before it sends a datagram, sends none.
 */
const walledOff = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=direct://',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp', // Chromium's name for it
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp', // and its headless shell's.
];

/** Tests need windows that nobody sees to go on painting and ticking. */
const awake = [
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
    ...walledOff,
    ...awake,
    ...(headless ? ['--headless', '--hide-scrollbars', '--mute-audio'] : []),
    ...(sandbox ? [] : ['--no-sandbox']),
    ...(crashDumps ? [] : ['--disable-breakpad']),
  ];
}
