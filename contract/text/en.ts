/** English texts. Their keys are the type that every other language must match. */
export const en = {
  app: { name: 'Candor' },
  category: {
    census: {
      name: 'Census data',
      summary:
        'The device, its system and language, how often sign-in was tried and failed, a random device ID and a hash of your user ID. Never your name or your organisation’s.',
    },
    usage: {
      name: 'Usage data',
      summary:
        'How often features are used and how stable Candor is. May name your organisation, never you.',
    },
    error: {
      name: 'Error reports',
      summary:
        'What went wrong, with the details that help to mend it. Holds your user name, and may hold more about you.',
    },
  },
  decision: {
    on: 'On',
    off: 'Off',
    since: 'Since {{date}}',
    where: 'In {{location}}',
    whereUnreadable: 'In {{location}}: {{problem}}',
    because: {
      census: 'Always on: neither you nor an administrator can turn it off.',
      launcher: 'The join page makes no census data.',
      usageDefault: 'On by default: no policy of an administrator refuses it.',
      usagePermitted: 'Allowed by {{source}} ({{key}} is false).',
      refused: 'Turned off by {{source}} ({{key}} is true).',
      unreadable: 'Turned off: {{source}} can’t be read, and a policy that can’t be read refuses.',
      notChosen: 'Off until you turn it on in Options.',
      chosenOn: 'You turned it on in Options.',
      chosenOff: 'You turned it off in Options.',
      suspended:
        'Paused: error reports can now hold more than you agreed to. Options shows what is new.',
      pool: 'Decided by {{source}} ({{key}}).',
    },
    source: {
      product: 'Candor',
      default: 'Candor’s defaults',
      choice: 'you',
      organisation: 'your organisation',
      machine: 'this device’s policy',
      user: 'your account’s policy',
      'policy-file': 'the policy file',
      pool: 'the meeting’s host',
    },
  },
  main: {
    title: 'Candor',
    notSignedIn: 'Not signed in',
    notSignedInDetail:
      'This version can’t sign in yet. Conversations, calls and meetings will come with that.',
    collected: 'What Candor collects',
    collectedDetail: 'What is decided on this device right now, and by whom.',
    noDestination: 'No telemetry service is set: records stay on this device.',
    destination: 'Records go to {{url}}.',
    options: 'Options',
    help: 'What an error report can hold',
    version: 'Version {{version}}',
  },
  options: {
    title: 'Options',
    categories: 'Categories',
    general: 'General',
    ok: 'OK',
    cancel: 'Cancel',
    help: 'Help',
    improve: {
      title: 'Help us improve',
      paragraph:
        'When something goes wrong, Candor can send a report, but only if you agree: the error and where in our code it occurred, the last lines of Candor’s log, your user name, and details of this device and of how Candor was running. If the same error comes again while Candor runs, only a count of it follows, each hour or at the next start. This helps us to find and mend faults.',
      checkbox: 'Send Candor improvement program info',
      learnMore: 'Learn more',
      learnMoreLabel: 'Learn more about what an error report can hold',
      dumps: {
        label: 'Memory dumps after a crash:',
        ask: 'Ask each time',
        always: 'Always send',
        never: 'Never send',
        off: 'Memory dumps are deleted while error reports are off.',
        detail: 'A memory dump can hold texts of messages, names and passwords.',
      },
    },
    support: {
      title: 'Help your support team help you',
      logging: 'Logging in Candor:',
      off: 'Off',
      light: 'Light',
      full: 'Full',
      detail: 'The log stays on this device, but for its last lines in an error report: {{path}}',
    },
    language: {
      title: 'Language',
      label: 'Language of Candor:',
      system: 'Same as the system',
      en: 'English',
      fr: 'Français',
    },
    locked: {
      policy: 'Managed by {{source}}: {{key}} in {{location}}.',
      unreadable:
        'Managed by {{source}}: {{location}} can’t be read ({{problem}}), which counts as a refusal.',
    },
    saveFailed: 'Your choices could not be saved. {{problem}}',
  },
  help: {
    title: 'What Candor can send',
    intro:
      'Candor can send nothing but what is listed here: the list is drawn from the same catalogue that the program itself obeys, and the service rejects anything else.',
    error: 'What an error report can hold',
    errorIntro:
      'Error reports are off until you turn them on in Options, and stay off while a policy of your administrator refuses them or can’t be read. Turning them off deletes those still waiting on this device, not those already sent.',
    usage: 'What usage data can hold',
    usageIntro:
      'On by default; only an administrator can turn it off. It may name your organisation, never a person.',
    census: 'What census data can hold',
    censusIntro:
      'Always on. It names no person and no organisation: your user ID travels as a hash, and this device under a random number.',
    envelope: 'What travels with every record',
    envelopeIntro:
      'Besides the data above, Candor sends these few and the number of the format. As any server does, the service also sees the network address that a connection comes from; it does not store it.',
    contents: 'On this page',
    datum: 'Datum',
    example: 'Example',
    privacy: 'Identifies',
    purpose: 'What it is for',
    pii: {
      none: 'Nothing',
      pseudonym: 'No one by name: random or hashed',
      organisation: 'Your organisation',
      person: 'You, possibly',
    },
    hashedByService: 'Stored only as a hash',
  },
  viewer: {
    consent: {
      paused: 'Error reports are paused.',
      added:
        'They can now hold more than you agreed to: {{fields}}. Tick the box again if you agree.',
    },
  },
  warning: {
    settingsSetAside:
      'Your settings could not be read. They were set aside as {{file}}, and Candor began anew with error reports off.',
    outboxSetAside: 'Waiting records could not be read. They were set aside as {{file}}.',
    policyKeysUnknown: 'The policy {{location}} holds keys that Candor does not know: {{keys}}.',
    dismiss: 'Dismiss',
  },
  policyProblem: {
    notJson: 'it is not valid JSON',
    notObject: 'the policy must be a JSON object',
    namedTwice: 'it names DisableAutomaticSendTracing twice',
    badSendTracing: 'DisableAutomaticSendTracing must be true, false, 0 or 1',
    badTracingLevel: 'TracingLevel must be "Off", "Light" or "Full"',
    missing: 'it does not exist',
    notFile: 'it is not a file',
    tooLarge: 'it is too large',
    notOwnedByRoot: 'it is not owned by root',
    writableByOthers: 'others than root may write to it',
  },
  fault: {
    title: 'Something went wrong in this window',
    detail: 'You can go on after reloading it.',
    reload: 'Reload',
  },
  crash: {
    title: 'Candor crashed',
    heading: 'Something in Candor stopped working',
    what: {
      main: 'When Candor last ran, it ended without warning.',
      renderer: 'One of Candor’s windows stopped working. It has been brought back.',
      gpu: 'The part of Candor that draws its windows stopped working. It has been started again.',
      network:
        'The part of Candor that speaks to the network stopped working. It has been started again.',
      utility: 'A part of Candor that works in the background stopped working.',
      other: 'A part of Candor stopped working.',
    },
    reported:
      'Because error reports are on, a report says what happened. It holds nothing of the memory of Candor.',
    showReport: 'The error report',
    dumpHeading: 'Send the memory dump too?',
    dump: 'The crash also left a memory dump ({{size}}). It helps most to find the fault, but it is a copy of part of Candor’s memory: it can hold what Candor was working with, such as texts of messages, names, addresses and passwords.',
    destination: 'It would go to {{url}}.',
    noDestination:
      'No telemetry service is set: it would wait on this device for seven days at most.',
    refused: 'If you don’t send it, it is deleted now.',
    always: 'Always do this',
    alwaysDetail:
      '“Always do this” keeps your answer for every later crash. You can change it in Options.',
    send: 'Send the dump',
    dontSend: 'Don’t send',
    failed: 'Your answer could not be saved. {{problem}}',
    stopped: {
      message: 'A window of Candor keeps crashing',
      detail: 'It crashed three times within a minute, so Candor does not open it again by itself.',
      again: 'Open it again',
      quit: 'Quit Candor',
    },
  },
  problemReport: {
    title: 'Report a problem',
    intro:
      'Say what happened and what you expected. Please leave out passwords and what others told you in confidence: your words are sent as you write them.',
    text: 'What happened?',
    attached: 'Exactly what is sent',
    attachedDetail:
      'This very text is sent, and nothing else: your words, your user name, the last lines of Candor’s log, and details of this device and of how Candor is running.',
    nothingYet: 'It appears here as you write.',
    send: 'Send',
    close: 'Close',
    cancel: 'Cancel',
    refused: 'Error reports are off, so a problem can’t be sent. You can turn them on in Options.',
    locked: 'A policy refuses error reports, so a problem can’t be sent.',
    openOptions: 'Open Options',
    sent: 'Thank you. Your report is on its way.',
    waits: 'Thank you. Your report waits on this device, since no telemetry service is set.',
    changed: 'Something changed meanwhile. Look at what is sent, and press Send again.',
    failed: 'Your report could not be stored. {{problem}}',
  },
  menu: {
    file: 'File',
    options: 'Options…',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    help: 'Help',
    whatIsSent: 'What Candor can send',
    reportProblem: 'Report a problem…',
  },
  startup: {
    title: 'Candor can’t start',
    badUrl:
      '{{variable}} is “{{value}}”. It must be an https address, or http to this device only (localhost, 127.0.0.1 or [::1]), without user name, password, query or fragment. Correct it and start Candor again.',
    badSwitch:
      '{{name}} needs a value: {{name}}={{placeholder}}. Correct it and start Candor again.',
  },
} as const;
