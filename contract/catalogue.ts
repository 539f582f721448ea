import { identifying, reviewBy, since } from './dataReviews.ts';
import { engineCatalogue } from './engineCatalogue.ts';
import type { Category, Datum } from './datum.ts';

const { day, federationPartner, ...sessions } = engineCatalogue.usage;

/**
 * The single declaration of every datum that Candor can record, send or store: what its conversations, calls and
 * meetings add to the engine's own data. A datum that is missing here does not compile, is dropped by the collector,
 * and is rejected by the service.
 */
export const catalogue = {
  census: {
    ...engineCatalogue.census,
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
    day,
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
    federationPartner,
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
    ...sessions,
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
    ...engineCatalogue.error,
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
