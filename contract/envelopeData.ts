/** Everything that travels besides the catalogue's data, for the catalogue's readers. */
export const envelopeData = {
  'app.name': {
    label: { en: 'App name', fr: 'Nom de l’application' },
    purpose: {
      en: 'Which of our applications made the request.',
      fr: 'Laquelle de nos applications a émis la requête.',
    },
  },
  'app.version': {
    label: { en: 'App version', fr: 'Version de l’application' },
    purpose: { en: 'Its version.', fr: 'Sa version.' },
  },
  sentAt: {
    label: { en: 'Sent', fr: 'Envoyé' },
    purpose: {
      en: 'When it was sent, by this device’s clock.',
      fr: 'La date de l’envoi, selon l’horloge de cet appareil.',
    },
  },
  ledgerHead: {
    label: { en: 'Ledger head, hashed', fr: 'Tête du registre, hachée' },
    purpose: {
      en: 'With each request: a hash of the ledger’s last entry under a random number that is new each time, for the service to sign. It tells the service nothing, and it keeps nothing of it.',
      fr: 'Avec chaque requête : une empreinte de la dernière entrée du registre, salée d’un nombre aléatoire chaque fois nouveau, que le service signe. Elle n’apprend rien au service, qui n’en garde rien.',
    },
  },
  id: {
    label: { en: 'Record number', fr: 'Numéro de l’enregistrement' },
    purpose: {
      en: 'A number of the record’s own, so that it counts once.',
      fr: 'Un numéro propre à l’enregistrement, pour qu’il ne compte qu’une fois.',
    },
  },
  category: {
    label: { en: 'Category', fr: 'Catégorie' },
    purpose: { en: 'Census, usage or error.', fr: 'Recensement, utilisation ou erreur.' },
  },
  surface: {
    label: { en: 'Where it was made', fr: 'Lieu de création' },
    purpose: {
      en: 'Desktop client, Meetings app or join page.',
      fr: 'Client de bureau, application Réunions ou page de participation.',
    },
  },
  name: {
    label: { en: 'Kind of record', fr: 'Type d’enregistrement' },
    purpose: { en: 'What kind of record it is.', fr: 'De quel type d’enregistrement il s’agit.' },
  },
  at: {
    label: { en: 'Made', fr: 'Créé' },
    purpose: { en: 'When it was made.', fr: 'La date de sa création.' },
  },
  owner: {
    label: { en: 'Erasure key, hashed', fr: 'Clé d’effacement, hachée' },
    purpose: {
      en: 'Error records only: the hash of a random key, kept on this device, with which you can have them erased.',
      fr: 'Enregistrements d’erreur seulement : le hachage d’une clé aléatoire, gardée sur cet appareil, qui permet de les faire effacer.',
    },
  },
} as const;
