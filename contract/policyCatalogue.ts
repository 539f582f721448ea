/** Every policy that an administrator can set: parser, templates, reference and texts are generated from here. */

import { callPolicies } from './callPolicies.ts';
import { untouched, type Bilingual, type PolicyEntry, type PolicyType } from './policyEntry.ts';

export type { Merging, PolicyEntry, PolicyType } from './policyEntry.ts';

export const tracingLevels = ['Off', 'Light', 'Full'] as const;
export const cloudNames = ['worldwide', 'china'] as const;

const refusesAddresses: Bilingual = {
  en: 'A policy file of the command line names none: it can only refuse, and where it names another address than the one that holds, Candor talks to nobody.',
  fr: 'Un fichier de stratégie donné sur la ligne de commande n’en nomme aucune : il ne peut que refuser, et s’il nomme une autre adresse que celle qui vaut, Candor ne s’adresse à personne.',
};

export const policyCatalogue = {
  DisableAutomaticSendTracing: {
    type: { kind: 'flag' },
    label: {
      en: 'Refuse usage data and error reports',
      fr: 'Refuser les données d’utilisation et les rapports d’erreurs',
    },
    explain: {
      en: 'If it is true, Candor makes and sends no usage data and no error reports, and what waits to be sent is deleted at once. Users see a locked checkbox that names this policy. If it is false or not set, usage data is on, and each user decides on error reports.',
      fr: 'Si la valeur est true, Candor ne produit et n’envoie ni données d’utilisation ni rapports d’erreurs, et ce qui attend d’être envoyé est aussitôt supprimé. Les utilisateurs voient une case verrouillée qui nomme cette stratégie. Si la valeur est false ou absente, les données d’utilisation sont actives et chaque utilisateur décide des rapports d’erreurs.',
    },
    census: {
      en: 'Stays on: no policy turns it off.',
      fr: 'Toujours actives : aucune stratégie ne les désactive.',
    },
    usage: { en: 'Refused while true.', fr: 'Refusées tant que la valeur est true.' },
    errors: {
      en: 'Refused while true, whatever a user chose; memory dumps too.',
      fr: 'Refusés tant que la valeur est true, quel que soit le choix de l’utilisateur ; les vidages mémoire aussi.',
    },
    merging: 'anyTrue',
    unset: {
      en: 'Usage data on; error reports as the user chooses, off at first.',
      fr: 'Données d’utilisation actives ; rapports d’erreurs au choix de l’utilisateur, désactivés au départ.',
    },
    example: true,
    since: '0.1.0',
  },
  TracingLevel: {
    type: { kind: 'choice', values: tracingLevels },
    label: { en: 'Logging in Candor', fr: 'Journalisation dans Candor' },
    explain: {
      en: 'Fixes how much Candor writes to its log on the device: Off, Light or Full. The drop-down in Options is then locked.',
      fr: 'Fixe ce que Candor écrit dans son journal sur l’appareil : Off (rien), Light (léger) ou Full (complet). La liste déroulante des Options est alors verrouillée.',
    },
    census: untouched,
    usage: untouched,
    errors: {
      en: 'An error report holds the last lines of the log: with Off there are none.',
      fr: 'Un rapport d’erreur contient les dernières lignes du journal : avec Off, il n’y en a aucune.',
    },
    merging: 'quietest',
    unset: {
      en: 'The user chooses; Light at first.',
      fr: 'L’utilisateur choisit ; Light au départ.',
    },
    example: 'Light',
    since: '0.1.0',
  },
  TelemetryUrl: {
    type: { kind: 'address', schemes: ['https', 'http'] },
    label: { en: 'Address of the telemetry service', fr: 'Adresse du service de télémétrie' },
    explain: {
      en: 'The only address that census data, usage data and error reports may go to. It overrides CANDOR_TELEMETRY_URL. It must be https, or http to the device itself, without user name, password, query or fragment.',
      fr: 'La seule adresse à laquelle peuvent être envoyées les données de recensement, les données d’utilisation et les rapports d’erreurs. Elle prévaut sur CANDOR_TELEMETRY_URL. Elle doit être en https, ou en http vers l’appareil lui-même, sans nom d’utilisateur, mot de passe, requête ni fragment.',
    },
    census: {
      en: 'Goes there, and nowhere else.',
      fr: 'Vont à cette adresse, et nulle part ailleurs.',
    },
    usage: {
      en: 'Goes there, and nowhere else.',
      fr: 'Vont à cette adresse, et nulle part ailleurs.',
    },
    errors: {
      en: 'Go there, and nowhere else.',
      fr: 'Vont à cette adresse, et nulle part ailleurs.',
    },
    merging: 'first',
    inPolicyFile: refusesAddresses,
    unset: {
      en: 'CANDOR_TELEMETRY_URL; without it the cloud that Cloud names; without that, nothing leaves and records wait on the device.',
      fr: 'CANDOR_TELEMETRY_URL ; sans elle, le cloud que nomme la stratégie Cloud ; sans celui-ci, rien ne part et les enregistrements attendent sur l’appareil.',
    },
    example: 'https://telemetry.contoso.com',
    since: '0.1.0',
  },
  PoolUrl: {
    type: { kind: 'address', schemes: ['https', 'wss', 'http', 'ws'] },
    label: { en: 'Address of the pool', fr: 'Adresse du pool' },
    explain: {
      en: 'The organisation’s pool, to which Candor signs in. It overrides CANDOR_POOL_URL, and meetings at any other pool are refused. If it changes while Candor runs, nothing more goes to the former pool from that moment, and users are signed out. It must be https or wss, or http or ws to the device itself, without user name, password, query or fragment.',
      fr: 'Le pool de l’organisation, c’est-à-dire le serveur auquel Candor se connecte. La stratégie prévaut sur CANDOR_POOL_URL, et les réunions de tout autre pool sont refusées. Si elle change pendant que Candor est ouvert, plus rien ne va à l’ancien pool dès cet instant, et les utilisateurs sont déconnectés. L’adresse doit être en https ou wss, ou en http ou ws vers l’appareil lui-même, sans nom d’utilisateur, mot de passe, requête ni fragment.',
    },
    census: untouched,
    usage: untouched,
    errors: untouched,
    merging: 'first',
    inPolicyFile: refusesAddresses,
    unset: {
      en: 'CANDOR_POOL_URL; without it the cloud that Cloud names; without that, the pool that each person names when they sign in, which their domain can tell them.',
      fr: 'CANDOR_POOL_URL ; sans elle, le cloud que nomme la stratégie Cloud ; sans celui-ci, le pool que chacun indique en se connectant, et que son domaine peut lui indiquer.',
    },
    example: 'https://pool.contoso.com',
    since: '0.1.0',
  },
  Cloud: {
    type: { kind: 'choice', values: cloudNames },
    label: { en: 'Cloud', fr: 'Cloud' },
    explain: {
      en: 'Which set of addresses Candor uses where neither a policy nor the environment names one: worldwide or china.',
      fr: 'Le jeu d’adresses que Candor utilise quand ni une stratégie ni l’environnement n’en nomme : worldwide (monde) ou china (Chine).',
    },
    census: { en: 'Goes to that cloud.', fr: 'Vont dans ce cloud.' },
    usage: { en: 'Goes to that cloud.', fr: 'Vont dans ce cloud.' },
    errors: { en: 'Go to that cloud.', fr: 'Vont dans ce cloud.' },
    merging: 'first',
    inPolicyFile: {
      en: 'What a policy file of the command line says of it counts for nothing.',
      fr: 'Ce qu’en dit un fichier de stratégie donné sur la ligne de commande ne compte pas.',
    },
    unset: { en: 'No cloud is used.', fr: 'Aucun cloud n’est utilisé.' },
    example: 'worldwide',
    since: '0.1.0',
  },
  RetentionDays: {
    type: { kind: 'days', least: 1, most: 90 },
    label: {
      en: 'Days that records stay on the device',
      fr: 'Jours de conservation sur l’appareil',
    },
    explain: {
      en: 'For how many days at most Candor keeps a record on the device: one that waits to be sent, and one that was sent and stays to be looked at. It can only shorten Candor’s own limits (30 days waiting, 90 days sent).',
      fr: 'Pendant combien de jours au plus Candor garde un enregistrement sur l’appareil, qu’il attende d’être envoyé ou qu’il reste consultable après l’envoi. La stratégie ne peut que raccourcir les limites de Candor (30 jours en attente, 90 jours après l’envoi).',
    },
    census: { en: 'Older records are deleted.', fr: 'Les plus anciennes sont supprimées.' },
    usage: { en: 'Older records are deleted.', fr: 'Les plus anciennes sont supprimées.' },
    errors: { en: 'Older reports are deleted.', fr: 'Les plus anciens sont supprimés.' },
    merging: 'least',
    unset: {
      en: '30 days waiting, 90 days sent.',
      fr: '30 jours en attente, 90 jours après l’envoi.',
    },
    example: 30,
    since: '0.1.0',
  },
  ...callPolicies,
} as const satisfies Readonly<Record<string, PolicyEntry>>;

export type PolicyKey = keyof typeof policyCatalogue;

type ValueOf<T extends PolicyType> = T extends { readonly kind: 'flag' }
  ? boolean
  : T extends { readonly kind: 'days' }
    ? number
    : T extends { readonly values: readonly (infer Value)[] }
      ? Value
      : string;

/** The parsed values of policies. */
export type PolicyValues = {
  readonly [K in PolicyKey]?: ValueOf<(typeof policyCatalogue)[K]['type']> | undefined;
};

export const policyKeys = Object.keys(policyCatalogue) as readonly PolicyKey[];

/** The catalogue for readers that ask for no policy in particular. */
export const policyEntries: readonly (readonly [PolicyKey, PolicyEntry])[] = policyKeys.map(
  (key) => [key, policyCatalogue[key]] as const,
);
