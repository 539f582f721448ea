/** Everything that travels besides the catalogue's data, for the catalogue's readers. */
export const envelopeData = {
  'app.name': {
    en: 'Which of our applications made the request.',
    fr: 'Laquelle de nos applications a émis la requête.',
  },
  'app.version': { en: 'Its version.', fr: 'Sa version.' },
  sentAt: {
    en: 'When it was sent, by this device’s clock.',
    fr: 'La date de l’envoi, selon l’horloge de cet appareil.',
  },
  ledgerHead: {
    en: 'With each request: a hash of the ledger’s last entry under a random number that is new each time, for the service to sign. It tells the service nothing, and it keeps nothing of it.',
    fr: 'Avec chaque requête : une empreinte de la dernière entrée du registre, salée d’un nombre aléatoire chaque fois nouveau, que le service signe. Elle n’apprend rien au service, qui n’en garde rien.',
  },
  id: {
    en: 'A number of the record’s own, so that it counts once.',
    fr: 'Un numéro propre à l’enregistrement, pour qu’il ne compte qu’une fois.',
  },
  category: { en: 'Census, usage or error.', fr: 'Recensement, utilisation ou erreur.' },
  surface: {
    en: 'Desktop client, Meetings app or join page.',
    fr: 'Client de bureau, application Réunions ou page de participation.',
  },
  name: { en: 'What kind of record it is.', fr: 'De quel type d’enregistrement il s’agit.' },
  at: { en: 'When it was made.', fr: 'La date de sa création.' },
  owner: {
    en: 'Error records only: the hash of a random key, kept on this device, with which you can have them erased.',
    fr: 'Enregistrements d’erreur seulement : le hachage d’une clé aléatoire, gardée sur cet appareil, qui permet de les faire effacer.',
  },
} as const;
