/**
 * The single declaration of every datum that Candor can record, send or store.
 * A datum that is not here does not compile, is dropped by the collector and is rejected by the service.
 */

export const categories = ['census', 'usage', 'error'] as const;
export type Category = (typeof categories)[number];

export const surfaces = ['desktop', 'meetings', 'launcher'] as const;
export type Surface = (typeof surfaces)[number];
/** Where the client itself can record: the launcher page is the browser's. */
export type ClientSurface = Exclude<Surface, 'launcher'>;

/**
 * `pseudonym`: a random or hashed identifier that no one can lead back to a person;
 * `organisation`: may name the organisation; `person`: may identify a person.
 */
export type PiiClass = 'none' | 'pseudonym' | 'organisation' | 'person';

/** `count` is a whole number from 0, `measure` a finite number from 0, `counts` a count per listed key. */
export type DatumType = 'text' | 'uuid' | 'day' | 'count' | 'measure' | 'counts';

/** The roles that answer for data. */
export type Owner = 'deployment' | 'product' | 'reliability' | 'privacy';

interface InBothLanguages {
  readonly en: string;
  readonly fr: string;
}

export interface Datum {
  readonly label: InBothLanguages;
  readonly type: DatumType;
  readonly example: string | number | Readonly<Record<string, number>>;
  readonly pii: PiiClass;
  readonly purpose: InBothLanguages;
  /** The first version of Candor that could record it. */
  readonly since: string;
  /** Who answers for it, and decides at its review whether it is still needed. */
  readonly owner: Owner;
  /** The version of Candor that is not released before its owner has decided so. */
  readonly reviewBy: string;
  /** The longest text, in UTF-16 code units. */
  readonly maxLength?: number;
  /** The least difference that a measure tells, in its label's unit: finer values would set a record apart. */
  readonly step?: number;
  /** The only texts, or the only keys of `counts`, that are allowed. */
  readonly values?: readonly string[];
  /** The service stores only a keyed hash of the value. */
  readonly hashedByService?: true;
}

const since = '0.1.0';
const reviewBy = '1.0.0';
/** What may lead to somebody is looked at sooner. */
const identifying = '0.5.0';

