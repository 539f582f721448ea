import { untouched, type PolicyEntry } from './policyEntry.ts';

/** The policies for the way that sound takes in calls and meetings. */
export const callPolicies = {
  RelayOnly: {
    type: { kind: 'flag' },
    label: {
      en: 'Calls through a relay only',
      fr: 'Appels par un relais seulement',
    },
    explain: {
      en: 'If it is true, sound in calls and meetings goes through one of the organisation’s relays (TURN) and never straight to the other device, which then isn’t told this device’s address. Where there is no relay, or none can be reached, calls fail and say so. It takes effect with the next call or meeting.',
      fr: 'Si la valeur est true, le son des appels et des réunions passe par un relais de l’organisation (TURN), jamais directement d’un appareil à l’autre, et l’autre appareil n’apprend pas l’adresse de celui-ci. Sans relais, ou si aucun n’est joignable, les appels échouent et le disent. La stratégie prend effet avec l’appel ou la réunion qui suit.',
    },
    census: untouched,
    usage: untouched,
    errors: untouched,
    merging: 'anyTrue',
    unset: {
      en: 'Sound goes straight from device to device where it can, and through a relay where it can’t.',
      fr: 'Le son va directement d’un appareil à l’autre quand c’est possible, et par un relais sinon.',
    },
    example: true,
    since: '0.1.0',
  },
  MediaRelay: {
    type: { kind: 'flag' },
    label: {
      en: 'Use relays in calls',
      fr: 'Utiliser des relais dans les appels',
    },
    explain: {
      en: 'If it is false, no relay is asked for and none is used: other people’s devices are reached only where their own addresses can be. Together with RelayOnly there are no calls, and no sound in meetings. It takes effect with the next call or meeting.',
      fr: 'Si la valeur est false, aucun relais n’est demandé ni utilisé : les appareils des autres ne sont atteints que si leurs propres adresses le permettent. Avec RelayOnly, il n’y a ni appels, ni son dans les réunions. La stratégie prend effet avec l’appel ou la réunion qui suit.',
    },
    census: untouched,
    usage: untouched,
    errors: untouched,
    merging: 'anyFalse',
    unset: {
      en: 'The relays that the pool names are used where there is no direct way.',
      fr: 'Les relais que nomme le pool sont utilisés là où il n’y a pas de chemin direct.',
    },
    example: true,
    since: '0.1.0',
  },
} as const satisfies Readonly<Record<string, PolicyEntry>>;
