import type { Text } from './index.ts';

export const fr: Text = {
  app: { name: 'Candor' },
  category: {
    census: {
      name: 'Données de recensement',
      summary:
        'L’appareil, son système et sa langue, les tentatives et les échecs de connexion, un identifiant d’appareil aléatoire et votre identifiant d’utilisateur haché. Jamais votre nom ni celui de votre organisation.',
    },
    usage: {
      name: 'Données d’utilisation',
      summary:
        'La fréquence d’utilisation des fonctions et la stabilité de Candor. Peuvent nommer votre organisation, jamais vous.',
    },
    error: {
      name: 'Rapports d’erreurs',
      summary:
        'Ce qui a échoué, avec les détails utiles à la correction. Contiennent votre nom d’utilisateur, et peut-être d’autres données à votre sujet.',
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
      suspended:
        'Suspendus : les rapports d’erreurs peuvent désormais contenir plus que ce que vous avez accepté. Les Options montrent ce qui est nouveau.',
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
    collected: 'Ce que Candor collecte',
    collectedDetail: 'Ce qui est décidé pour cet appareil, en ce moment, et par qui.',
    noDestination:
      'Aucun service de télémétrie n’est défini : les enregistrements restent sur cet appareil.',
    destination: 'Les enregistrements sont envoyés à {{url}}.',
    options: 'Options',
    help: 'Ce qu’un rapport d’erreur peut contenir',
    version: 'Version {{version}}',
  },
  signIn: {
    title: 'Se connecter',
    detail: 'Utilisez le compte que votre organisation vous a donné.',
    account: 'Adresse SIP',
    accountExample: 'vous@example.com',
    password: 'Mot de passe',
    remember: 'Mémoriser mon mot de passe',
    cannotRemember: 'Ce système n’offre aucun endroit sûr où conserver un mot de passe.',
    automatic: 'Me connecter automatiquement',
    submit: 'Se connecter',
    signingIn: 'Connexion en cours…',
    cancel: 'Annuler',
    pool: 'Pool : {{host}}',
    noPool: 'Aucun pool n’est défini',
    noPoolDetail:
      'Un pool est le serveur de votre organisation auquel Candor se connecte. Indiquez son adresse dans la variable d’environnement CANDOR_POOL_URL, par exemple wss://pool.example.com, puis redémarrez Candor. Votre administrateur peut vous donner cette adresse.',
    nextTry: 'Nouvel essai dans {{seconds}} s.',
    tryNow: 'Essayer maintenant',
    problem: {
      noAccount: 'Saisissez votre adresse SIP.',
      notAddress:
        'Ce n’est pas une adresse SIP. Elle doit ressembler à une adresse électronique : vous@example.com.',
      noPassword: 'Saisissez votre mot de passe.',
      longPassword: 'Un mot de passe compte au plus 256 caractères.',
    },
    failure: {
      credentials: 'L’adresse SIP ou le mot de passe est incorrect. Vérifiez-les, puis réessayez.',
      certificate:
        'Le certificat de {{host}} n’est pas digne de confiance : Candor n’a pas envoyé votre mot de passe. Prévenez votre administrateur.',
      unreachable:
        '{{host}} est injoignable. Vérifiez votre réseau ; s’il fonctionne par ailleurs, prévenez votre administrateur.',
      silent:
        '{{host}} accepte la connexion mais ne répond rien. Réessayez dans quelques minutes ; si le problème persiste, prévenez votre administrateur.',
      notPool:
        '{{host}} répond, mais pas comme un pool : SIP sur WebSocket n’y est pas accepté. Vérifiez l’adresse du pool auprès de votre administrateur.',
      refused:
        '{{host}} n’accepte pas ce compte (statut SIP {{status}}). Vérifiez l’adresse ; si elle est juste, prévenez votre administrateur.',
      server:
        '{{host}} rencontre un problème interne (statut SIP {{status}}). Réessayez dans quelques minutes.',
    },
  },
  conversations: {
    title: 'Conversations',
    people: 'Personnes et conversations',
    search: 'Rechercher une personne',
    clearSearch: 'Effacer la recherche',
    unread: 'Non lus : {{number}}',
    you: 'Vous : {{text}}',
    none: 'Encore personne ici',
    noneDetail: 'Ajoutez un collègue par son adresse SIP pour entamer une conversation.',
    nothingFound: 'Personne ne correspond à « {{text}} ».',
    choose: 'Choisissez une conversation',
    chooseDetail: 'Ou ajoutez quelqu’un et écrivez-lui les premiers mots.',
    back: 'Retour aux conversations',
    more: 'Autres actions',
    close: 'Fermer la conversation',
    contact: {
      add: 'Ajouter un contact',
      addThis: 'Ajouter aux contacts',
      addAddress: 'Ajouter {{address}}',
      address: 'Adresse SIP',
      name: 'Nom (facultatif)',
      save: 'Ajouter',
      cancel: 'Annuler',
      noAddress: 'Saisissez une adresse SIP.',
      notAddress:
        'Ce n’est pas une adresse SIP. Elle doit ressembler à une adresse électronique : quelqu-un@example.com.',
      yourself: 'C’est votre propre adresse.',
      known: 'Ce contact figure déjà dans votre liste.',
      failed: 'Vos contacts n’ont pas pu être enregistrés. {{problem}}',
      remove: 'Retirer des contacts…',
      removeTitle: 'Retirer {{name}} de vos contacts ?',
      removeDetail: 'Vos messages échangés avec {{name}} restent sur cet appareil.',
      removeConfirm: 'Retirer',
    },
    messages: 'Messages échangés avec {{name}}',
    noMessages: 'Aucun message échangé avec {{name}} pour l’instant',
    noMessagesDetail: 'Dites bonjour : ce sont les premiers mots qui coûtent.',
    loading: 'Chargement des messages',
    loadFailed: 'Les messages n’ont pas pu être lus. {{problem}}',
    reload: 'Réessayer',
    newMessages: 'Nouveaux',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    newest: 'Derniers messages',
    from: '{{name}}, {{time}}',
    fromYou: 'Vous, {{time}}',
    arrived: '{{name}} : {{text}}',
    delivery: {
      sending: 'Envoi en cours',
      delivered: 'Remis',
      failed: 'Non remis : {{reason}}',
      retry: 'Réessayer',
      reason: {
        unknownPerson: 'le pool ne connaît pas cette adresse',
        absent: 'cette personne n’est pas connectée',
        forbidden: 'le pool ne le permet pas',
        tooLarge: 'le message est trop long pour le pool',
        noAnswer: 'aucune réponse n’est venue',
        interrupted: 'Candor s’est arrêté avant l’envoi',
        other: 'le pool a répondu {{code}}',
      },
    },
    write: 'Écrire à {{name}}',
    send: 'Envoyer',
    left: 'Caractères restants : {{number}}',
    tooLong: 'Trop long de {{number}} caractères',
    notKept: 'Votre message n’a pas pu être conservé : il n’a pas été envoyé. {{problem}}',
    link: {
      title: 'Ouvrir ce lien ?',
      detail: 'Il mène à {{host}} et s’ouvre dans votre navigateur.',
      open: 'Ouvrir',
      cancel: 'Annuler',
      failed: 'Le lien n’a pas pu être ouvert. {{problem}}',
    },
    connection: {
      signedIn: 'Connecté',
      connecting: 'Connexion…',
      lost: 'Connexion perdue',
      lostDetail: 'Ce que vous écrivez attend, et partira dès que Candor sera reconnecté.',
      nextTry: 'Prochain essai dans {{seconds}} s.',
      trying: 'Essai en cours…',
      connectNow: 'Se connecter maintenant',
    },
    account: 'Compte : {{name}}',
    signOut: 'Se déconnecter',
  },
  options: {
    title: 'Options',
    categories: 'Catégories',
    general: 'Général',
    ok: 'OK',
    cancel: 'Annuler',
    help: 'Aide',
    conversation: {
      title: 'Fenêtre de conversation',
      reopen: 'Rouvrir mes conversations quand je me connecte',
    },
    improve: {
      title: 'Aidez-nous à nous améliorer',
      paragraph:
        'Quand quelque chose échoue, Candor peut envoyer un rapport, mais seulement si vous l’acceptez : l’erreur et l’endroit de notre code où elle s’est produite, les dernières lignes du journal de Candor, votre nom d’utilisateur, ainsi que des détails sur cet appareil et sur le fonctionnement de Candor. Si la même erreur se répète pendant la session, seul le nombre de répétitions suit, toutes les heures ou au démarrage suivant. Cela nous aide à trouver et à corriger les défauts.',
      checkbox: 'Envoyer les informations du programme d’amélioration de Candor',
      learnMore: 'En savoir plus',
      learnMoreLabel: 'En savoir plus sur ce qu’un rapport d’erreur peut contenir',
      dumps: {
        label: 'Vidages mémoire après un plantage :',
        ask: 'Demander chaque fois',
        always: 'Toujours envoyer',
        never: 'Ne jamais envoyer',
        off: 'Les vidages mémoire sont supprimés tant que les rapports d’erreur sont désactivés.',
        detail:
          'Un vidage mémoire peut contenir le texte de messages, des noms et des mots de passe.',
      },
    },
    support: {
      title: 'Aidez votre équipe d’assistance à vous aider',
      logging: 'Journalisation dans Candor :',
      off: 'Désactivée',
      light: 'Légère',
      full: 'Complète',
      eventLog:
        'Collecter aussi les informations de dépannage dans le journal des événements du système',
      eventLogDetail:
        'Les mêmes lignes y vont ; d’autres utilisateurs de cet appareil peuvent être en mesure de les lire. Sans journalisation, aucune n’y va.',
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
      organisation: 'Géré par {{organisation}}, depuis {{location}} : {{key}}.',
      unreadable:
        'Géré par {{source}} : {{location}} est illisible ({{problem}}), ce qui vaut refus.',
    },
    saveFailed: 'Vos choix n’ont pas pu être enregistrés. {{problem}}',
  },
  help: {
    title: 'Ce que Candor peut envoyer',
    intro:
      'Candor ne peut rien envoyer d’autre que ce qui figure ici : cette liste est tirée du catalogue même auquel le programme obéit, et le service rejette tout le reste.',
    error: 'Ce qu’un rapport d’erreur peut contenir',
    errorIntro:
      'Les rapports d’erreurs sont inactifs tant que vous ne les activez pas dans les Options, et le restent si une stratégie de votre administrateur les refuse ou est illisible. Les désactiver supprime ceux qui attendent encore sur cet appareil, mais non ceux qui ont déjà été envoyés.',
    usage: 'Ce que les données d’utilisation peuvent contenir',
    usageIntro:
      'Actives par défaut ; seul un administrateur peut les désactiver. Elles peuvent nommer votre organisation, jamais une personne.',
    census: 'Ce que les données de recensement peuvent contenir',
    censusIntro:
      'Toujours actives. Elles ne nomment ni personne ni organisation : votre identifiant d’utilisateur voyage haché, et cet appareil sous un numéro aléatoire.',
    envelope: 'Ce qui accompagne chaque enregistrement',
    envelopeIntro:
      'Outre les données ci-dessus, Candor envoie celles-ci et le numéro du format. Comme tout serveur, le service voit aussi l’adresse réseau d’où vient la connexion ; il ne la conserve pas.',
    contents: 'Sur cette page',
    datum: 'Donnée',
    example: 'Exemple',
    privacy: 'Identifie',
    purpose: 'À quoi elle sert',
    pii: {
      none: 'Rien',
      pseudonym: 'Personne nommément : aléatoire ou haché',
      organisation: 'Votre organisation',
      person: 'Vous, peut-être',
    },
    hashedByService: 'Conservé uniquement sous forme hachée',
  },
  viewer: {
    consent: {
      paused: 'Les rapports d’erreurs sont suspendus.',
      added:
        'Ils peuvent désormais contenir plus que ce que vous avez accepté : {{fields}}. Cochez de nouveau la case si vous êtes d’accord.',
    },
  },
  warning: {
    eventLogFailed: 'Le journal des événements du système n’accepte aucune ligne : {{problem}}',
    settingsSetAside:
      'Vos réglages étaient illisibles. Ils ont été mis de côté sous {{file}}, et Candor est reparti avec les rapports d’erreurs désactivés.',
    historySetAside:
      'Vos conversations étaient illisibles. Elles ont été mises de côté sous le nom {{file}}, et un nouvel historique a commencé.',
    outboxSetAside:
      'Les enregistrements en attente étaient illisibles. Ils ont été mis de côté sous {{file}}.',
    policyKeysUnknown:
      'La stratégie {{location}} contient des clés inconnues de Candor : {{keys}}.',
    dismiss: 'Fermer',
  },
  policyProblem: {
    notJson: 'ce n’est pas du JSON valide',
    notObject: 'la stratégie doit être un objet JSON',
    namedTwice: '{{key}} y figure deux fois',
    missing: 'le fichier n’existe pas',
    notFile: 'ce n’est pas un fichier',
    tooLarge: 'le fichier est trop volumineux',
    notOwnedByRoot: 'le fichier n’appartient pas à root',
    writableByOthers: 'd’autres que root peuvent y écrire',
    writableFolder: 'd’autres que root peuvent écrire dans son dossier',
    notRead: 'le système n’a pas encore dit ce qu’elle contient',
    bad: {
      DisableAutomaticSendTracing: 'DisableAutomaticSendTracing doit valoir true, false, 0 ou 1',
      TracingLevel: 'TracingLevel doit valoir "Off", "Light" ou "Full"',
      TelemetryUrl: 'TelemetryUrl doit être une adresse en https',
      PoolUrl: 'PoolUrl doit être une adresse en https ou wss',
      Cloud: 'Cloud doit valoir "worldwide" ou "china"',
      RetentionDays: 'RetentionDays doit être un nombre entier de 1 à 90',
    },
  },
  policyCommand: {
    title: 'Candor {{version}} : la stratégie en vigueur',
    sources: 'Sources',
    noSource: 'ce système n’en a aucune',
    source: '{{name}} ({{location}}) : {{what}}',
    sourceNowhere: '{{name}} : {{what}}',
    noPool: 'Aucun pool n’est défini : personne ne peut se connecter.',
    pool: 'La connexion se fait à {{url}}.',
    absent: 'aucune stratégie',
    read: 'lue,',
    unreadable: 'illisible, ce qui vaut refus : {{problem}} ;',
    since: 'depuis {{since}}',
    unknownKey: 'inconnu de Candor : {{key}}',
    effective: 'Ce qui s’applique',
    notSet: 'non définie',
    decisions: 'Ce qui peut être collecté et envoyé (client de bureau)',
    off: 'rapports d’erreurs non choisis',
    on: 'rapports d’erreurs choisis',
    now: 'maintenant',
    yes: 'oui',
    no: 'non',
    malformed: 'Une source est illisible. Corrigez-la : d’ici là, elle vaut refus.',
    unknown: 'candor policy ne comprend pas {{argument}}.',
    usage:
      'Utilisation : candor policy [--json] [--policy-file=FICHIER] [--user-data-dir=DOSSIER] [--lang=fr]\nCode de fin : 0 si tout va bien, 1 si une source est mal formée ou illisible, 2 si l’appel est erroné.',
  },
  fault: {
    title: 'Un problème est survenu dans cette fenêtre',
    detail: 'Vous pourrez continuer après l’avoir rechargée.',
    reload: 'Recharger',
  },
  crash: {
    title: 'Candor a planté',
    heading: 'Une partie de Candor a cessé de fonctionner',
    what: {
      main: 'Lors de sa dernière exécution, Candor s’est arrêté brutalement.',
      renderer: 'Une fenêtre de Candor a cessé de fonctionner. Elle a été rouverte.',
      gpu: 'La partie de Candor qui dessine les fenêtres a cessé de fonctionner. Elle a été relancée.',
      network:
        'La partie de Candor qui communique avec le réseau a cessé de fonctionner. Elle a été relancée.',
      utility: 'Une partie de Candor qui travaille en arrière-plan a cessé de fonctionner.',
      other: 'Une partie de Candor a cessé de fonctionner.',
    },
    reported:
      'Comme les rapports d’erreur sont activés, un rapport dit ce qui s’est passé. Il ne contient rien de la mémoire de Candor.',
    showReport: 'Le rapport d’erreur',
    dumpHeading: 'Envoyer aussi le vidage mémoire ?',
    dump: 'Le plantage a aussi laissé un vidage mémoire ({{size}}). C’est ce qui aide le plus à trouver le défaut, mais c’est une copie d’une partie de la mémoire de Candor : il peut contenir ce que Candor traitait, comme le texte de messages, des noms, des adresses et des mots de passe.',
    destination: 'Il serait envoyé à {{url}}.',
    noDestination:
      'Aucun service de télémétrie n’est défini : il attendrait sur cet appareil, sept jours au plus.',
    refused: 'Si vous ne l’envoyez pas, il est supprimé maintenant.',
    always: 'Toujours faire ainsi',
    alwaysDetail:
      '« Toujours faire ainsi » garde votre réponse pour tous les plantages à venir. Vous pourrez la changer dans les Options.',
    send: 'Envoyer le vidage',
    dontSend: 'Ne pas envoyer',
    failed: 'Votre réponse n’a pas pu être enregistrée. {{problem}}',
    stopped: {
      message: 'Une fenêtre de Candor plante sans cesse',
      detail: 'Elle a planté trois fois en une minute ; Candor ne la rouvre donc plus de lui-même.',
      again: 'La rouvrir',
      quit: 'Quitter Candor',
    },
  },
  problemReport: {
    title: 'Signaler un problème',
    intro:
      'Dites ce qui s’est passé et ce que vous attendiez. Évitez les mots de passe et ce qui vous a été confié : vos mots sont envoyés tels que vous les écrivez.',
    text: 'Que s’est-il passé ?',
    attached: 'Ce qui est envoyé, exactement',
    attachedDetail:
      'C’est ce texte même qui est envoyé, et rien d’autre : vos mots, votre nom d’utilisateur, les dernières lignes du journal de Candor, ainsi que des détails sur cet appareil et sur le fonctionnement de Candor.',
    nothingYet: 'Il apparaît ici à mesure que vous écrivez.',
    send: 'Envoyer',
    close: 'Fermer',
    cancel: 'Annuler',
    refused:
      'Les rapports d’erreur sont désactivés : aucun problème ne peut être envoyé. Vous pouvez les activer dans les Options.',
    locked: 'Une stratégie refuse les rapports d’erreur : aucun problème ne peut être envoyé.',
    openOptions: 'Ouvrir les Options',
    sent: 'Merci. Votre rapport est en route.',
    waits:
      'Merci. Votre rapport attend sur cet appareil, car aucun service de télémétrie n’est défini.',
    changed:
      'Quelque chose a changé entre-temps. Relisez ce qui est envoyé, puis appuyez de nouveau sur Envoyer.',
    failed: 'Votre rapport n’a pas pu être enregistré. {{problem}}',
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
    showLogFolder: 'Afficher le dossier du journal',
    reportProblem: 'Signaler un problème…',
  },
  startup: {
    title: 'Candor ne peut pas démarrer',
    badUrl:
      '{{variable}} vaut « {{value}} ». Ce doit être une adresse https, ou http vers cet appareil seulement (localhost, 127.0.0.1 ou [::1]), sans nom d’utilisateur, mot de passe, requête ni fragment. Corrigez-la et redémarrez Candor.',
    badSwitch:
      '{{name}} attend une valeur : {{name}}={{placeholder}}. Corrigez-la et redémarrez Candor.',
  },
};