export const catalogue = {
  census: {
    appName: {
      label: { en: 'App name', fr: 'Nom de l’application' },
      type: 'text',
      maxLength: 64,
      example: 'Candor',
      pii: 'none',
      purpose: {
        en: 'Tells which of our applications is in use.',
        fr: 'Indique laquelle de nos applications est utilisée.',
      },
      since,
      owner: 'deployment',
      reviewBy,
    },
    deviceModel: {
      label: { en: 'Device model', fr: 'Modèle d’appareil' },
      type: 'text',
      maxLength: 128,
      example: 'ThinkPad X1 Carbon',
      pii: 'none',
      purpose: {
        en: 'Tells which devices Candor has to work well on.',
        fr: 'Indique sur quels appareils Candor doit bien fonctionner.',
      },
      since,
      owner: 'deployment',
      reviewBy,
    },
    osName: {
      label: { en: 'Operating system', fr: 'Système d’exploitation' },
      type: 'text',
      maxLength: 64,
      example: 'Windows',
      pii: 'none',
      purpose: {
        en: 'Tells which operating systems to support.',
        fr: 'Indique quels systèmes d’exploitation prendre en charge.',
      },
      since,
      owner: 'deployment',
      reviewBy,
    },
    osVersion: {
      label: { en: 'Operating system version', fr: 'Version du système d’exploitation' },
      type: 'text',
      maxLength: 64,
      example: '11',
      pii: 'none',
      purpose: {
        en: 'Tells when support for an old version can end.',
        fr: 'Indique quand la prise en charge d’une ancienne version peut cesser.',
      },
      since,
      owner: 'deployment',
      reviewBy,
    },
    userLanguage: {
      label: { en: 'Language and region', fr: 'Langue et région' },
      type: 'text',
      maxLength: 35,
      example: 'fr-FR',
      pii: 'none',
      purpose: {
        en: 'Tells which languages and regional formats to offer.',
        fr: 'Indique quelles langues et quels formats régionaux proposer.',
      },
      since,
      owner: 'deployment',
      reviewBy,
    },
    userId: {
      label: { en: 'User ID, hashed', fr: 'Identifiant d’utilisateur, haché' },
      type: 'uuid',
      example: 'e296d735-4f36-8e18-bc3b-52e1a02a0164',
      pii: 'pseudonym',
      purpose: {
        en: 'Counts people without knowing who they are: hashed on this device, and again by the service before it is stored.',
        fr: 'Compte les personnes sans savoir qui elles sont : haché sur cet appareil, puis de nouveau par le service avant d’être conservé.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
      hashedByService: true,
    },
    deviceId: {
      label: { en: 'Device ID', fr: 'Identifiant d’appareil' },
      type: 'uuid',
      example: '5e872200-f546-4ccd-8f23-af5f507aa2dd',
      pii: 'pseudonym',
      purpose: {
        en: 'Counts devices: a random number, made once on this device.',
        fr: 'Compte les appareils : un nombre aléatoire, créé une seule fois sur cet appareil.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
    },
    signInAttempts: {
      label: { en: 'Sign-in attempts', fr: 'Tentatives de connexion' },
      type: 'count',
      example: 3,
      pii: 'none',
      purpose: {
        en: 'Shows whether people can sign in. Counted since the last snapshot.',
        fr: 'Montre si les personnes peuvent se connecter. Comptées depuis le dernier relevé.',
      },
      since,
      owner: 'deployment',
      reviewBy,
    },
    signInFailures: {
      label: { en: 'Sign-in failures', fr: 'Échecs de connexion' },
      type: 'count',
      example: 1,
      pii: 'none',
      purpose: {
        en: 'Shows whether people can sign in. Counted since the last snapshot.',
        fr: 'Montre si les personnes peuvent se connecter. Comptés depuis le dernier relevé.',
      },
      since,
      owner: 'deployment',
      reviewBy,
    },
  },
  usage: {
    day: {
      label: { en: 'Day', fr: 'Jour' },
      type: 'day',
      example: '2026-11-22',
      pii: 'none',
      purpose: {
        en: 'The day on which the counters below counted, in local time.',
        fr: 'Le jour, à l’heure locale, pendant lequel les compteurs ci-dessous ont compté.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    imSent: {
      label: { en: 'IM sent', fr: 'Messages instantanés envoyés' },
      type: 'count',
      example: 12,
      pii: 'none',
      purpose: {
        en: 'Shows how much chat is used.',
        fr: 'Montre combien la messagerie est utilisée.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    imReceived: {
      label: { en: 'IM received', fr: 'Messages instantanés reçus' },
      type: 'count',
      example: 5,
      pii: 'none',
      purpose: {
        en: 'Shows how much chat is used.',
        fr: 'Montre combien la messagerie est utilisée.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    callsMade: {
      label: { en: 'Calls made', fr: 'Appels passés' },
      type: 'count',
      example: 4,
      pii: 'none',
      purpose: {
        en: 'Shows how much calling is used.',
        fr: 'Montre combien les appels sont utilisés.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    meetingJoinAttempts: {
      label: { en: 'Join a meeting (attempts)', fr: 'Participation à une réunion (tentatives)' },
      type: 'count',
      example: 5,
      pii: 'none',
      purpose: {
        en: 'Compared with the successes, shows whether joining works.',
        fr: 'Comparées aux réussites, montrent si la participation fonctionne.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    meetingJoinSuccesses: {
      label: { en: 'Join a meeting (success)', fr: 'Participation à une réunion (réussites)' },
      type: 'count',
      example: 4,
      pii: 'none',
      purpose: {
        en: 'Compared with the attempts, shows whether joining works.',
        fr: 'Comparées aux tentatives, montrent si la participation fonctionne.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    callMinutes: {
      label: { en: 'Call and meeting minutes', fr: 'Minutes d’appel et de réunion' },
      type: 'measure',
      step: 0.1,
      example: 30,
      pii: 'none',
      purpose: {
        en: 'Plans the capacity that calls and meetings need.',
        fr: 'Sert à prévoir la capacité nécessaire aux appels et aux réunions.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    federationPartner: {
      label: { en: 'Federation partner', fr: 'Partenaire de fédération' },
      type: 'text',
      maxLength: 253,
      example: 'contoso.com',
      pii: 'organisation',
      purpose: {
        en: 'The organisation’s registered name, in clear text: shows which organisations use Candor.',
        fr: 'Le nom enregistré de l’organisation, en clair : montre quelles organisations utilisent Candor.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
    },
    featureUse: {
      label: { en: 'Use of features', fr: 'Utilisation des fonctions' },
      type: 'counts',
      values: [
        'options',
        'help',
        'contacts',
        'search',
        'conversation',
        'link',
        'notification',
        'signOut',
        'call',
        'answerCall',
        'mute',
        'hold',
        'meetNow',
        'joinByLink',
        'meetingChat',
      ],
      example: { options: 2, help: 1 },
      pii: 'none',
      purpose: {
        en: 'Shows which features people use, and how often.',
        fr: 'Montre quelles fonctions sont utilisées, et à quelle fréquence.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    sessions: {
      label: { en: 'Sessions', fr: 'Sessions' },
      type: 'count',
      example: 2,
      pii: 'none',
      purpose: {
        en: 'How often Candor was started: what crashes and hangs are compared with.',
        fr: 'Nombre de démarrages de Candor : ce à quoi les plantages et les blocages sont comparés.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
    crashes: {
      label: { en: 'Crashes', fr: 'Plantages' },
      type: 'count',
      example: 0,
      pii: 'none',
      purpose: { en: 'Shows how stable Candor is.', fr: 'Montre la stabilité de Candor.' },
      since,
      owner: 'product',
      reviewBy,
    },
    hangs: {
      label: { en: 'Hangs', fr: 'Blocages' },
      type: 'count',
      example: 0,
      pii: 'none',
      purpose: { en: 'Shows how stable Candor is.', fr: 'Montre la stabilité de Candor.' },
      since,
      owner: 'product',
      reviewBy,
    },
    recordsDropped: {
      label: { en: 'Records dropped', fr: 'Enregistrements abandonnés' },
      type: 'count',
      example: 0,
      pii: 'none',
      purpose: {
        en: 'How many waiting records were dropped because the outbox was full or they were too old.',
        fr: 'Nombre d’enregistrements en attente abandonnés, faute de place ou trop anciens.',
      },
      since,
      owner: 'product',
      reviewBy,
    },
  },
  error: {
    messageDirection: {
      label: { en: 'Message direction', fr: 'Sens du message' },
      type: 'text',
      values: ['Incoming', 'Outgoing'],
      example: 'Incoming',
      pii: 'none',
      purpose: {
        en: 'Tells whether sending or receiving went wrong.',
        fr: 'Indique si l’envoi ou la réception a échoué.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    conversationState: {
      label: { en: 'Conversation state', fr: 'État de la conversation' },
      type: 'text',
      values: ['Idle', 'Connecting', 'Active', 'Failed'],
      example: 'Idle',
      pii: 'none',
      purpose: {
        en: 'Tells what the conversation was doing when it went wrong: Active within five minutes of its last message, Idle after that, Connecting while the pool is out of reach, Failed after a message that failed.',
        fr: 'Indique ce que faisait la conversation au moment de l’échec : Active dans les cinq minutes après son dernier message, Idle ensuite, Connecting tant que le serveur est hors d’atteinte, Failed après un message qui a échoué.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    conversationThreadId: {
      label: { en: 'Conversation thread ID', fr: 'Identifiant du fil de conversation' },
      type: 'text',
      maxLength: 64,
      example: 'AdDO8hsJqilU93hQHC3OZaPR2saEA==',
      pii: 'pseudonym',
      purpose: {
        en: 'Groups the errors of one conversation: a random number made for reporting only.',
        fr: 'Regroupe les erreurs d’une conversation : un nombre aléatoire créé pour ce seul usage.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
    },
    userId: {
      label: { en: 'User ID', fr: 'Identifiant d’utilisateur' },
      type: 'text',
      maxLength: 320,
      example: 'amosmarble',
      pii: 'person',
      purpose: {
        en: 'Tells how many people an error affects. It is the whole address of your account; before you sign in, your user name on this device. It travels in clear text, and the service hashes it before storing it.',
        fr: 'Indique combien de personnes une erreur touche. C’est l’adresse entière de votre compte ou, avant la connexion, votre nom d’utilisateur sur cet appareil. Il voyage en clair, et le service le hache avant de le conserver.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
      hashedByService: true,
    },
    errorCode: {
      label: { en: 'Error code', fr: 'Code d’erreur' },
      type: 'text',
      maxLength: 64,
      example: 'ECONNRESET',
      pii: 'none',
      purpose: { en: 'Tells what went wrong.', fr: 'Indique ce qui a échoué.' },
      since,
      owner: 'reliability',
      reviewBy,
    },
    processType: {
      label: { en: 'Process', fr: 'Processus' },
      type: 'text',
      values: ['main', 'renderer', 'gpu', 'network', 'utility', 'other'],
      example: 'main',
      pii: 'none',
      purpose: {
        en: 'Tells in which part of Candor it went wrong.',
        fr: 'Indique dans quelle partie de Candor l’erreur s’est produite.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    exceptionType: {
      label: { en: 'Exception type', fr: 'Type d’exception' },
      type: 'text',
      maxLength: 128,
      example: 'TypeError',
      pii: 'none',
      purpose: { en: 'Tells what went wrong.', fr: 'Indique ce qui a échoué.' },
      since,
      owner: 'reliability',
      reviewBy,
    },
    exceptionMessage: {
      label: { en: 'Exception message', fr: 'Message de l’exception' },
      type: 'text',
      maxLength: 1024,
      example: 'Cannot read properties of undefined (reading ‘state’)',
      pii: 'person',
      purpose: {
        en: 'Tells what went wrong. Home folders, addresses and access keys are removed before it is recorded.',
        fr: 'Indique ce qui a échoué. Les dossiers personnels, adresses et clés d’accès sont retirés avant l’enregistrement.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
    },
    exceptionStack: {
      label: { en: 'Exception stack', fr: 'Pile de l’exception' },
      type: 'text',
      maxLength: 8192,
      example: 'at open (app://candor/assets/index.js:1:2042)',
      pii: 'person',
      purpose: {
        en: 'Tells where in our code it went wrong. Home folders, addresses and access keys are removed before it is recorded.',
        fr: 'Indique à quel endroit de notre code l’erreur s’est produite. Les dossiers personnels, adresses et clés d’accès sont retirés avant l’enregistrement.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
    },
    errorLog: {
      label: { en: 'Error log excerpt', fr: 'Extrait du journal d’erreurs' },
      type: 'text',
      maxLength: 8192,
      example: '[warn] upload: the service did not answer',
      pii: 'person',
      purpose: {
        en: 'The last lines of Candor’s own log, at the logging level chosen in Options, with home folders, addresses and access keys removed.',
        fr: 'Les dernières lignes du journal de Candor, au niveau choisi dans les Options, sans dossiers personnels, adresses ni clés d’accès.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
    },
    incident: {
      label: { en: 'Incident', fr: 'Incident' },
      type: 'text',
      values: ['crash', 'hang', 'unclean-end'],
      example: 'crash',
      pii: 'none',
      purpose: {
        en: 'Tells a crash from a window that did not answer, and from a session that ended without a word.',
        fr: 'Distingue un plantage d’une fenêtre qui ne répondait plus et d’une session interrompue sans explication.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    crashReason: {
      label: { en: 'Reason of a crash', fr: 'Raison du plantage' },
      type: 'text',
      values: [
        'abnormal-exit',
        'killed',
        'crashed',
        'oom',
        'launch-failed',
        'integrity-failure',
        'memory-eviction',
      ],
      example: 'crashed',
      pii: 'none',
      purpose: {
        en: 'Tells a fault of ours from a process that was ended, or that found no memory.',
        fr: 'Distingue une faute de notre part d’un processus arrêté ou à court de mémoire.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    exitCode: {
      label: { en: 'Exit code', fr: 'Code de sortie' },
      type: 'text',
      maxLength: 16,
      example: '11',
      pii: 'none',
      purpose: {
        en: 'What the process that crashed left as its last word.',
        fr: 'Le dernier mot laissé par le processus qui a planté.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    exceptionKind: {
      label: { en: 'Kind of native exception', fr: 'Type d’exception native' },
      type: 'text',
      maxLength: 48,
      example: 'SIGSEGV',
      pii: 'none',
      purpose: {
        en: 'Tells which fault the processor or the system met; read from the dump’s header, on this device.',
        fr: 'Indique quelle faute le processeur ou le système a rencontrée ; lu dans l’en-tête du vidage, sur cet appareil.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    crashedModule: {
      label: { en: 'Module that crashed', fr: 'Module en cause' },
      type: 'text',
      maxLength: 128,
      example: 'libc.so.6',
      pii: 'none',
      purpose: {
        en: 'Tells in which program file it crashed: its name, without its folder.',
        fr: 'Indique dans quel fichier de programme le plantage s’est produit : son nom, sans son dossier.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    moduleOffset: {
      label: { en: 'Place in the module', fr: 'Endroit dans le module' },
      type: 'text',
      maxLength: 18,
      example: '0x1a2b3c',
      pii: 'none',
      purpose: {
        en: 'Tells where in that file it crashed, so that crashes at one place are counted together.',
        fr: 'Indique à quel endroit de ce fichier, pour compter ensemble les plantages d’un même endroit.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    threadCount: {
      label: { en: 'Threads', fr: 'Fils d’exécution' },
      type: 'count',
      example: 23,
      pii: 'none',
      purpose: {
        en: 'Tells how much the process was doing when it crashed.',
        fr: 'Indique combien de tâches menait le processus au moment du plantage.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    electronVersion: {
      label: { en: 'Electron version', fr: 'Version d’Electron' },
      type: 'text',
      maxLength: 32,
      example: '45.4.1',
      pii: 'none',
      purpose: {
        en: 'Tells whether another version of what Candor is built on mends it.',
        fr: 'Indique si une autre version du socle de Candor y remédie.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    chromiumVersion: {
      label: { en: 'Chromium version', fr: 'Version de Chromium' },
      type: 'text',
      maxLength: 32,
      example: '156.0.8078.79',
      pii: 'none',
      purpose: {
        en: 'Tells whether another version of what Candor is built on mends it.',
        fr: 'Indique si une autre version du socle de Candor y remédie.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    dumpSize: {
      label: { en: 'Size of the memory dump (bytes)', fr: 'Taille du vidage mémoire (octets)' },
      type: 'count',
      example: 134368,
      pii: 'none',
      purpose: {
        en: 'Tells that the crash left a dump. The dump itself is sent only if you agree to that as well.',
        fr: 'Indique que le plantage a laissé un vidage. Le vidage lui-même n’est envoyé que si vous l’acceptez aussi.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    dumpDigest: {
      label: { en: 'Digest of the memory dump', fr: 'Empreinte du vidage mémoire' },
      type: 'text',
      maxLength: 64,
      example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      pii: 'none',
      purpose: {
        en: 'Its SHA-256: what the service signs for this record it thereby signs for the dump, should you send it.',
        fr: 'Son SHA-256 : en signant cet enregistrement, le service signe aussi pour le vidage, si vous l’envoyez.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    problemText: {
      label: { en: 'Your description of a problem', fr: 'Votre description d’un problème' },
      type: 'text',
      maxLength: 4000,
      example: 'The window went white when I opened Options.',
      pii: 'person',
      purpose: {
        en: 'What you wrote under Help > Report a problem, in your own words and unchanged. Sent only when you press Send.',
        fr: 'Ce que vous avez écrit sous Aide > Signaler un problème, tel quel. Envoyé seulement quand vous appuyez sur Envoyer.',
      },
      since,
      owner: 'privacy',
      reviewBy: identifying,
    },
    fingerprint: {
      label: { en: 'Error fingerprint', fr: 'Empreinte de l’erreur' },
      type: 'text',
      maxLength: 64,
      example: '9f86d081884c7d65',
      pii: 'none',
      purpose: {
        en: 'Recognises the same error again: a hash of its type and its place in our code.',
        fr: 'Reconnaît une même erreur : un hachage de son type et de sa place dans notre code.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    occurrences: {
      label: { en: 'Occurrences', fr: 'Occurrences' },
      type: 'count',
      example: 17,
      pii: 'none',
      purpose: {
        en: 'How often the same error came again: it is counted, and not sent anew.',
        fr: 'Nombre de fois où la même erreur est revenue : elle est comptée, et non renvoyée.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    uptime: {
      label: { en: 'Time since start (s)', fr: 'Durée depuis le démarrage (s)' },
      type: 'measure',
      step: 1,
      example: 5400,
      pii: 'none',
      purpose: {
        en: 'Performance and reliability: tells early errors from those of long sessions.',
        fr: 'Performance et fiabilité : distingue les erreurs du démarrage de celles des longues sessions.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    memory: {
      label: { en: 'Memory in use (MiB)', fr: 'Mémoire utilisée (Mio)' },
      type: 'measure',
      step: 1,
      example: 182,
      pii: 'none',
      purpose: {
        en: 'Performance and reliability: tells whether memory ran short.',
        fr: 'Performance et fiabilité : indique si la mémoire manquait.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    eventLoopDelay: {
      label: { en: 'Event-loop delay (ms)', fr: 'Retard de la boucle d’événements (ms)' },
      type: 'measure',
      step: 1,
      example: 11,
      pii: 'none',
      purpose: {
        en: 'Performance and reliability: tells whether Candor was slow to answer.',
        fr: 'Performance et fiabilité : indique si Candor tardait à répondre.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    architecture: {
      label: { en: 'Processor architecture', fr: 'Architecture du processeur' },
      type: 'text',
      maxLength: 32,
      example: 'x64',
      pii: 'none',
      purpose: {
        en: 'Device configuration: tells which devices an error affects.',
        fr: 'Configuration de l’appareil : indique quels appareils une erreur touche.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    processorCores: {
      label: { en: 'Processor cores', fr: 'Cœurs du processeur' },
      type: 'count',
      example: 8,
      pii: 'none',
      purpose: {
        en: 'Device configuration: tells which devices an error affects.',
        fr: 'Configuration de l’appareil : indique quels appareils une erreur touche.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    deviceMemory: {
      label: { en: 'Device memory (GiB)', fr: 'Mémoire de l’appareil (Gio)' },
      type: 'measure',
      step: 1,
      example: 16,
      pii: 'none',
      purpose: {
        en: 'Device configuration: tells which devices an error affects.',
        fr: 'Configuration de l’appareil : indique quels appareils une erreur touche.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    roundTrip: {
      label: { en: 'Network round trip (ms)', fr: 'Aller-retour réseau (ms)' },
      type: 'measure',
      step: 5,
      example: 40,
      pii: 'none',
      purpose: {
        en: 'Network connection quality: tells whether the network was to blame.',
        fr: 'Qualité de la connexion réseau : indique si le réseau était en cause.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    jitter: {
      label: { en: 'Network jitter (ms)', fr: 'Gigue du réseau (ms)' },
      type: 'measure',
      step: 1,
      example: 6,
      pii: 'none',
      purpose: {
        en: 'Network connection quality: tells whether the network was to blame.',
        fr: 'Qualité de la connexion réseau : indique si le réseau était en cause.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
    packetLoss: {
      label: { en: 'Packets lost (%)', fr: 'Paquets perdus (%)' },
      type: 'measure',
      step: 0.1,
      example: 0.5,
      pii: 'none',
      purpose: {
        en: 'Network connection quality: tells whether the network was to blame.',
        fr: 'Qualité de la connexion réseau : indique si le réseau était en cause.',
      },
      since,
      owner: 'reliability',
      reviewBy,
    },
  },
} as const satisfies Readonly<Record<Category, Readonly<Record<string, Datum>>>>;

export type Catalogue = typeof catalogue;
export type DatumName<C extends Category> = keyof Catalogue[C] & string;
