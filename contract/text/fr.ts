import type { Text } from './index.ts';

export const fr: Text = {
  app: { name: 'Candor' },
  category: {
    census: {
      name: 'Données de recensement',
      summary:
        'L’appareil, le système et la langue : rien qui vous identifie, ni vous ni votre organisation.',
    },
    usage: {
      name: 'Données d’utilisation',
      summary:
        'La fréquence d’utilisation des fonctions et la stabilité de Candor. Peuvent nommer votre organisation, jamais vous.',
    },
    error: {
      name: 'Rapports d’erreurs',
      summary:
        'Ce qui a échoué, avec les détails utiles à la correction. Peuvent contenir des données à votre sujet.',
    },
  },
  decision: {
    on: 'Activé',
    off: 'Désactivé',
    since: 'Depuis le {{date}}',
    where: 'Dans {{location}}',
    whereUnreadable: 'Dans {{location}} : {{problem}}',
    because: {
      census: 'Toujours actives : ni vous ni un administrateur ne pouvez les désactiver.',
      launcher: 'La page de participation ne produit pas de données de recensement.',
      usageDefault: 'Actives par défaut : aucune stratégie d’administrateur ne s’y oppose.',
      usagePermitted: 'Collecte autorisée par {{source}} ({{key}} vaut false).',
      refused: 'Collecte désactivée par {{source}} ({{key}} vaut true).',
      unreadable:
        'Collecte désactivée : {{source}} est illisible, et une stratégie illisible vaut refus.',
      notChosen: 'Inactifs tant que vous ne les activez pas dans les Options.',
      chosenOn: 'Vous les avez activés dans les Options.',
      chosenOff: 'Vous les avez désactivés dans les Options.',
      pool: 'Décidé par {{source}} ({{key}}).',
    },
    source: {
      product: 'Candor',
      default: 'les réglages par défaut de Candor',
      choice: 'vous',
      organisation: 'votre organisation',
      machine: 'la stratégie de cet appareil',
      user: 'la stratégie de votre compte',
      'policy-file': 'le fichier de stratégie',
      pool: 'l’hôte de la réunion',
    },
  },
  main: {
    title: 'Candor',
    notSignedIn: 'Non connecté',
    notSignedInDetail: 'Vos conversations, appels et réunions apparaîtront ici.',
    collected: 'Ce que Candor collecte',
    collectedDetail: 'Ce qui est décidé pour cet appareil, en ce moment, et par qui.',
    noDestination:
      'Aucun service de télémétrie n’est défini : les enregistrements restent sur cet appareil.',
    destination: 'Les enregistrements sont envoyés à {{url}}.',
    options: 'Options',
    help: 'Ce qu’un rapport d’erreur peut contenir',
    version: 'Version {{version}}',
  },
  options: {
    title: 'Options',
    categories: 'Catégories',
    general: 'Général',
    ok: 'OK',
    cancel: 'Annuler',
    help: 'Aide',
    improve: {
      title: 'Aidez-nous à nous améliorer',
      paragraph:
        'Quand quelque chose échoue, Candor peut en envoyer un rapport : l’erreur et l’endroit de notre code où elle s’est produite, les dernières lignes du journal de Candor, votre nom d’utilisateur, ainsi que des détails sur cet appareil et sa connexion. Dans ce cas seulement, et seulement si vous l’acceptez. Cela nous aide à trouver et à corriger les défauts.',
      checkbox: 'Envoyer les informations du programme d’amélioration de Candor',
      learnMore: 'En savoir plus',
      learnMoreLabel: 'En savoir plus sur ce qu’un rapport d’erreur peut contenir',
    },
    support: {
      title: 'Aidez votre équipe d’assistance à vous aider',
      logging: 'Journalisation dans Candor :',
      off: 'Désactivée',
      light: 'Légère',
      full: 'Complète',
      detail:
        'Le journal reste sur cet appareil, hormis ses dernières lignes dans un rapport d’erreur : {{path}}',
    },
    language: {
      title: 'Langue',
      label: 'Langue de Candor :',
      system: 'Celle du système',
      en: 'English',
      fr: 'Français',
    },
    locked: {
      policy: 'Géré par {{source}} : {{key}} dans {{location}}.',
      unreadable:
        'Géré par {{source}} : {{location}} est illisible ({{problem}}), ce qui vaut refus.',
    },
    saveFailed: 'Vos choix n’ont pas pu être enregistrés. {{problem}}',
  },
  help: {
    title: 'Ce que Candor peut envoyer',
    intro:
      'Voici tout ce que Candor est capable d’enregistrer, tiré du catalogue même auquel le programme obéit. Ce qui n’y figure pas ne peut être ni enregistré, ni envoyé, ni conservé.',
    error: 'Ce qu’un rapport d’erreur peut contenir',
    errorIntro:
      'Les rapports d’erreurs sont inactifs tant que vous ne les activez pas dans les Options, et le restent si une stratégie de votre administrateur les refuse. Les désactiver supprime ceux qui sont en attente.',
    usage: 'Ce que les données d’utilisation peuvent contenir',
    usageIntro:
      'Actives par défaut. Un administrateur peut les désactiver. Elles peuvent nommer votre organisation, jamais une personne.',
    census: 'Ce que les données de recensement peuvent contenir',
    censusIntro: 'Toujours actives. Elles n’identifient ni personne ni organisation.',
    envelope: 'Ce qui accompagne chaque enregistrement',
    envelopeIntro:
      'Outre les données ci-dessus, chaque transmission porte celles-ci, et rien d’autre.',
    contents: 'Sur cette page',
    datum: 'Donnée',
    example: 'Exemple',
    privacy: 'Identifie',
    purpose: 'À quoi elle sert',
    pii: {
      none: 'Rien',
      pseudonym: 'Personne : aléatoire ou haché',
      organisation: 'Votre organisation',
      person: 'Vous, peut-être',
    },
    hashedByService: 'Conservé uniquement sous forme hachée',
  },
  warning: {
    settingsSetAside:
      'Vos réglages étaient illisibles. Ils ont été mis de côté sous {{file}}, et les rapports d’erreurs sont désactivés.',
    outboxSetAside:
      'Les enregistrements en attente étaient illisibles. Ils ont été mis de côté sous {{file}}.',
    policyKeysUnknown:
      'La stratégie {{location}} contient des clés inconnues de Candor : {{keys}}.',
    dismiss: 'Fermer',
  },
  fault: {
    title: 'Un problème est survenu dans cette fenêtre',
    detail: 'Vous pourrez continuer après l’avoir rechargée.',
    reload: 'Recharger',
  },
  menu: {
    file: 'Fichier',
    options: 'Options…',
    quit: 'Quitter',
    edit: 'Édition',
    undo: 'Annuler',
    redo: 'Rétablir',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    selectAll: 'Tout sélectionner',
    view: 'Affichage',
    actualSize: 'Taille réelle',
    zoomIn: 'Zoom avant',
    zoomOut: 'Zoom arrière',
    fullScreen: 'Plein écran',
    help: 'Aide',
    whatIsSent: 'Ce que Candor peut envoyer',
  },
  startup: {
    title: 'Candor ne peut pas démarrer',
    badUrl:
      '{{variable}} vaut « {{value}} ». Ce doit être une adresse https, ou http vers cet appareil seulement (localhost, 127.0.0.1 ou [::1]). Corrigez-la et redémarrez Candor.',
    badSwitch:
      '{{name}} attend une valeur : {{name}}={{placeholder}}. Corrigez-la et redémarrez Candor.',
  },
};
