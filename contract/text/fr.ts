import type { Text } from './shape.ts';

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
        'Ce qui a échoué, avec les détails utiles à la correction. Contiennent l’adresse de votre compte, et peut-être d’autres données à votre sujet.',
    },
  },
  decision: {
    on: 'Collecte activée',
    off: 'Collecte désactivée',
    nowOn: '{{category}} : collecte désormais activée',
    nowOff: '{{category}} : collecte désormais désactivée',
    since: 'Depuis le {{date}}',
    where: 'Dans {{location}}',
    whereUnreadable: 'Dans {{location}} : {{problem}}',
    because: {
      census: 'Toujours actives : ni vous ni un administrateur ne pouvez les désactiver.',
      launcher: 'La page de participation ne produit pas de données de recensement.',
      usageDefault: 'Actives par défaut : aucune stratégie d’administrateur ne s’y oppose.',
      usagePermitted: 'Collecte autorisée par {{source}} ({{key}} vaut false).',
      refused: 'Collecte désactivée par {{source}} ({{key}} vaut true).',
      unreadable:
        'Collecte désactivée : {{source}} est illisible, et une stratégie illisible vaut refus.',
      unsettled:
        'En pause : {{source}} est illisible, peut-être parce qu’on est en train de l’écrire. Rien n’est envoyé entre-temps.',
      notChosen: 'Inactifs tant que vous ne les activez pas dans les Options.',
      chosenOn: 'Vous les avez activés dans les Options.',
      chosenOff: 'Vous les avez désactivés dans les Options.',
      suspended:
        'Suspendus : les rapports d’erreurs peuvent désormais contenir plus que ce que vous avez accepté. Les Options montrent ce qui est nouveau.',
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
      pool: 'l’organisateur de la réunion',
    },
  },
  kept: {
    notSaid: 'Le service n’a pas encore dit combien de temps il garde ce qui est envoyé.',
    census_one: 'Le service garde les données de recensement {{count, number}} jour au plus.',
    census_other: 'Le service garde les données de recensement {{count, number}} jours au plus.',
    usage_one: 'Le service garde les données d’utilisation {{count, number}} jour au plus.',
    usage_other: 'Le service garde les données d’utilisation {{count, number}} jours au plus.',
    error_one: 'Le service garde les rapports d’erreurs {{count, number}} jour au plus.',
    error_other: 'Le service garde les rapports d’erreurs {{count, number}} jours au plus.',
  },
  hand: {
    question: {
      link: 'Ouvrir cette page dans votre navigateur ?',
      peers: 'Relier cet appareil à ceux des personnes de cet appel ou de cette réunion ?',
      answer: 'Répondre à l’appel ?',
      errorReports: 'Envoyer désormais les informations du programme d’amélioration de Candor ?',
      options: 'Enregistrer ces options ?',
      clearHistory: 'Supprimer l’historique de ce qui a été envoyé ?',
      eraseErrors: 'Demander au service d’effacer vos rapports d’erreurs ?',
      deleteConversation:
        'Supprimer de cet appareil les messages et les appels échangés avec cette personne ?',
      deleteAllConversations: 'Supprimer de cet appareil tous les messages et tous les appels ?',
      memoryDump: 'Envoyer le vidage mémoire du plantage ?',
      problem: 'Envoyer le rapport sur le problème ?',
      meetNow: 'Créer une réunion ?',
      join: 'Ouvrir cette réunion ?',
      askPool: 'Interroger le serveur de l’autre organisation au sujet de cette réunion ?',
      findPool: 'Demander à ce domaine quel est son serveur ?',
      usePool: 'Désigner ce serveur pour vous connecter ?',
    },
    detail:
      'Candor n’a senti ni touche ni clic. C’est le cas quand un lecteur d’écran, une voix ou un contacteur agit pour vous. Si vous ne le vouliez pas, choisissez Ne pas autoriser.',
    allow: 'Autoriser',
    deny: 'Ne pas autoriser',
    denied: 'Ce n’a pas été autorisé : rien n’a été fait.',
  },
  main: {
    title: 'Candor',
    collected: 'Ce que Candor collecte',
    collectedDetail: 'Ce qui est décidé pour cet appareil, en ce moment, et par qui.',
    noDestination:
      'Aucun service de télémétrie n’est défini : les enregistrements restent sur cet appareil.',
    destination: 'Les enregistrements sont envoyés à {{url}}.',
    options: 'Options',
    version: 'Version {{version}}',
  },
  signIn: {
    title: 'Se connecter',
    detail: 'Utilisez le compte que votre organisation vous a donné.',
    account: 'Adresse SIP',
    accountExample: 'vous@example.com',
    password: 'Mot de passe',
    remember: 'Mémoriser mon mot de passe',
    cannotRemember:
      'Aucun trousseau de clés de ce système ne répond : un mot de passe y serait conservé sous une clé que tout le monde connaît. Candor n’en retient aucun.',
    automatic: 'Me connecter automatiquement',
    submit: 'Se connecter',
    signingIn: 'Connexion en cours…',
    cancel: 'Annuler',
    pool: 'Serveur : {{host}}',
    noPool: 'Aucun serveur n’est défini',
    noPoolDetail:
      'Candor se connecte au serveur de votre organisation. Une stratégie décide duquel il s’agit, et n’en nomme aucun qui puisse servir actuellement. Adressez-vous à votre administrateur.',
    nextTry: 'Nouvel essai dans {{seconds}} s.',
    tryNow: 'Essayer maintenant',
    problem: {
      noAccount: 'Saisissez votre adresse SIP.',
      notAddress:
        'Ce n’est pas une adresse SIP. Elle doit ressembler à une adresse électronique : vous@example.com.',
      noPassword: 'Saisissez votre mot de passe.',
      longPassword: 'Un mot de passe compte au plus 256 caractères.',
    },
    failure: {
      history:
        'Vos conversations sur cet appareil n’ont pas pu être ouvertes : vous n’êtes donc pas connecté. Réessayez ; si le problème persiste, redémarrez Candor ou prévenez votre administrateur.',
      unproven:
        '{{host}} a accepté votre mot de passe, mais Candor n’a pas pu s’en assurer par sa propre connexion : vos conversations sur cet appareil restent fermées et vous n’avez pas été connecté. Vérifiez votre réseau et réessayez ; si cela ne suffit pas, dites à votre administrateur que {{host}} doit confirmer les comptes à Candor sans proxy intermédiaire.',
      credentials: 'L’adresse SIP ou le mot de passe est incorrect. Vérifiez-les, puis réessayez.',
      certificate:
        'Le certificat de {{host}} n’est pas digne de confiance : Candor n’a pas envoyé votre mot de passe. Prévenez votre administrateur.',
      unreachable:
        '{{host}} est injoignable. Vérifiez votre réseau ; s’il fonctionne par ailleurs, prévenez votre administrateur.',
      silent:
        '{{host}} accepte la connexion mais ne répond rien. Réessayez dans quelques minutes ; si le problème persiste, prévenez votre administrateur.',
      notPool:
        '{{host}} répond, mais pas comme un serveur auquel Candor se connecte : SIP sur WebSocket n’y est pas accepté. Vérifiez l’adresse du serveur auprès de votre administrateur.',
      garbled:
        '{{host}} répond, mais pas en SIP correct : Candor n’en obtient ni oui ni non. Prévenez votre administrateur.',
      challenge:
        '{{host}} demande votre mot de passe d’une façon que Candor ne connaît pas ; le mot de passe lui-même est peut-être juste. Indiquez à votre administrateur que Candor se connecte par SIP Digest avec MD5.',
      interval:
        '{{host}} ne connecte personne pour aussi peu de temps que Candor le demande, et n’indique pas pour combien de temps il le ferait, ou ne s’y tient pas (statut SIP 423). Prévenez votre administrateur.',
      refused:
        '{{host}} n’accepte pas ce compte (statut SIP {{status}}). Vérifiez l’adresse ; si elle est juste, prévenez votre administrateur.',
      server:
        '{{host}} rencontre un problème interne (statut SIP {{status}}). Réessayez dans quelques minutes.',
    },
  },
  pool: {
    title: 'D’abord, votre serveur',
    detail:
      'Candor se connecte au serveur de votre organisation, appelé pool. Trouvez-le d’après votre adresse SIP, ou saisissez l’adresse que votre administrateur vous a donnée.',
    changing: 'Changer de serveur',
    change: 'Changer',
    back: 'Retour',
    or: 'ou',
    find: 'Trouver mon serveur',
    finding: 'Interrogation de {{domain}}…',
    asksSome:
      'Candor ne demande au domaine qui suit le @ quel est son serveur que lorsque vous appuyez sur ce bouton. La requête ne nomme ni vous ni votre compte.',
    asks: 'Candor ne demande {{address}} que lorsque vous appuyez sur ce bouton. La requête ne nomme ni vous ni votre compte.',
    address: 'Adresse du serveur',
    example: 'pool.example.com',
    use: 'Utiliser ce serveur',
    failed: 'Le serveur n’a pas pu être défini : {{problem}}',
    refused:
      'Le fichier de stratégie {{location}} ne permet à Candor de parler qu’à un autre serveur, et non à {{address}}.',
    asked: 'Candor a demandé {{address}}.',
    confirm: {
      message: 'Vous connecter désormais à {{host}} ?',
      found: '{{domain}} le désigne comme son serveur.',
      detail:
        'Adresse : {{address}}\nRien n’y a encore été envoyé. Lorsque vous vous connectez, ce serveur apprend votre adresse SIP et reçoit une preuve de votre mot de passe ; ensuite, il transmet ce que vous écrivez.',
      use: 'Utiliser ce serveur',
      cancel: 'Annuler',
    },
    mistyped: {
      noAddress: 'Saisissez l’adresse du serveur. Elle ressemble à pool.example.com.',
      account:
        'C’est un compte, ou cela en contient un. Saisissez seulement l’adresse du serveur, sans @.',
      plain:
        'Candor ne se connecte que par TLS. L’adresse commence par https:// ou wss://, ou par le nom lui-même.',
      scheme: 'L’adresse d’un serveur commence par https:// ou wss://, ou par le nom lui-même.',
      more: 'L’adresse d’un serveur ne contient ni « ? » ni « # ». Supprimez ce qui suit à partir de là.',
    },
    notFound: {
      noDomain:
        '{{domain}} est introuvable : ce domaine n’existe pas, ou votre réseau ne le connaît pas. Vérifiez ce qui suit le @ dans votre adresse SIP.',
      unreachable:
        '{{domain}} est injoignable en https. Vérifiez votre réseau, ou saisissez l’adresse du serveur.',
      silent:
        '{{domain}} n’a pas répondu en dix secondes. Réessayez, ou saisissez l’adresse du serveur.',
      certificate:
        'Le certificat de {{domain}} n’est pas digne de confiance : Candor ne lui a rien demandé. Prévenez votre administrateur.',
      notPublished:
        '{{domain}} n’indique pas quel est son serveur. Saisissez l’adresse que votre administrateur vous a donnée.',
      redirect:
        '{{domain}} renvoie Candor vers une autre adresse, ce que Candor ne suit pas. Prévenez votre administrateur, ou saisissez l’adresse du serveur.',
      status:
        '{{domain}} répond par une erreur (statut HTTP {{detail}}). Réessayez dans quelques minutes, ou saisissez l’adresse du serveur.',
      tooLong:
        '{{domain}} répond plus que le nom d’un serveur, trop pour être lu. Prévenez votre administrateur, ou saisissez l’adresse du serveur.',
      notJson:
        '{{domain}} répond, mais pas en JSON. Prévenez votre administrateur, ou saisissez l’adresse du serveur.',
      wrongFields:
        '{{domain}} répond en JSON, mais n’y nomme aucun serveur. Prévenez votre administrateur, ou saisissez l’adresse du serveur.',
      address:
        '{{domain}} nomme « {{detail}} », où Candor ne connecte personne : il faut une adresse en https ou wss. Prévenez votre administrateur.',
    },
  },
  conversations: {
    title: 'Conversations',
    people: 'Personnes et conversations',
    search: 'Rechercher une personne',
    clearSearch: 'Effacer la recherche',
    unread: 'Non lus : {{number}}',
    you: 'Vous : {{text}}',
    none: 'Encore personne ici',
    noneDetail: 'Ajoutez un collègue par son adresse SIP pour entamer une conversation.',
    findDetail: 'Recherchez un collègue par son nom, ou ajoutez quelqu’un par son adresse SIP.',
    nothingFound: 'Personne ne correspond à « {{text}} ».',
    numberWithExtension: '{{number}} poste {{extension}}',
    choose: 'Choisissez une conversation',
    chooseDetail: 'Ou ajoutez quelqu’un et écrivez-lui les premiers mots.',
    back: 'Retour aux conversations',
    more: 'Autres actions',
    close: 'Fermer la conversation',
    delete: {
      one: 'Supprimer la conversation…',
      all: 'Supprimer toutes les conversations…',
      oneTitle: 'Supprimer la conversation avec {{name}} ?',
      allTitle: 'Supprimer toutes vos conversations ?',
      oneGoes: 'Tous les messages et appels échangés avec {{name}} sont supprimés de cet appareil.',
      allGoes:
        'Tous les messages et appels de {{account}} sont supprimés de cet appareil, ainsi que les copies de votre historique qui n’ont pas pu être lues.',
      stays:
        'Ce qui reste : l’exemplaire de l’autre personne ; vos contacts ; et les décomptes des données d’utilisation, qui disent combien il y a eu de messages et d’appels, jamais avec qui.',
      noUndo:
        'Cette action est définitive : Candor écrase les messages dans son fichier, de sorte que personne ne puisse les y récupérer.',
      confirm: 'Supprimer',
      cancel: 'Annuler',
      duringCall: 'L’appel en cours sera conservé une fois terminé.',
      failed: 'Rien n’a été supprimé. {{problem}}',
      unproved: {
        inUse:
          'Les messages sont supprimés, mais pas encore effacés du fichier : un autre programme le tient ouvert. Fermez ce programme et réessayez ; Candor réessaie aussi à votre prochaine connexion.',
        bytesLeft:
          'Les messages sont supprimés, mais Candor en a encore trouvé des traces dans son fichier. Réessayez ; Candor réessaie aussi à votre prochaine connexion.',
        failed:
          'Les messages sont supprimés, mais Candor n’a pas pu s’assurer qu’ils sont effacés de son fichier. Réessayez ; Candor réessaie aussi à votre prochaine connexion. {{problem}}',
      },
      copies:
        'La conversation est supprimée. Auparavant, Candor n’avait pas pu lire votre historique et l’avait mis de côté ; ces anciens fichiers contiennent peut-être encore la conversation : {{number}}. « Supprimer toutes les conversations… », dans le menu de votre compte, les supprime aussi.',
      tryAgain: 'Réessayer',
      close: 'Fermer',
    },
    contact: {
      add: 'Ajouter un contact',
      addThis: 'Ajouter aux contacts',
      addAddress: 'Ajouter {{address}}',
      address: 'Adresse SIP',
      name: 'Nom (facultatif)',
      badName:
        'Ce nom ne pourrait pas être lu : il lui faut une lettre ou un chiffre, et aucun caractère caché.',
      save: 'Ajouter',
      cancel: 'Annuler',
      noAddress: 'Saisissez une adresse SIP.',
      notAddress:
        'Ce n’est pas une adresse SIP. Elle doit ressembler à une adresse électronique : quelqu-un@example.com.',
      yourself: 'C’est votre propre adresse.',
      known: 'Ce contact figure déjà dans votre liste.',
      failed: 'Vos contacts n’ont pas pu être enregistrés. {{problem}}',
      remove: 'Retirer des contacts…',
      removeTitle: 'Retirer {{name}} de vos contacts ?',
      removeDetail: 'Vos messages échangés avec {{name}} restent sur cet appareil.',
      removeConfirm: 'Retirer',
      rename: 'Changer le nom…',
      renameTitle: 'Changer le nom de {{address}}',
      renameSave: 'Enregistrer',
    },
    messages: 'Messages échangés avec {{name}}',
    noMessages: 'Aucun message échangé avec {{name}} pour l’instant',
    noMessagesDetail: 'Dites bonjour : ce sont les premiers mots qui coûtent.',
    loading: 'Chargement des messages',
    loadFailed: 'Les messages n’ont pas pu être lus. {{problem}}',
    reload: 'Réessayer',
    stranger: 'Cette personne n’est ni de votre organisation ni parmi vos contacts.',
    newMessages: 'Nouveaux',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    newest: 'Derniers messages',
    arrived: '{{name}} : {{text}}',
    delivery: {
      sending: 'Envoi en cours',
      delivered: 'Remis',
      failed: 'Non remis : {{reason}}',
      retry: 'Réessayer',
      reason: {
        unknownPerson: 'le serveur ne connaît pas cette adresse',
        absent: 'cette personne n’est pas connectée',
        forbidden: 'le serveur ne le permet pas',
        tooLarge: 'le message est trop long pour le serveur',
        noAnswer: 'aucune réponse n’est venue',
        interrupted: 'Candor s’est arrêté avant l’envoi',
        other: 'le serveur a répondu {{code}}',
      },
    },
    write: 'Écrire à {{name}}',
    send: 'Envoyer',
    left: 'Caractères restants : {{number}}',
    tooLong: 'Caractères en trop : {{number}}',
    notKept: 'Votre message n’a pas pu être conservé : il n’a pas été envoyé. {{problem}}',
    link: {
      title: 'Ouvrir ce lien ?',
      detail: 'Il mène à {{host}} et s’ouvre dans votre navigateur.',
      open: 'Ouvrir',
      cancel: 'Annuler',
    },
    connection: {
      signedIn: 'Connecté',
      connecting: 'Connexion…',
      lost: 'Connexion perdue',
      lostDetail: 'Ce que vous écrivez attend, et partira dès que Candor sera reconnecté.',
      nextTry: 'Prochain essai dans {{seconds}} s.',
      trying: 'Essai en cours…',
      connectNow: 'Se connecter maintenant',
    },
    account: 'Compte : {{name}}',
    signOut: 'Se déconnecter',
  },
  calls: {
    call: 'Appeler {{name}}',
    with: 'Appel avec {{name}}',
    controls: 'Appel',
    answer: 'Répondre',
    decline: 'Refuser',
    mute: 'Couper le micro',
    unmute: 'Réactiver le micro',
    hold: 'Mettre en attente',
    resume: 'Reprendre l’appel',
    hangUp: 'Raccrocher',
    again: 'Rappeler',
    callBack: 'Rappeler',
    close: 'Fermer',
    showCandor: 'Afficher Candor',
    incoming: '{{name}} vous appelle',
    duration: 'Durée de l’appel',
    phase: {
      calling: 'Appel en cours…',
      ringing: 'Sonnerie en cours…',
      incoming: 'Vous appelle',
      connecting: 'Connexion…',
      active: 'En communication',
    },
    held: 'En attente',
    heldByPeer: '{{name}} a mis l’appel en attente',
    relayed: 'Le son passe par un relais',
    ends: {
      busy: '{{name}} est déjà en communication. Réessayez plus tard, ou écrivez un message.',
      declined: '{{name}} a refusé l’appel.',
      noAnswer: '{{name}} n’a pas répondu.',
      unreachable:
        '{{name}} n’est pas sur Candor en ce moment. Écrivez un message, ou réessayez plus tard.',
      microphoneRefused:
        'Candor n’a pas le droit d’utiliser le micro. Autorisez-le dans les réglages de confidentialité du système, puis rappelez.',
      microphoneNone: 'Aucun micro n’a été trouvé. Branchez-en un, puis rappelez.',
      microphoneBusy:
        'Le micro ne peut pas être ouvert : un autre programme s’en sert peut-être. Fermez ce programme, puis rappelez.',
      noWay:
        'Les deux appareils n’ont trouvé aucun chemin l’un vers l’autre. Parlez-en à votre administrateur, qui peut laisser passer l’UDP entre les deux réseaux, ou nommer un relais dans le fichier du pool.',
      relayRefused:
        'Le relais de votre organisation a refusé cet appel, et il n’y avait pas d’autre chemin. Parlez-en à votre administrateur : le secret du fichier du pool doit être celui du relais, et leurs horloges doivent être à l’heure.',
      relayUnreachable:
        'Le relais de votre organisation est injoignable depuis ce réseau, et il n’y avait pas d’autre chemin. Parlez-en à votre administrateur : le relais doit fonctionner, et le réseau laisser passer son port UDP ou TLS.',
      relayNone:
        'Votre organisation n’autorise les appels que par un relais, et son pool n’en a nommé aucun. Parlez-en à votre administrateur, qui peut en nommer un dans le fichier du pool.',
      relayForbidden:
        'Votre organisation n’autorise les appels que par un relais, et interdit les relais. Parlez-en à votre administrateur : les stratégies RelayOnly et MediaRelay se contredisent.',
      brokenOff: 'Le réseau a été coupé, et l’appel avec lui. Rappelez.',
      notConnected: 'Candor a perdu la connexion au serveur. Rappelez dès qu’elle est rétablie.',
      other:
        'L’appel a échoué ({{code}}). Rappelez, et prévenez votre administrateur si cela se répète.',
    },
    kept: {
      outgoing: 'Vous avez appelé · {{duration}}',
      incoming: 'Vous a appelé · {{duration}}',
      missed: 'Appel manqué',
      declined: 'Votre appel a été refusé',
      declinedByYou: 'Vous avez refusé un appel',
      cancelled: 'Vous avez appelé, puis raccroché avant la réponse',
      busy: 'Vous avez appelé : occupé',
      noAnswer: 'Vous avez appelé : pas de réponse',
      unreachable: 'Vous avez appelé : pas sur Candor',
      failed: 'L’appel a échoué',
    },
  },
  meeting: {
    title: 'Réunion',
    defaultTitle: 'Réunion avec {{name}}',
    menu: 'Se réunir',
    now: 'Réunion immédiate',
    loading: 'Recherche de la réunion…',
    hostedBy: 'Organisée par {{displayName}}, {{organisation}}',
    tryAgain: 'Réessayer',
    joinAgain: 'Rejoindre de nouveau',
    close: 'Fermer',
    join: {
      menu: 'Rejoindre par un lien…',
      title: 'Rejoindre une réunion par son lien',
      link: 'Lien de la réunion',
      example: 'https://pool.example.com/join/abcd-efgh-jkmn',
    },
    notMade: {
      title: 'La réunion n’a pas pu être créée',
      signedOut:
        'Connectez-vous d’abord : une réunion se crée sur le serveur de votre organisation.',
      refused:
        'Le serveur de votre organisation ne vous permet pas de créer de réunion. Adressez-vous à votre administrateur.',
      unreachable: 'Le serveur de votre organisation n’a pas répondu. Réessayez dans un instant.',
    },
    link: {
      askAnew:
        'Demandez à la personne qui vous l’a envoyé le lien tel qu’il figure sur la page de la réunion.',
      empty: 'Collez le lien que vous avez reçu.',
      tooLong: 'Ce texte est trop long pour un lien de réunion.',
      characters:
        'Ce texte contient une espace ou un caractère qu’aucun lien de réunion ne comporte. Copiez le lien seul, et en entier.',
      scheme:
        'Un lien de réunion commence par https:// ou candor:, ce qui n’est pas le cas de celui-ci.',
      action:
        'Ce lien ne mène pas de lui-même à une réunion. Si un logiciel de messagerie ou un site l’a modifié, ouvrez-le dans un navigateur et copiez-y l’adresse de la page de la réunion.',
      credentials:
        'Ce lien contient un nom d’utilisateur ou un mot de passe, ce qu’aucun lien de réunion ne comporte. Il cherche peut-être à vous tromper.',
      fragment: 'Ce lien contient un #, ce qu’aucun lien de réunion ne comporte.',
      parameters:
        'Quelque chose a été ajouté à ce lien, ou y manque. Si un logiciel de messagerie ou un site l’a modifié, ouvrez-le dans un navigateur et copiez-y l’adresse de la page de la réunion.',
      pool: 'L’adresse du serveur dans ce lien n’est pas de celles avec lesquelles Candor peut communiquer : elle doit commencer par https://.',
      meeting: 'Le numéro de réunion dans ce lien n’en est pas un. Il ressemble à abcd-efgh-jkmn.',
    },
    ask: {
      title: 'Interroger {{pool}} au sujet de cette réunion ?',
      detail:
        'Le lien mène à {{pool}}, qui n’est pas le serveur de votre organisation. Rien n’y a encore été envoyé. Si vous poursuivez, ce serveur apprendra l’adresse réseau de cet appareil, comme toute page web que vous ouvrez.',
      go: 'Interroger ce serveur',
    },
    problem: {
      malformed: 'Ce lien ne mène à aucune réunion',
      otherPool: 'Cette réunion se tient sur un autre serveur',
      otherPoolDetail:
        'Votre administrateur ne laisse Candor communiquer qu’avec le serveur de votre organisation, et cette réunion se tient sur {{pool}}. Adressez-vous à lui, ou rejoignez la réunion dans un navigateur.',
      notFound: 'Cette réunion n’existe pas',
      notFoundDetail:
        '{{pool}} ne connaît aucune réunion à ce lien. Elle est peut-être terminée depuis un moment ; renseignez-vous auprès de la personne qui vous l’a envoyé.',
      unreachable: 'Le serveur de la réunion est hors d’atteinte',
      unreachableDetail:
        '{{pool}} n’a pas répondu. Vérifiez votre réseau ; s’il fonctionne par ailleurs, renseignez-vous auprès de la personne qui vous a envoyé le lien.',
    },
    lobby: {
      name: 'Votre nom',
      noName: 'Saisissez le nom que les autres verront.',
      badName:
        'Les autres ne pourraient pas lire ce nom : il lui faut une lettre ou un chiffre, et aucun caractère caché.',
      as: 'Vous participez en tant que {{name}}.',
      join: 'Rejoindre',
      joinSilent: 'Rejoindre sans micro',
      joining: 'Entrée dans la réunion…',
    },
    microphone: {
      title: 'Micro',
      level: 'Niveau du micro',
      asking: 'Candor demande à utiliser le micro…',
      works: 'Dites quelque chose : la barre bouge quand le micro vous entend.',
      refused: 'Candor n’a pas le droit d’utiliser le micro.',
      none: 'Il n’y a pas de micro.',
      busy: 'Une autre application utilise le micro.',
      allowApp: 'Autorisez-le dans les réglages de confidentialité du système, puis réessayez.',
      allowBrowser: 'Autorisez-le dans votre navigateur, à côté de l’adresse, puis réessayez.',
      plugIn: 'Branchez-en un, ou fermez ce qui l’utilise, puis réessayez.',
      silent: 'Sans micro, vous entendez les autres, mais ils ne vous entendent pas.',
    },
    decides: {
      title: 'Ce qui est collecté au sujet de cette réunion',
      who: 'Vous participez en tant qu’invité : {{organisation}}, qui organise la réunion, décide donc de ce qui est collecté.',
      on: 'Elle permet l’envoi de données d’utilisation et de rapports d’erreurs sur cette réunion.',
      off: 'Elle ne permet l’envoi d’aucune donnée d’utilisation ni d’aucun rapport d’erreur sur cette réunion.',
      census: 'Les données de recensement, qui ne nomment personne, sont toujours envoyées.',
      browser: 'Cette page n’envoie pas de données de recensement.',
    },
    room: {
      people: 'Participants à la réunion',
      count_one: '{{count, number}} personne présente',
      count_other: '{{count, number}} personnes présentes',
      waiting:
        'Il n’y a que vous ici pour le moment. Donnez le lien à d’autres, et ils pourront vous rejoindre.',
      you: '{{name}} (vous)',
      guest: 'Invité',
      host: 'Organisateur',
      speaking: 'Parle',
      muted: 'Micro coupé',
      away: 'Connexion perdue',
      connecting: 'Connexion…',
      unheard: 'Pas de son',
      unheardDetail:
        'Vous et les personnes signalées par « Pas de son » ne vous entendez pas. {{why}} En attendant, vos messages écrits parviennent à tous.',
      unheardWhy: {
        noWay:
          'Parlez-en à votre administrateur, qui peut laisser passer l’UDP entre les réseaux, ou nommer un relais dans le fichier du pool.',
        relayRefused:
          'Le relais de l’organisation a refusé cette réunion. Parlez-en à votre administrateur : le secret du fichier du pool doit être celui du relais, et leurs horloges doivent être à l’heure.',
        relayUnreachable:
          'Le relais de l’organisation est injoignable depuis ce réseau. Parlez-en à votre administrateur : le relais doit fonctionner, et le réseau laisser passer son port UDP ou TLS.',
        relayNone:
          'Le son ne peut passer que par un relais, et le pool n’en a nommé aucun. Parlez-en à votre administrateur, qui peut en nommer un dans le fichier du pool.',
        relayForbidden:
          'Le son ne peut passer que par un relais, et les relais sont interdits. Parlez-en à votre administrateur : les stratégies RelayOnly et MediaRelay se contredisent.',
      },
      relayed: 'Du son passe par un relais',
      link: 'Lien de cette réunion',
      copy: 'Copier le lien',
      copied: 'Copié',
      controls: 'Commandes de la réunion',
      mute: 'Couper le micro',
      noMicrophone: 'Pas de micro',
      leave: 'Quitter',
      end: 'Terminer pour tous…',
      endTitle: 'Terminer la réunion pour tous ?',
      endDetail: 'Tous les participants la quittent aussitôt, et le lien ne mène plus nulle part.',
      endConfirm: 'Terminer la réunion',
      cancel: 'Annuler',
    },
    host: {
      title: 'Dans la réunion en ce moment',
      nobody: 'Personne n’est encore là.',
      remove: 'Exclure {{name}}…',
      removeTitle: 'Exclure {{name}} de la réunion ?',
      removeDetail:
        'Cette personne quitte aussitôt la réunion. Dès lors, les invités qui arrivent par le lien attendent que vous les fassiez entrer.',
      removeConfirm: 'Exclure',
      waiting_one: '{{count, number}} invité attend d’entrer',
      waiting_other: '{{count, number}} invités attendent d’entrer',
      waitingDetail:
        'Depuis que vous avez exclu quelqu’un, les invités attendent votre accord. Rien ne prouve leur nom : ne faites entrer que les personnes que vous attendez.',
      waitingFull: 'Il n’y a plus de place. Quelqu’un doit d’abord partir.',
      admit: 'Faire entrer',
      admitName: 'Faire entrer {{name}}',
      turnAway: 'Refuser',
      turnAwayName: 'Refuser {{name}}',
    },
    wait: {
      title: 'Vous attendez d’entrer',
      detail:
        'L’organisateur de la réunion « {{title}} » fait entrer les invités un à un. Restez ici : il voit que vous attendez.',
    },
    other: {
      title: 'Quitter cette réunion pour une autre ?',
      unasked: 'Quitter cette réunion pour une autre sur {{pool}} ?',
      detail:
        'Un lien vers « {{title}} », organisée par {{displayName}}, {{organisation}}, vient d’être ouvert. Pour la rejoindre, vous quittez la réunion en cours.',
      stay: 'Rester ici',
      join: 'Quitter et rejoindre l’autre',
    },
    chat: {
      title: 'Conversation',
      messages: 'Messages à tous',
      none: 'Rien n’est encore écrit. Ce que vous écrivez, tous les participants le lisent.',
      from: '{{name}}, {{time}}',
      write: 'Écrire à tous',
      lost: 'Message non envoyé : la connexion est perdue. Réessayez dès qu’elle est rétablie.',
      unheard: 'Peut-être pas envoyé : la connexion a été perdue entre-temps',
    },
    lost: {
      title: 'Connexion perdue',
      detail: 'Candor se reconnecte de lui-même ; votre place vous est gardée pendant une minute.',
    },
    end: {
      left: 'Vous avez quitté la réunion',
      ended: 'La réunion est terminée',
      over: 'La réunion est terminée',
      full: 'La réunion est complète',
      'no-such-meeting': 'Cette réunion n’existe pas',
      name: 'Ce nom ne peut pas être utilisé',
      ticket: 'Le serveur ne vous a pas reconnu',
      malformed: 'Le serveur de la réunion n’a pas compris Candor',
      'too-fast': 'Le serveur a mis fin à la connexion',
      unreachable: 'La réunion n’a pas pu être rejointe',
      removed: 'L’organisateur vous a exclu de la réunion',
      'turned-away': 'L’organisateur ne vous a pas fait entrer',
      elsewhere: 'Vous avez rejoint cette réunion ailleurs',
    },
    endDetail: {
      left: 'Vous pouvez revenir dans la réunion « {{title}} » tant qu’elle dure.',
      ended: 'L’organisateur a mis fin à la réunion « {{title}} » pour tous.',
      over: 'La réunion « {{title}} » est terminée. Demandez-en une autre à l’organisateur.',
      full: 'Elle n’accueille pas plus de {{count, number}} personnes, et une place est réservée à l’organisateur. Réessayez quand quelqu’un sera parti.',
      'no-such-meeting':
        'Le serveur ne la connaît plus. Renseignez-vous auprès de la personne qui vous a envoyé le lien.',
      name: 'Choisissez un autre nom, puis rejoignez de nouveau la réunion.',
      ticket: 'Réessayez ; si cela n’aide pas, déconnectez-vous puis reconnectez-vous.',
      malformed:
        'Votre version de Candor et celle du serveur diffèrent peut-être trop. Mettez Candor à jour, ou rejoignez la réunion dans un navigateur.',
      'too-fast': 'Trop de choses ont été dites à la fois. Patientez un instant, puis réessayez.',
      unreachable:
        'Le serveur ne vous a pas laissé entrer, sans dire pourquoi. Vérifiez votre réseau, puis réessayez.',
      removed:
        'Le lien de la réunion « {{title}} » ne suffit plus pour y revenir. Adressez-vous à l’organisateur.',
      'turned-away':
        'Si la réunion « {{title}} » est bien la vôtre, adressez-vous à son organisateur.',
      elsewhere:
        'Vous participez maintenant à la réunion « {{title}} » depuis une autre fenêtre ou un autre appareil, et n’y occupez qu’une place.',
    },
  },
  options: {
    title: 'Options',
    categories: 'Catégories',
    general: 'Général',
    audio: {
      title: 'Périphérique audio',
      microphoneTitle: 'Micro',
      microphone: 'Micro :',
      speakerTitle: 'Haut-parleur',
      speaker: 'Haut-parleur :',
      system: 'Celui du système',
      gone: 'Le périphérique choisi (non connecté)',
      level: 'Niveau :',
      levelDetail:
        'Dites quelque chose : la barre bouge dès que le micro vous entend. Rien n’est enregistré.',
      test: 'Jouer un son d’essai',
      problem: {
        refused:
          'Candor n’a pas le droit d’utiliser le micro. Autorisez-le dans les réglages de confidentialité du système, puis rouvrez cette page.',
        none: 'Aucun micro n’a été trouvé. Branchez-en un, puis rouvrez cette page.',
        busy: 'Le micro ne peut pas être ouvert : un autre programme s’en sert peut-être. Fermez ce programme, puis rouvrez cette page.',
      },
    },
    ok: 'OK',
    cancel: 'Annuler',
    help: 'Aide',
    learnMore: {
      text: 'En savoir plus',
      opening: 'Ouverture…',
      error: 'En savoir plus sur ce qu’un rapport d’erreur peut contenir',
      usage: 'En savoir plus sur ce que les données d’utilisation peuvent contenir',
      logs: 'En savoir plus sur le journal de Candor et le journal des événements',
    },
    conversation: {
      title: 'Fenêtre de conversation',
      reopen: 'Rouvrir mes conversations quand je me connecte',
      callControls: 'Afficher les commandes d’appel quand Candor est en arrière-plan',
    },
    improve: {
      title: 'Aidez-nous à nous améliorer',
      usage: {
        on: 'Données d’utilisation activées. Seul un administrateur peut les désactiver.',
        off: 'Données d’utilisation désactivées. Seul un administrateur peut les activer.',
        host: 'Seul l’organisateur de cette réunion décide de ses données d’utilisation.',
      },
      paragraph:
        'Quand quelque chose échoue, Candor peut en envoyer un rapport, si vous l’acceptez. Il contient l’erreur, les dernières lignes du journal de Candor, l’adresse de votre compte et des détails sur cet appareil et sur l’état de Candor. Pour le vidage mémoire d’un plantage, la question vous est posée à part.',
      exactly: {
        title: 'Quoi, exactement ?',
        person: 'Peut vous identifier : {{fields}}.',
        others: 'Ne vous nomme pas : {{fields}}.',
        when: 'Après un plantage, le rapport dit quelle partie de Candor a planté et à quel endroit. Si la même erreur se répète pendant la session, seul le nombre de répétitions suit, toutes les heures ou au démarrage suivant. Tout cela nous aide à trouver et à corriger les défauts.',
      },
      checkbox: 'Envoyer les informations du programme d’amélioration de Candor',
      withdrawal: {
        title: 'Une fois la case décochée',
        deleted:
          'OK supprime les rapports d’erreurs de cet appareil, ceux qui attendent et ceux qui ont été envoyés, et les vidages mémoire avec eux.',
        clearLog: 'Vider aussi le journal de Candor sur cet appareil',
        stays:
          'Restent sur cet appareil : le journal de Candor, qui peut contenir les messages des erreurs et ne part jamais sans rapports d’erreurs, et, dans « Ce que Candor envoie », vos choix et le nombre de rapports supprimés. Les données de recensement et d’utilisation continuent.',
        staysCleared:
          'Restent sur cet appareil : dans « Ce que Candor envoie », vos choix et le nombre de rapports supprimés. Les données de recensement et d’utilisation continuent, et le journal aussi, à partir de là.',
        staysEvents:
          'Les lignes déjà inscrites dans le journal des événements du système y restent aussi.',
      },
      dumps: {
        label: 'Vidages mémoire de plantage :',
        ask: 'Demander chaque fois',
        always: 'Toujours envoyer',
        never: 'Ne jamais envoyer',
        off: 'Les vidages mémoire sont supprimés tant que les rapports d’erreurs sont désactivés.',
        detail:
          'Un vidage mémoire peut contenir le texte de messages, des noms et des mots de passe.',
      },
    },
    support: {
      title: 'Aidez votre équipe d’assistance à vous aider',
      logging: 'Journalisation dans Candor :',
      off: 'Désactivée',
      light: 'Légère',
      full: 'Complète',
      eventLog: 'Utiliser aussi le journal des événements du système pour le dépannage',
      detail:
        'Le journal reste sur cet appareil, hormis ses dernières lignes dans un rapport d’erreur.',
    },
    application: {
      title: 'Fenêtre de l’application',
      minimize: 'Réduire dans la zone de notification plutôt que dans la barre des tâches',
      start: 'Démarrer Candor quand j’ouvre une session sur cet appareil',
    },
    language: {
      label: 'Langue de Candor :',
      system: 'Celle du système',
      en: 'English',
      fr: 'Français',
    },
    locked: {
      policy: 'Géré par {{source}} : {{key}} dans {{location}}.',
      organisation: 'Géré par {{organisation}}, depuis {{location}} : {{key}}.',
      unreadable:
        'Géré par {{source}} : {{location}} est illisible ({{problem}}), ce qui vaut refus.',
    },
    about: {
      title: 'À propos',
      runtime: 'Fonctionne avec',
      versions: 'Electron {{electron}}, Chromium {{chromium}}, Node.js {{node}}',
      places: 'Où se trouvent les fichiers',
      logs: 'Le journal de Candor',
      data: 'Choix, conversations et envois en attente',
      show: {
        text: 'Afficher',
        logs: 'Afficher le dossier du journal',
        data: 'Afficher le dossier des données',
      },
      licences: 'Licences',
      own: 'Candor est un logiciel libre sous licence MIT. Les licences d’Electron et de Chromium se trouvent à côté du programme.',
      others_one: '{{count, number}} paquet intégré',
      others_other: '{{count, number}} paquets intégrés',
    },
    saveFailed: 'Vos choix n’ont pas pu être enregistrés. {{problem}}',
  },
  help: {
    title: 'Ce que Candor peut envoyer',
    intro:
      'Candor ne peut rien envoyer d’autre que ce qui figure ici : cette liste est tirée du catalogue même auquel le programme obéit, et le service rejette tout le reste.',
    error: 'Ce qu’un rapport d’erreur peut contenir',
    errorIntro:
      'Les rapports d’erreurs sont inactifs tant que vous ne les activez pas dans les Options, et le restent si une stratégie de votre administrateur les refuse ou est illisible. Les désactiver supprime ceux qui attendent encore sur cet appareil, mais non ceux qui ont déjà été envoyés.',
    usage: 'Ce que les données d’utilisation peuvent contenir',
    usageIntro:
      'Actives par défaut ; seul un administrateur peut les désactiver. Elles peuvent nommer votre organisation, jamais une personne.',
    census: 'Ce que les données de recensement peuvent contenir',
    censusIntro:
      'Toujours actives. Elles ne nomment ni personne ni organisation : votre identifiant d’utilisateur voyage haché, et cet appareil sous un numéro aléatoire.',
    envelope: 'Ce qui accompagne chaque enregistrement',
    envelopeIntro:
      'Outre les données ci-dessus, Candor envoie celles-ci et le numéro du format. Comme tout serveur, le service voit aussi l’adresse réseau d’où vient la connexion ; il ne la conserve pas.',
    logs: 'Le journal de Candor, et le journal des événements',
    logsIntro:
      'Candor écrit ce qu’il fait, et ce qui échoue, dans {{path}} ; les Options règlent la quantité. Ce qui vous nomme, vous ou vos interlocuteurs, est retiré de chaque ligne. Le journal reste sur cet appareil, hormis ses dernières lignes dans un rapport d’erreur. Si la case correspondante est cochée dans les Options, les mêmes lignes vont aussi dans le journal des événements du système : d’autres utilisateurs de cet appareil pourront peut-être les y lire, et Candor ne peut pas les effacer. Sans journalisation, aucune ligne n’est écrite nulle part.',
    contents: 'Sur cette page',
    datum: 'Donnée',
    example: 'Exemple',
    privacy: 'Identifie',
    purpose: 'À quoi elle sert',
    pii: {
      none: 'Rien',
      pseudonym: 'Personne nommément : aléatoire ou haché',
      organisation: 'Votre organisation',
      person: 'Vous, peut-être',
      self: 'Vous',
    },
    piiOfOthers: {
      none: 'Rien',
      pseudonym: 'Personne nommément : aléatoire ou haché',
      organisation: 'Son organisation',
      person: 'La personne, peut-être',
      self: 'La personne',
    },
    hashedByService: 'Conservé uniquement sous forme hachée',
  },
  viewer: {
    title: 'Ce que Candor envoie',
    retry: 'Réessayer',
    stale:
      'La lecture n’a pas pu être renouvelée ; ce qui avait été lu auparavant reste affiché. {{problem}}',
    pages: {
      label: 'Pages',
      records: 'Enregistrements',
      decisions: 'Décisions',
      catalogue: 'Catalogue',
      ledger: 'Registre',
    },
    learned: {
      intro:
        'Le service à l’adresse {{host}} dit à tous ce qu’il a appris de tout ce qui lui a été envoyé, en nombres sur beaucoup de monde. La page s’ouvre dans votre navigateur, et Candor ne lui dit rien de vous.',
      open: 'Ce que vos données ont appris',
    },
    consent: {
      paused: 'Les rapports d’erreurs sont suspendus.',
      added:
        'Ils peuvent désormais contenir plus que ce que vous avez accepté : {{fields}}. Cochez de nouveau la case si vous êtes d’accord.',
      show: 'Voir les nouveautés',
      new: 'Ce qui est nouveau dans les rapports d’erreurs',
      newSince:
        'Ce qui suit a été ajouté depuis votre accord. Tant que vous n’avez pas coché de nouveau la case dans les Options, aucun rapport d’erreurs n’est créé ni envoyé.',
      newToAll:
        'On ne sait plus ce que vous aviez accepté. Un rapport d’erreurs peut contenir ce qui suit. Tant que vous n’avez pas coché de nouveau la case dans les Options, aucun rapport d’erreurs n’est créé ni envoyé.',
    },
    notices: 'Informations',
    warning: {
      ledgerSetAside:
        'Le registre était endommagé. Il a été mis de côté sous le nom {{file}}, et un nouveau commence en le disant.',
      receiptRefused:
        '{{category}} : le service a répondu par un reçu qui ne prouve rien. Ce dont il s’agissait attend toujours et sera renvoyé plus tard.',
      confirmationRefused:
        'Le service a répondu à l’effacement de vos rapports d’erreurs par une confirmation qui ne prouve rien. La demande lui sera adressée de nouveau.',
      serviceKeyChanged:
        'Le service signe avec une nouvelle clé. Les reçus sont désormais vérifiés avec elle ; le registre garde les deux.',
    },
    filter: {
      label: 'Filtre',
      category: 'Catégorie',
      state: 'État',
      surface: 'Contexte',
      text: 'Texte',
      textHint: 'Chercher dans les enregistrements',
      allOf: '{{label}} : Tout',
    },
    recordName: {
      snapshot: 'Appareil et connexion',
      day: 'Utilisation d’une journée',
      exception: 'Erreur inattendue',
      crash: 'Plantage ou blocage',
      problem: 'Problème que vous avez signalé',
      messageFailure: 'Message en échec',
      callFailure: 'Appel en échec',
      signInFailure: 'Connexion en échec',
      meetingFailure: 'Réunion en échec',
      connectionLoss: 'Liaison perdue',
      repeats: 'Erreur répétée',
    },
    feature: {
      options: 'Options',
      help: 'Aide',
      contacts: 'Contacts',
      search: 'Recherche',
      conversation: 'Conversation',
      link: 'Lien ouvert',
      notification: 'Notification choisie',
      signOut: 'Déconnexion',
      call: 'Appel',
      answerCall: 'Réponse à un appel',
      mute: 'Micro coupé',
      hold: 'Mise en attente',
      meetNow: 'Réunion immédiate',
      joinByLink: 'Participation par lien',
      meetingChat: 'Discussion d’une réunion',
    },
    state: { waiting: 'En attente', sent: 'Envoyé', rejected: 'Rejeté' },
    surface: { desktop: 'Bureau', meetings: 'Réunions', launcher: 'Page de participation' },
    records: {
      count_one: '{{count, number}} enregistrement',
      count_other: '{{count, number}} enregistrements',
      loading: 'Chargement des enregistrements…',
      loadFailed: 'Les enregistrements n’ont pas pu être lus. {{problem}}',
      none: 'Aucun enregistrement pour l’instant',
      noneDetail: 'Les enregistrements apparaissent ici dès que Candor les crée, avant tout envoi.',
      noMatch: 'Aucun enregistrement ne correspond à ce filtre',
      noMatchDetail: 'Choisissez Tout, ou cherchez autre chose.',
      made: 'Créé',
      name: 'Enregistrement',
      state: 'État',
      pick: 'Choisissez un enregistrement pour en voir les octets exacts.',
      gone: 'Cet enregistrement n’est plus sur cet appareil.',
      open: 'Enregistrement {{id}}',
    },
    record: {
      back: 'Retour aux enregistrements',
      loading: 'Chargement de l’enregistrement…',
      loadFailed: 'L’enregistrement n’a pas pu être lu. {{problem}}',
      bytes: 'Les octets exacts qui voyagent',
      bytesSent: 'Les octets exacts qui ont voyagé',
      checks: 'Vérifications',
      shownMatches:
        'Ce qui est montré ici a l’empreinte avec laquelle l’enregistrement a été créé.',
      shownDiffers:
        'Ce qui est montré ici n’a PAS l’empreinte avec laquelle l’enregistrement a été créé.',
      receiptMatches: 'Le reçu du service porte exactement sur ces octets.',
      receiptDiffers: 'Le reçu du service ne porte PAS sur ces octets.',
      signed: 'La signature du reçu est celle de la clé du service.',
      unsigned: 'La signature du reçu n’est celle d’AUCUNE clé du service.',
      noReceipt: 'Pas encore de reçu : le service n’a pas pris cet enregistrement.',
      digest: 'SHA-256 des octets montrés',
      receipt: 'Reçu',
      receivedAt: 'Reçu le (le service n’en garde qu’une date approchée)',
      signature: 'Signature',
      fields: 'Ce que dit chaque champ',
      noFields:
        'Ces octets ne forment plus un enregistrement : un autre programme les a modifiés. Ils sont affichés ci-dessous tels quels.',
      field: 'Champ',
      value: 'Valeur',
      counted: '{{name}} : {{number}}',
      history: 'Historique',
      madeAt: 'Créé',
      queuedAt: 'Mis en attente',
      triedAt_one: 'Essayé une fois',
      triedAt_other: 'Essayé {{count, number}} fois, la dernière',
      problem: 'Il attend : {{problem}}',
      sentAt: 'Envoyé, avec un reçu',
      rejectedAt: 'Rejeté par le service : {{reason}}',
      dumpLater:
        'Le service ne prend pas son vidage mémoire pour le moment. Il attend sur cet appareil, et sera envoyé de nouveau plus tard',
    },
    actions: {
      export: 'Exporter…',
      exported: 'Tout a été écrit dans {{file}}. Vérifiez-le avec : candor verify {{quoted}}',
      exportFailed: 'Le fichier n’a pas pu être écrit. {{problem}}',
      exportFilter: 'Export de Candor',
      clear: 'Effacer l’historique…',
      clearTitle: 'Effacer l’historique sur cet appareil ?',
      clearDetail:
        'Les enregistrements envoyés et rejetés sont supprimés de cet appareil. Ce qui attend reste, ainsi que le registre, qui note que vous l’avez fait. Ce que détient le service n’est pas touché. De lui-même, Candor les garde 90 jours au plus et, dans chaque catégorie, pas plus que les 50 000 plus récents ni que 64 Mio.',
      clearConfirm: 'Effacer l’historique',
      erase: 'Effacer les rapports envoyés…',
      eraseTitle: 'Effacer les rapports d’erreurs déjà envoyés ?',
      eraseDetail:
        'Le service efface tous les rapports d’erreurs et vidages mémoire qu’il détient de cet appareil, et le confirme par une signature. Tous les rapports d’erreurs de cet appareil sont supprimés aussi ; le journal de Candor reste. La demande ne porte rien d’autre qu’une clé aléatoire ; une nouvelle clé est créée ensuite, pour que les rapports suivants ne puissent être rattachés aux précédents.',
      eraseConfirm: 'Effacer',
      cancel: 'Annuler',
      failed: 'L’opération a échoué. {{problem}}',
    },
    erasure: {
      pending:
        'Depuis le {{date}}, une demande d’effacement attend de pouvoir être transmise au service. Elle partira dès que possible, même si les rapports d’erreurs sont désactivés.',
      unset: 'Aucun service de télémétrie n’est défini : la demande attend sur cet appareil.',
      elsewhere:
        'Une demande d’effacement attend {{url}} depuis le {{date}} : des rapports d’erreurs y ont été envoyés, et Candor est désormais réglé sur un autre service. Elle partira dès que cette adresse sera de nouveau définie.',
      confirmed_one:
        'Le service a effacé {{count, number}} rapport d’erreurs et l’a confirmé par sa signature le {{date}}.',
      confirmed_other:
        'Le service a effacé {{count, number}} rapports d’erreurs et l’a confirmé par sa signature le {{date}}.',
      confirmedNone:
        'Le service n’avait aucun rapport d’erreurs de cet appareil, et l’a confirmé par sa signature le {{date}}.',
      signature: 'Signature : {{signature}}',
      also: 'Faire effacer aussi par le service les rapports d’erreurs déjà envoyés',
    },
    decisions: {
      intro: 'Ce qui est décidé sur cet appareil en ce moment, et toute la table qui en décide.',
      now: 'En vigueur',
      table: 'Toute la table',
      tableIntro: 'La ligne marquée est celle qui est en vigueur ici.',
      inForce: 'en vigueur',
      surface: 'Contexte',
      policy: 'Stratégie',
      choice: 'Votre choix',
      policyOff: 'Aucune ne refuse, par défaut (DisableAutomaticSendTracing vaut false)',
      policyOn: 'L’une refuse (DisableAutomaticSendTracing vaut true), ou est illisible',
      meetingsOff: 'L’organisateur refuse, par défaut (MeetingUxEnableTelemetry vaut false)',
      meetingsOn: 'L’organisateur l’autorise (MeetingUxEnableTelemetry vaut true)',
      choiceOff: 'Désactivé (par défaut) ou suspendu',
      choiceOn: 'Activé',
      choiceEither: 'Quel qu’il soit',
      choiceNone: 'Il n’y en a pas',
      yes: 'Oui',
      no: 'Non',
    },
    dumps: {
      title: 'Vidages mémoire',
      intro:
        'Un plantage peut laisser un vidage mémoire. Il part avec son rapport d’erreurs ou pas du tout, et seulement si un second réglage le permet : le vôtre dans les Options, ou celui du Rapport d’erreurs Windows si vous êtes un invité.',
      settingHead: 'Réglage',
      fateHead: 'Le vidage',
      errorReports: {
        allowed: 'Autorisés',
        held: 'Pas encore certain : une stratégie est peut-être à moitié écrite',
        refused: 'Non autorisés',
      },
      any: 'Quel qu’il soit',
      setting: {
        desktop: {
          ask: 'Options : Demander chaque fois, la valeur par défaut',
          always: 'Options : Toujours envoyer',
          never: 'Options : Ne jamais envoyer',
        },
        meetings: {
          ask: 'Le Rapport d’erreurs Windows demande',
          always: 'Le Rapport d’erreurs Windows envoie',
          never: 'Le Rapport d’erreurs Windows refuse ou est illisible, ou autre système',
        },
      },
      fate: {
        ask: 'On vous demande',
        send: 'Est envoyé',
        delete: 'Est supprimé',
        keep: 'Attend que ce soit certain',
      },
    },
    ledger: {
      loading: 'Chargement du registre…',
      loadFailed: 'Le registre n’a pas pu être lu. {{problem}}',
      intro:
        'Chaque choix, chaque changement de stratégie, chaque reçu et chaque effacement y forment une chaîne : l’empreinte de chaque entrée couvre la précédente. Chaque fois que le service signe quelque chose pour cet appareil, il signe aussi le bout de la chaîne, dont il n’apprend rien d’autre qu’une empreinte salée. Changer une entrée signée contredit cette signature. Le registre ne contient rien de vos enregistrements.',
      holds: 'La chaîne de {{count, number}} entrées est intacte.',
      broken: 'La chaîne est rompue à l’entrée {{seq, number}}.',
      signedNone:
        'Le service n’en a encore rien signé. D’ici là, quiconque peut écrire dans les fichiers de Candor peut tout réécrire sans que cela se voie.',
      signed:
        'Les entrées 1 à {{through, number}} ne peuvent plus être changées sans que cela se voie : le service les a signées, la dernière fois le {{date}}.',
      unsigned_one: 'L’entrée qui suit ({{count, number}}) n’est pas encore signée.',
      unsigned_other: 'Les {{count, number}} entrées qui suivent ne sont pas encore signées.',
      contradicted: {
        changed:
          'Les entrées {{from, number}} à {{to, number}} ne sont plus celles que le service a signées le {{date}} : l’une d’elles a été changée depuis.',
        cut: 'L’entrée {{seq, number}}, que le service a signée le {{date}}, n’y est plus.',
        removed: 'La signature du {{date}} sur l’entrée {{seq, number}} a été retirée du registre.',
        noted:
          'L’entrée {{seq, number}} dit que le registre n’était plus celui que le service avait signé le {{date}}.',
        signature: 'Une signature dans le registre n’est pas celle de la clé du service.',
      },
      newest:
        'Les {{shown, number}} entrées les plus récentes sur {{count, number}} sont montrées ; Exporter les écrit toutes.',
      none: 'Le registre est vide',
      entry: 'Nº',
      at: 'Quand',
      who: 'Qui',
      what: 'Quoi',
      led: 'État qui en résulte',
      hash: 'Empreinte',
      you: 'La personne sur cet appareil',
      candor: 'Candor',
      service: 'Le service',
      administrator: 'Stratégie',
      on: '{{categories}} : oui',
      event: {
        began: 'Le registre a commencé, en version {{version}}.',
        beganAnew:
          'Le registre a recommencé : le précédent, endommagé, a été mis de côté sous le nom {{file}}.',
        choiceOn: 'Rapports d’erreurs activés.',
        choiceOff: 'Rapports d’erreurs désactivés.',
        policyNone: 'Aucune stratégie ne dit rien.',
        policy: 'Stratégie : {{sources}}.',
        policyRead: '{{source}} ({{location}}) : {{values}}',
        value: '{{label}} ({{key}}) : {{value}}',
        valueUnnamed: '{{key}} : {{value}}',
        policyEmpty: '{{source}} ({{location}}) ne fixe rien',
        policyUnreadable: '{{source}} ({{location}}) est illisible : {{problem}}',
        consentSuspended:
          'Rapports d’erreurs suspendus : ils peuvent contenir plus que ce qui avait été accepté, à savoir {{added}}.',
        sent_one: '{{category}} : {{count, number}} enregistrement envoyé, son reçu vérifié.',
        sent_other:
          '{{category}} : {{count, number}} enregistrements envoyés, leurs reçus vérifiés.',
        receiptRefused:
          '{{category}} : un reçu a été refusé, et son enregistrement attend toujours.',
        headSigned: 'Le service a signé le registre tel qu’il était à l’entrée {{seq, number}}.',
        headContradicted:
          'Le registre n’était plus celui que le service avait signé jusqu’à l’entrée {{seq, number}}.',
        keyPinned: 'La clé du service a été vue pour la première fois : {{kid}}.',
        keyChanged: 'La clé du service a changé : {{kid}}.',
        errorsDeleted:
          'Rapports d’erreurs supprimés de cet appareil : {{waiting, number}} en attente, {{sent, number}} envoyés, {{rejected, number}} rejetés.',
        withdrawalAsked: 'L’effacement des rapports d’erreurs déjà envoyés a été demandé.',
        withdrawalConfirmed_one:
          'Le service a confirmé, par une signature, avoir effacé {{count, number}} rapport.',
        withdrawalConfirmed_other:
          'Le service a confirmé, par une signature, avoir effacé {{count, number}} rapports.',
        confirmationRefused: 'Une confirmation d’effacement a été refusée : {{problem}}.',
        historyCleared_one: 'Historique effacé : {{count, number}} enregistrement.',
        historyCleared_other: 'Historique effacé : {{count, number}} enregistrements.',
        setAside: 'Un fichier endommagé a été mis de côté sous le nom {{file}}.',
      },
    },
  },
  warning: {
    label: 'Avertissements',
    logNotCleared:
      'Le journal de Candor n’a pas pu être vidé : {{problem}}. Supprimez vous-même les fichiers candor.log et candor.1.log à candor.4.log : {{folder}}',
    eventLogFailed: 'Le journal des événements du système n’accepte aucune ligne : {{problem}}',
    settingsSetAside:
      'Vos réglages étaient illisibles. Ils ont été mis de côté sous le nom {{file}}, et Candor est reparti avec les rapports d’erreurs désactivés.',
    historySetAside:
      'Vos conversations étaient illisibles. Elles ont été mises de côté sous le nom {{file}}, et un nouvel historique a commencé.',
    fileSetAside:
      'Un fichier de Candor était illisible. Il a été mis de côté sous le nom {{file}}, et un nouveau a été commencé.',
    erasureKeyLost:
      'La clé qui permet d’effacer vos rapports d’erreurs était illisible. Si vous retrouvez le fichier {{file}} intact, nommez-le identity.json pendant que Candor est fermé ; sans elle, les rapports déjà envoyés ne peuvent plus être effacés d’ici.',
    outboxUnusable:
      'Ce qui attend d’être envoyé ne peut pas être conservé dans {{file}} ({{problem}}). C’est conservé jusqu’à la fermeture de Candor, et les autres enregistrements suivent leur cours. Attribuez le fichier à votre compte, libérez de la place sur le disque, ou fermez le programme qui l’occupe.',
    historyUnusable:
      'Vos conversations ne peuvent pas être ouvertes dans {{file}} ({{problem}}). Le fichier est resté tel quel. Attribuez-le à votre compte, ou libérez de la place sur le disque, puis reconnectez-vous.',
    logUnusable:
      'Le journal ne peut pas être écrit dans {{file}} ({{problem}}). Candor fonctionne sans lui.',
    outboxSetAside:
      'Les enregistrements en attente étaient illisibles. Ils ont été mis de côté sous le nom {{file}}, et un nouveau fichier a été créé. Vous n’avez rien à faire.',
    poolChanged:
      'Une stratégie a changé le serveur auquel Candor peut s’adresser : vous avez été déconnecté. Plus rien n’est envoyé à l’ancien serveur.',
    policyKeysUnknown:
      'La stratégie {{location}} contient des clés inconnues de Candor : {{keys}}.',
    dismiss: 'Fermer',
  },
  policyProblem: {
    notJson: 'ce n’est pas du JSON valide',
    placed: 'ce n’est pas du JSON valide : ligne {{line}}, colonne {{column}} : {{fault}}',
    json: {
      commaTooMany: 'une virgule de trop',
      comma: 'une virgule manque',
      colon: 'un deux-points manque',
      name: 'un nom entre guillemets droits manque',
      value: 'une valeur manque',
      word: 'un mot sans guillemets droits',
      openText: 'un texte n’est jamais fermé',
      openObject: 'il manque une }',
      openList: 'il manque un ]',
      number: 'un nombre qui n’en est pas un',
      letter: 'un caractère qu’un texte ne peut contenir',
      more: 'du texte suit la fin',
      comment: 'un commentaire, ce que JSON n’a pas',
    },
    notObject: 'la stratégie doit être un objet JSON',
    namedTwice: '{{key}} y figure deux fois',
    missing: 'le fichier n’existe pas',
    notFile: 'ce n’est pas un fichier',
    unreadable: 'elle ne peut pas être lue',
    tooLarge: 'le fichier est trop volumineux',
    notOwnedByRoot: 'le fichier n’appartient pas à root',
    writableByOthers: 'd’autres que root peuvent y écrire',
    writableFolder: 'd’autres que root peuvent écrire dans son dossier',
    changeableWay: 'd’autres que root peuvent modifier {{place}}, par où l’on y arrive',
    beingWritten: 'elle est en cours d’écriture',
    notRead: 'le système n’a pas encore dit ce qu’elle contient',
    bad: {
      flag: '{{key}} doit valoir {{values}}',
      choice: '{{key}} doit valoir {{values}}',
      address: '{{key}} doit être une adresse en {{values}}',
      days: '{{key}} doit être un nombre entier de {{values}}',
    },
    or: 'ou',
    to: 'à',
  },
  serviceProblem: {
    status: 'le service a répondu {{status}}',
    badAnswer: 'la réponse du service est inutilisable',
    tooLarge: 'la réponse du service est trop volumineuse',
    noVerdict: 'la réponse du service ne se prononce sur rien de ce qui a été envoyé',
    unprovenReceipt: 'le service a répondu par un reçu qui ne prouve rien',
    noKeys: 'les clés du service n’ont pas pu être obtenues',
    noAddress: 'aucun service de télémétrie n’est défini',
    noConfirmation: 'la réponse du service n’en est pas une',
    otherOwner: 'elle concerne les rapports de quelqu’un d’autre',
    wrongSignature: 'sa signature est fausse',
  },
  policyCommand: {
    title: 'Candor {{version}} : la stratégie en vigueur',
    sources: 'Sources',
    noSource: 'ce système n’en a aucune',
    source: '{{name}} ({{location}}) : {{what}}',
    sourceNowhere: '{{name}} : {{what}}',
    noPool: 'Aucun serveur (pool) n’est défini : il est demandé à qui se connecte.',
    pool: 'La connexion se fait à {{url}}.',
    absent: 'aucune stratégie',
    read: 'lue,',
    unreadable: 'illisible, ce qui vaut refus : {{problem}} ;',
    since: 'depuis {{since}}',
    unknownKey: 'inconnu de Candor : {{key}}',
    ignored: 'non suivi : {{key}}, car un fichier nommé au démarrage ne peut que refuser',
    effective: 'Ce qui s’applique',
    notSet: 'non définie',
    decisions: 'Ce qui peut être collecté et envoyé (client de bureau)',
    off: 'rapports d’erreurs non choisis',
    on: 'rapports d’erreurs choisis',
    now: 'maintenant',
    yes: 'oui',
    no: 'non',
    malformed: 'Une source est illisible. Corrigez-la : d’ici là, elle vaut refus.',
    someIgnored:
      'Un fichier nommé donne des valeurs qu’il ne peut pas fixer. Elles vaudront une fois installées comme stratégie de la machine.',
    unknown: 'candor policy ne comprend pas {{argument}}.',
    usage:
      'Utilisation : candor policy [--json] [--policy-file=FICHIER] [--user-data-dir=DOSSIER] [--lang=fr]\nCode de fin : 0 si tout va bien, 1 si une source est mal formée ou illisible, 2 si l’appel est erroné, 3 si un fichier nommé donne des valeurs qu’il ne peut pas fixer.',
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
      'Comme les rapports d’erreurs sont activés, un rapport dit ce qui s’est passé. Il ne contient rien de la mémoire de Candor.',
    showReport: 'Le rapport d’erreur',
    dumpHeading: 'Envoyer aussi le vidage mémoire ?',
    dump: 'Le plantage a aussi laissé un vidage mémoire ({{size}}) : une copie d’une partie de la mémoire de Candor, et ce qui aide le plus à trouver le défaut.',
    atStake:
      'Le vidage peut contenir ce que Candor traitait : le texte de messages, des noms, des adresses et des mots de passe.',
    destination: 'Il serait envoyé à {{url}}.',
    noDestination:
      'Aucun service de télémétrie n’est défini : il attendrait sur cet appareil, sept jours au plus.',
    refused: 'Si vous ne l’envoyez pas, il est supprimé maintenant.',
    always: 'Toujours faire ainsi',
    alwaysDetail:
      '« Toujours faire ainsi » garde votre réponse pour tous les plantages à venir. Vous pourrez la changer dans les Options.',
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
  hang: {
    message: 'Cette fenêtre de Candor ne répond pas',
    detail:
      'Vous pouvez attendre qu’elle réponde, ou la recharger : elle revient alors où elle était, mais ce que vous étiez en train d’y écrire est perdu.',
    wait: 'Attendre',
    reload: 'Recharger',
  },
  problemReport: {
    title: 'Signaler un problème',
    intro:
      'Dites ce qui s’est passé et ce que vous attendiez. Évitez les mots de passe et ce qui vous a été confié : vos mots sont envoyés tels que vous les écrivez.',
    text: 'Que s’est-il passé ?',
    attached: 'Ce qui est envoyé, exactement',
    attachedDetail:
      'C’est ce texte même qui est envoyé, et rien d’autre : vos mots, l’adresse de votre compte, les dernières lignes du journal de Candor, ainsi que des détails sur cet appareil et sur le fonctionnement de Candor.',
    nothingYet: 'Il apparaît ici à mesure que vous écrivez.',
    send: 'Envoyer',
    close: 'Fermer',
    cancel: 'Annuler',
    refused:
      'Les rapports d’erreurs sont désactivés : aucun problème ne peut être envoyé. Vous pouvez les activer dans les Options.',
    locked: 'Une stratégie refuse les rapports d’erreurs : aucun problème ne peut être envoyé.',
    openOptions: 'Ouvrir les Options',
    sent: 'Merci. Votre rapport est en route.',
    number:
      'Votre équipe d’assistance retrouve le rapport grâce à son numéro. Vous le retrouvez dans Affichage > Ce que Candor envoie.',
    waits:
      'Merci. Votre rapport attend sur cet appareil, car aucun service de télémétrie n’est défini.',
    changed:
      'Quelque chose a changé entre-temps. Relisez ce qui est envoyé, puis appuyez de nouveau sur Envoyer.',
    failed: 'Votre rapport n’a pas pu être enregistré. {{problem}}',
  },
  reportNumber: {
    label: 'Numéro du rapport',
    copy: 'Copier',
    copyNumber: 'Copier le numéro du rapport',
    copied: 'Copié',
  },
  outside: {
    link: 'Le lien n’a pas pu être ouvert',
    linkDetail:
      'Le système n’a trouvé aucun programme pour {{href}}, ou a refusé de le lancer. Copiez le lien et ouvrez-le vous-même dans un navigateur.',
    folder: 'Le dossier n’a pas pu être ouvert',
    folderDetail:
      '{{path}} n’a pas pu être affiché ({{problem}}). Copiez son emplacement et cherchez-le vous-même.',
    copy: 'Copier',
    close: 'Fermer',
  },
  tray: {
    open: 'Ouvrir Candor',
    unread_one: 'Candor : {{count, number}} message non lu',
    unread_other: 'Candor : {{count, number}} messages non lus',
  },
  menu: {
    file: 'Fichier',
    about: 'À propos de Candor',
    settings: 'Réglages…',
    services: 'Services',
    hide: 'Masquer Candor',
    hideOthers: 'Masquer les autres',
    showAll: 'Tout afficher',
    options: 'Options…',
    closeWindow: 'Fermer la fenêtre',
    exit: 'Quitter',
    quit: 'Quitter',
    edit: 'Édition',
    undo: 'Annuler',
    redo: 'Rétablir',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    selectAll: 'Tout sélectionner',
    copyLink: 'Copier le lien',
    view: 'Affichage',
    actualSize: 'Taille réelle',
    zoomIn: 'Zoom avant',
    zoomOut: 'Zoom arrière',
    fullScreen: 'Plein écran',
    window: 'Fenêtre',
    minimize: 'Placer dans le Dock',
    zoom: 'Réduire/agrandir',
    bringToFront: 'Tout ramener au premier plan',
    help: 'Aide',
    whatIsSent: 'Ce que Candor peut envoyer',
    showLogFolder: 'Afficher le dossier du journal',
    reportProblem: 'Signaler un problème…',
  },
  joinPage: {
    title: '{{meeting}} – Candor',
    invited: 'Une réunion vous attend',
    host: 'Organisée par {{name}}',
    open: 'Ouvrir dans Candor',
    openDetail: 'Si Candor est installé sur cet appareil, la réunion s’y ouvre.',
    browser: 'Participer dans ce navigateur',
    browserDetail: 'Rien à installer.',
    collectedOff:
      '{{organisation}} décide de ce que ses réunions collectent et a désactivé les données d’utilisation et les rapports d’erreurs. Cette page n’envoie rien.',
    collectedOn:
      '{{organisation}} décide de ce que ses réunions collectent et a activé les données d’utilisation et les rapports d’erreurs. Cette page n’envoie rien ; si vous participez dans ce navigateur, ils sont envoyés.',
    notFoundTitle: 'Cette réunion n’existe pas',
    notFoundDetail:
      'Le lien est peut-être incomplet, ou la réunion est terminée depuis longtemps. Copiez le lien entier depuis l’invitation, ou demandez-en un nouveau à la personne qui vous l’a transmis.',
    overTitle: 'Cette réunion est terminée',
    overDetail:
      'Pour poursuivre la conversation, demandez à {{name}} le lien d’une nouvelle réunion.',
    overDetailNobody:
      'Pour poursuivre la conversation, demandez à la personne qui vous a transmis celui-ci le lien d’une nouvelle réunion.',
    missingTitle: 'La participation par navigateur n’est pas disponible ici',
    missingDetail:
      'Ce serveur a été installé sans elle. Ouvrez la réunion dans Candor, ou adressez-vous à votre administrateur.',
    back: 'Revenir à l’invitation',
  },
  webPage: {
    loading: 'Lecture : {{what}}…',
    again: 'Réessayer',
    language: {
      label: 'Langue',
      system: 'Comme le navigateur',
      en: 'English',
      fr: 'Français',
    },
    account: {
      signOut: 'Se déconnecter',
      signedInAs: 'Connexion : {{name}}',
      failed: 'La déconnexion a échoué. Réessayez.',
    },
  },
  admin: {
    notBuilt:
      'La page des administrateurs n’est pas ici : elle n’a pas été construite sur cette machine. Lancez « npm run build » là où se trouvent les sources de Candor, puis redémarrez le pool. En attendant, tout se règle par la commande candor-pool.',
    title: 'Administration',
    pageTitle: '{{page}} – administration de Candor',
    skip: 'Aller au contenu',
    failed: 'Le pool n’a pas répondu',
    who: 'Connexion : {{name}} ({{role}})',
    of: '{{what}} : {{name}}',
    copy: 'Copier',
    copied: 'Copié',
    notCopied: 'Sélectionnez-le et copiez-le vous-même',
    pages: {
      label: 'Pages',
      accounts: 'Comptes',
      import: 'Importer des comptes',
      organisations: 'Organisations',
      numbers: 'Connectés',
      log: 'Modifications',
      administrators: 'Administrateurs',
    },
    role: { helpdesk: 'assistance', administrator: 'administrateur', owner: 'propriétaire' },
    roles: {
      helpdesk: 'à tous',
      administrator: 'aux administrateurs et aux propriétaires',
      owner: 'aux propriétaires',
    },
    gate: 'Cette page est réservée {{needed}}. Votre rôle est « {{yours}} » ; un propriétaire peut vous en donner un autre.',
    pager: { label: 'Suite de la liste', back: 'Précédent', forth: 'Suivant' },
    signIn: {
      title: 'Administrer ce pool',
      lead: 'Organisations, comptes et stratégies de {{host}}.',
      name: 'Nom',
      password: 'Mot de passe',
      code: 'Code',
      codeHint: 'Les six chiffres qu’affiche votre application d’authentification',
      submit: 'Se connecter',
      lacking: {
        name: 'Saisissez votre nom d’administrateur.',
        password: 'Saisissez votre mot de passe.',
        code: 'Saisissez les six chiffres qu’affiche votre application d’authentification.',
      },
    },
    link: { lead: 'Un lien à usage unique de {{host}}.' },
    enrol: {
      title: 'Commencer à administrer',
      lead: 'Vous êtes {{name}}, avec le rôle « {{role}} ». Choisissez un mot de passe et ajoutez ce pool à votre application d’authentification.',
      password: 'Nouveau mot de passe',
      passwordHint:
        '12 caractères au moins : plusieurs mots se retiennent aisément et se devinent mal.',
      short: 'Un mot de passe compte de 12 à 256 caractères.',
      scan: 'Scannez ce code avec une application d’authentification sur votre téléphone. Elle affiche alors un code, renouvelé toutes les 30 secondes.',
      qr: 'Code QR pour votre application d’authentification ; le même figure en texte ci-dessous',
      orType: 'Ou saisissez-y :',
      submit: 'Commencer',
    },
    choose: {
      title: 'Choisissez votre mot de passe',
      lead: 'Pour votre compte {{address}}. Il vous servira à vous connecter à Candor.',
      submit: 'Définir le mot de passe',
      done: 'Votre mot de passe est défini. Ouvrez Candor et connectez-vous.',
    },
    problem: {
      wrong: 'Le nom, le mot de passe ou le code est erroné. Vérifiez les trois.',
      replayed:
        'Ce code a déjà servi. Attendez le suivant : votre application en affiche un nouveau toutes les 30 secondes.',
      clockAhead_one:
        'Ce code est celui d’une autre heure : l’horloge de votre application avance de {{count, number}} minute sur celle du pool. Faites régler les deux par le réseau, puis réessayez.',
      clockAhead_other:
        'Ce code est celui d’une autre heure : l’horloge de votre application avance de {{count, number}} minutes sur celle du pool. Faites régler les deux par le réseau, puis réessayez.',
      clockBehind_one:
        'Ce code est celui d’une autre heure : l’horloge de votre application retarde de {{count, number}} minute sur celle du pool. Faites régler les deux par le réseau, puis réessayez.',
      clockBehind_other:
        'Ce code est celui d’une autre heure : l’horloge de votre application retarde de {{count, number}} minutes sur celle du pool. Faites régler les deux par le réseau, puis réessayez.',
      wait: 'Trop de tentatives erronées. Réessayez dans {{time}}.',
      signedOut: 'Votre session est terminée. Reconnectez-vous ; vous reviendrez où vous étiez.',
      role: 'Votre rôle ne le permet pas. Adressez-vous à un propriétaire.',
      link: 'Ce lien a servi, a été remplacé par un plus récent ou a expiré. Demandez-en un nouveau.',
      unknown: 'Cela n’existe plus. Rechargez la page.',
      thereAlready: 'Il en existe déjà un.',
      conflict:
        'Quelqu’un a modifié cela entre-temps, et votre modification n’a pas été faite. {{changes}}',
      conflictUnknown:
        'Quelqu’un a modifié cela entre-temps, et votre modification n’a pas été faite. Regardez à nouveau.',
      fileUnusable:
        'pool.json est illisible pour l’instant : quelqu’un le modifie, ou il contient une erreur, que nomme le journal du pool. Rien n’a été modifié.',
      unfit: 'Cela ne peut pas être conservé : un nom compte de 1 à 128 caractères, et se voit.',
      lastOwner: 'C’est le dernier propriétaire. Nommez-en d’abord un autre.',
      badAddress: 'Ce n’est pas une adresse telle que alice@contoso.com.',
      noOrganisation: 'Aucune organisation n’a ce domaine. Ajoutez-la d’abord.',
      badPolicy: '{{key}} ne peut pas avoir cette valeur.',
      badCsv: 'Ce fichier n’est pas du CSV.',
      badCsvLine: 'Ce fichier n’est pas du CSV : la ligne {{line}} est illisible.',
      noColumn: 'Il manque une colonne au fichier. Sa première ligne doit nommer {{column}}.',
      tooManyLines_one: 'Le fichier compte plus de {{count, number}} ligne. Divisez-le.',
      tooManyLines_other: 'Le fichier compte plus de {{count, number}} lignes. Divisez-le.',
      otherLines:
        'Les lignes impossibles ne sont plus celles que vous avez vues : quelqu’un a modifié des comptes entre-temps. Rien n’a été ajouté ; choisissez à nouveau le fichier.',
      tooMany: 'Trop de questions à la fois. Attendez une minute, puis réessayez.',
      unreachable: 'Le pool est injoignable. Vérifiez la connexion, puis réessayez.',
      unreadable:
        'Le pool a répondu quelque chose que cette page ne comprend pas. Sa version est peut-être différente : rechargez la page.',
      refused: 'Le pool répond : {{message}}',
    },
    secret: {
      of: 'Pour {{name}}',
      password:
        'Ce mot de passe n’est affiché qu’une fois et n’est conservé nulle part tel quel. Transmettez-le par une voie que personne d’autre ne lit.',
      link: 'Ce lien n’est affiché qu’une fois, ne sert qu’une fois, et jusqu’au {{until}}. Transmettez-le par une voie que personne d’autre ne lit.',
      close: 'Je l’ai transmis',
    },
    accounts: {
      lead: 'Les personnes qui se connectent à Candor avec une adresse et un mot de passe de ce pool.',
      leadHelpdesk: 'Trouvez la personne qui a perdu son mot de passe et donnez-lui-en un autre.',
      list: 'Personnes',
      filters: 'Quels comptes',
      search: 'Nom ou adresse',
      organisation: 'Organisation',
      all: 'Tous',
      who: 'Personne',
      actions: 'Actions',
      address: 'Adresse',
      addressHint: 'Celle de la connexion, par exemple alice@contoso.com',
      name: 'Nom',
      state: { label: 'État', enabled: 'Actif', disabled: 'Désactivé' },
      way: {
        label: 'D’où vient le mot de passe',
        password: 'Le pool en crée un et l’affiche une fois',
        link: 'La personne le choisit, par un lien à usage unique',
      },
      add: 'Ajouter un compte',
      addTitle: 'Ajouter un compte',
      import: 'Importer',
      export: 'Exporter',
      reset: 'Nouveau mot de passe',
      resetTitle: 'Un autre mot de passe pour {{name}}',
      resetDetail:
        'Le mot de passe actuel de {{address}} cesse aussitôt d’être valable, sur tous les appareils.',
      rename: 'Renommer',
      renameTitle: 'Renommer {{address}}',
      enable: 'Activer',
      disable: 'Désactiver',
      remove: 'Supprimer',
      removeTitle: 'Supprimer {{name}} ?',
      removeDetail:
        '{{address}} ne pourra plus se connecter et disparaîtra des recherches. Ses messages restent chez leurs destinataires.',
      more: 'Autres actions pour {{name}}',
      none: 'Personne ici',
      noneYet: 'Ajoutez un compte, ou importez-en un fichier.',
      noneFound: 'Aucun compte ne correspond à votre demande.',
      range_one: '{{from}} à {{to}} sur {{count, number}} compte',
      range_other: '{{from}} à {{to}} sur {{count, number}} comptes',
    },
    import: {
      lead: 'Vous voyez d’abord ce que ferait chaque ligne du fichier. Rien n’est ajouté avant votre accord, puis tout l’est d’un coup.',
      back: 'Retour aux comptes',
      file: 'Le fichier',
      fileExplain:
        'CSV en UTF-8, séparé par des virgules ou des points-virgules. La première ligne nomme les colonnes ; le nom peut manquer.',
      example: 'address,name\nalice@contoso.com,Alice Archer\nbob@contoso.com,Bob Baker',
      choose: 'Choisir un fichier',
      reading: 'Lecture du fichier…',
      fileProblem: {
        tooLarge: 'Le fichier dépasse 4 Mo. Divisez-le.',
        notUtf8:
          'Le fichier n’est pas en UTF-8 : les noms seraient altérés. Enregistrez-le en « CSV UTF-8 », puis choisissez-le à nouveau.',
        unreadable: 'Le fichier est illisible. Choisissez-le à nouveau.',
      },
      preview: 'Ce que ferait {{name}}',
      good_one: '{{count, number}} compte serait ajouté.',
      good_other: '{{count, number}} comptes seraient ajoutés.',
      bad_one: '{{count, number}} ligne ne peut pas l’être.',
      bad_other: '{{count, number}} lignes ne peuvent pas l’être.',
      lines: 'Lignes du fichier',
      lineNumber: 'Ligne',
      outcome: 'Effet',
      nothing: '(vide)',
      show: {
        label: 'Afficher',
        bad_one: 'La ligne impossible à ajouter',
        bad_other: 'Les {{count, number}} lignes impossibles',
        all_one: 'Toutes les lignes ({{count, number}})',
        all_other: 'Toutes les lignes ({{count, number}})',
      },
      range_one: '{{from}} à {{to}} sur {{count, number}} ligne',
      range_other: '{{from}} à {{to}} sur {{count, number}} lignes',
      added: 'Serait ajouté',
      line: {
        badAddress: 'Pas une adresse telle que alice@contoso.com',
        badName: 'Nom illisible ou trop long',
        noOrganisation: 'Aucune organisation n’a ce domaine',
        thereAlready: 'Existe déjà, et reste inchangé',
        twice: 'Figure déjà à la ligne {{first}}',
        columns: 'Compte plus ou moins de colonnes que la première ligne',
      },
      go: 'Les ajouter',
      goExplain:
        'Les lignes impossibles sont laissées de côté. Toutes les autres sont ajoutées, ou aucune.',
      add_one: 'Ajouter {{count, number}} compte',
      add_other: 'Ajouter {{count, number}} comptes',
      busy: 'Ajout…',
      done: 'Ajoutés',
      addedAll_one: '{{count, number}} compte a été ajouté.',
      addedAll_other: '{{count, number}} comptes ont été ajoutés.',
      secrets:
        'Le moyen de se connecter de chacun figure dans un fichier qui n’existe qu’ici, et seulement jusqu’à ce que vous quittiez cette page. Transmettez ses lignes par une voie que personne d’autre ne lit, puis supprimez-le.',
      save: 'Enregistrer ce qu’il faut transmettre',
    },
    organisations: {
      lead: 'Celles dont les personnes se connectent ici, et ce que Candor peut faire sur leurs appareils.',
      leadOfOne:
        '{{domain}} : ses stratégies valent pour quiconque se connecte avec une de ses adresses.',
      list: 'Servies par ce pool',
      organisation: 'Organisation',
      domain: 'Domaine',
      domainHint: 'Ce qui suit le @, par exemple contoso.com',
      badDomain: 'Ce n’est pas un domaine tel que contoso.com.',
      name: 'Nom',
      nameHint: 'Candor le donne là où une stratégie de l’organisation s’applique.',
      accounts_one: '{{count, number}} compte',
      accounts_other: '{{count, number}} comptes',
      disabled: 'Désactivés',
      ofThem_one: '{{count, number}} compte',
      ofThem_other: '{{count, number}} comptes',
      add: 'Ajouter une organisation',
      addTitle: 'Ajouter une organisation',
      renameTitle: 'Renommer {{domain}}',
      remove: 'Supprimer l’organisation',
      removeTitle: 'Supprimer {{name}} ?',
      removeDetail:
        'Tous ses comptes et ses stratégies disparaissent avec elle, et ses membres sont déconnectés.',
      typeDomain: 'Pour confirmer, saisissez {{domain}}',
      otherDomain: 'Saisissez exactement {{domain}}.',
      back: 'Toutes les organisations',
      none: 'Aucune organisation',
      noneDetail: 'Ajoutez d’abord le domaine de vos adresses, puis ses membres.',
      unknown:
        'pool.json contient aussi ce qu’aucun client de cette version ne comprend : {{keys}}.',
    },
    means: {
      title: 'Ce que cela signifie',
      explain:
        'Par la fonction même qui décide sur chaque appareil. Une stratégie de l’appareil peut refuser davantage, jamais moins.',
      explainDraft:
        'Avec ce que vous avez choisi ci-dessous, qui n’est pas encore enregistré. Une stratégie de l’appareil peut refuser davantage, jamais moins.',
      verdict: { on: 'Oui', off: 'Non', choice: 'Au choix de chacun' },
      new: 'changerait',
      census: 'Aucune stratégie ne l’arrête',
      noCensus: 'La page d’accès n’en produit pas',
      choice: 'Non jusqu’à ce qu’on l’active',
      notSet: '{{key}} n’est pas définie',
      because: '{{key}} vaut {{value}}',
    },
    policy: {
      value: 'Valeur',
      notSet: 'Non définie',
      true: 'true',
      false: 'false',
      addressHint: 'Laissez vide pour ne pas la définir.',
      daysHint: 'De {{least}} à {{most}}. Laissez vide pour ne pas la définir.',
      save: 'Enregistrer',
      discard: 'Laisser comme avant',
      whereNotSet: 'Si elle n’est pas définie',
    },
    meetings: {
      title: 'Données des réunions',
      explain:
        'Si les réunions que ce pool héberge produisent des données d’utilisation et des rapports d’erreurs, quel que soit le participant, dans Candor ou dans un navigateur. Les données de recensement restent actives dans Candor ; la page d’accès n’en produit pas.',
      no: 'Non (false), par défaut',
      yes: 'Oui (true)',
    },
    numbers: {
      lead: 'Situation : {{at}}. Des nombres seulement : personne n’apprend qui parle avec qui.',
      leadYet: 'Des nombres seulement : personne n’apprend qui parle avec qui.',
      again: 'Recompter',
      people: 'Personnes connectées',
      devices: 'Appareils',
      meetings: 'Réunions en cours',
      byOrganisation: 'Par organisation',
      byOrganisationExplain: 'Les personnes dont au moins un appareil est connecté.',
      byVersion: 'Par version',
      byVersionExplain: 'Le nom que donnent les appareils en se connectant.',
      version: 'Version',
      nobody: 'Personne n’est connecté',
    },
    log: {
      lead: 'Chaque modification des organisations, des comptes, des stratégies et des administrateurs, qu’elle ait été faite ici, par candor-pool ou dans pool.json même.',
      entries: 'Ce qui a été modifié',
      explain: 'Les plus récentes d’abord. Les heures sont celles de cet appareil.',
      when: 'Quand',
      who: 'Qui',
      what: 'Quoi',
      back: 'Retour',
      number: 'N° {{seq}}',
      range: 'N° {{last}} à {{first}}',
      none: 'Rien n’a encore été modifié',
      undo: 'Annuler',
      undoOf: 'Annuler : n° {{seq}}',
      undoes: 'Annule le n° {{seq}}',
      undone: 'A été annulé',
      undoneNow: 'Le n° {{seq}} a été annulé.',
      each: 'Une par une',
      andMore_one: 'et {{count, number}} autre',
      andMore_other: 'et {{count, number}} autres',
      notSet: 'non définie',
      sentence: '{{who}}, {{at}} : {{what}}',
      by: {
        command: 'La commande candor-pool',
        file: 'Qui a modifié pool.json',
        link: 'La personne même, par un lien à usage unique',
        pool: 'Le pool lui-même',
      },
      did: {
        began: 'Début de ce journal.',
        beganAnew:
          'Nouveau début de ce journal : un journal endommagé a été mis de côté sous {{file}}.',
        organisationAdded: 'Ajout de l’organisation {{displayName}} ({{domain}}).',
        organisationRemoved_one:
          'Suppression de l’organisation {{displayName}} ({{domain}}) avec {{count, number}} compte.',
        organisationRemoved_other:
          'Suppression de l’organisation {{displayName}} ({{domain}}) avec {{count, number}} comptes.',
        organisationRenamed: '{{domain}} renommée de {{from}} en {{to}}.',
        accountAdded: 'Ajout de {{address}} ({{displayName}}).',
        accountRemoved: 'Suppression de {{address}} ({{displayName}}).',
        accountRenamed: '{{address}} renommé de {{from}} en {{to}}.',
        accountEnabled: 'Activation de {{address}}.',
        accountDisabled: 'Désactivation de {{address}}.',
        passwordReset: 'Remplacement du mot de passe de {{address}}.',
        policySet: '{{key}} de {{domain}} : de {{from}} à {{to}}.',
        meetingsSet: 'MeetingUxEnableTelemetry : de {{from}} à {{to}}.',
        administratorAdded: 'Ajout de l’administrateur {{name}} ({{role}}).',
        administratorRemoved: 'Suppression de l’administrateur {{name}} ({{role}}).',
        administratorRole: '{{name}} : de {{from}} à {{to}}.',
        administratorReset: 'Mot de passe et authentification de {{name}} à définir à nouveau.',
        administratorEnrolled: '{{name}} a défini mot de passe et authentification.',
        together_one: '{{count, number}} modification.',
        together_other: '{{count, number}} modifications à la fois.',
      },
      notUndoable: {
        secretGone: 'Cela ne peut pas être annulé : le mot de passe précédent n’est pas conservé.',
        notOfThePool: 'Cela ne peut pas être annulé ici.',
        undone: 'Cela a déjà été annulé.',
      },
    },
    administrators: {
      lead: 'Qui peut utiliser cette page. Ce ne sont pas des comptes du pool : ils ne se connectent nulle part ailleurs.',
      list: 'Qui administre',
      roles:
        'L’assistance renouvelle les mots de passe. Un administrateur modifie tout, sauf qui administre. Un propriétaire, cela aussi.',
      add: 'Ajouter un administrateur',
      addTitle: 'Ajouter un administrateur',
      nameHint: 'Celui de la connexion : lettres, chiffres, points, par exemple zoe.ops',
      badName:
        'Un nom se compose de minuscules sans accent, de chiffres, de points, de traits d’union ou de @, 64 au plus.',
      role: 'Rôle',
      roleOf: 'Rôle de {{name}}',
      can: {
        helpdesk: 'Assistance : renouvelle les mots de passe',
        administrator: 'Administrateur : modifie tout, sauf qui administre',
        owner: 'Propriétaire : modifie cela aussi',
      },
      last: 'Dernière connexion',
      never: 'Jamais',
      waits: 'N’a pas encore utilisé le lien',
      you: 'C’est vous',
      reset: 'Redéfinir l’accès',
      resetTitle: 'Redéfinir l’accès de {{name}} ?',
      resetDetail:
        'Son mot de passe et son authentification cessent aussitôt d’être valables. Un lien à usage unique lui permet de recommencer.',
      removeTitle: 'Supprimer {{name}} ?',
      removeDetail: 'Cette personne est déconnectée et ne peut plus se connecter ici.',
    },
  },
  insights: {
    notBuilt:
      'La page des enseignements n’est pas ici : elle n’a pas été construite sur cette machine. Lancez « npm run build » là où se trouvent les sources de Candor, puis redémarrez le service. En attendant, ce qui a été recueilli se lit à ses adresses sous /v1/.',
    title: 'Enseignements',
    pageTitle: '{{page}} – enseignements de Candor',
    skip: 'Aller aux chiffres',
    madeUp:
      'Données inventées : tout ce qui est ici l’a été pour une démonstration et ne dit rien de personne.',
    signIn: {
      title: 'Ce qui a été recueilli, et ce que cela dit',
      lead: 'Des chiffres sur beaucoup de personnes, jamais sur une seule. Connectez-vous pour les lire.',
      token: 'Jeton',
      tokenHint:
        'Il se trouve dans le dossier de données du service, dans le fichier que le service nomme en démarrant.',
      submit: 'Se connecter',
      provider: 'Se connecter avec {{name}}',
      or: 'ou avec le jeton du service',
      wrong:
        'Ce n’est pas le jeton du service. Copiez la ligne entière du fichier, et rien d’autre.',
      tooMany: 'Trop de tentatives. Attendez une minute, puis réessayez.',
      expired: 'Votre session est terminée. Reconnectez-vous ; vous reviendrez où vous étiez.',
      unreachable: 'Le service est injoignable. Vérifiez la connexion, puis réessayez.',
      empty: 'Collez d’abord le jeton.',
    },
    account: {
      tokenHolder: 'Connexion avec le jeton du service',
    },
    pages: {
      label: 'Pages',
      overview: 'Vue d’ensemble',
      audience: 'Public',
      signingIn: 'Connexion',
      use: 'Utilisation',
      stability: 'Stabilité',
      errors: 'Erreurs',
      releases: 'Versions',
      alerts: 'Alertes',
      ofOfficers: 'Protection des données',
      accessLog: 'Journal d’accès',
      rights: 'Droits des personnes',
      settings: 'Réglages',
    },
    gate: {
      analyst: 'Cette page est réservée aux analystes.',
      officer:
        'Cette page est réservée aux délégués à la protection des données : ceux qui répondent de l’usage des données des personnes.',
      watcher:
        'Cette page est réservée aux ingénieurs et aux délégués à la protection des données.',
      yours:
        'Vos rôles : {{roles}}. La personne qui exploite le service peut vous en donner un autre.',
      role: {
        analyst: 'analyste',
        engineer: 'ingénieur',
        officer: 'délégué à la protection des données',
      },
    },
    accessLog: {
      lead: 'Toute lecture de ce qui renseigne sur une personne, et tout effacement, est consigné ici avant d’avoir lieu. Nul ne modifie ce journal. Les heures sont en UTC.',
      entries: 'Qui a regardé',
      entriesExplain: 'Les entrées les plus récentes d’abord.',
      range: 'Entrées {{last}} à {{first}}',
      empty:
        'Pendant cette période, personne n’a rien lu sur une personne, et rien n’a été effacé.',
      when: 'Quand',
      who: 'Qui',
      what: 'Quoi',
      number: 'Nº {{number}}',
      newer: 'Plus récentes',
      older: 'Plus anciennes',
      pages: 'Autres entrées',
      download: 'Télécharger toutes les entrées de la période',
      by: {
        token: 'Le détenteur du jeton du service',
        command: '{{name}}, par une commande sur la machine du service',
        itself: 'Le service lui-même',
      },
      did: {
        began: 'A commencé ce journal.',
        beganAnew:
          'A recommencé ce journal : un journal endommagé a été mis de côté sous {{file}}.',
        recordRead: 'A lu un rapport d’erreur.',
        recordsRead_one: 'A lu une liste de {{count, number}} rapport d’erreur.',
        recordsRead_other: 'A lu une liste de {{count, number}} rapports d’erreurs.',
        dumpRead: 'A lu un vidage de mémoire.',
        accountExported_one:
          'A cherché un compte : {{count, number}} enregistrement trouvé et remis.',
        accountExported_other:
          'A cherché un compte : {{count, number}} enregistrements trouvés et remis.',
        accountErased_one: 'A effacé un compte : {{count, number}} enregistrement.',
        accountErased_other: 'A effacé un compte : {{count, number}} enregistrements.',
        learnedOpened: 'A ouvert à tous ce qui a été appris.',
        learnedClosed: 'A fermé ce qui a été appris.',
        settingsSet: {
          leastDevices:
            'A relevé le plus petit groupe dont un nombre peut parler de {{was, number}} à {{set, number}}.',
          recordDays:
            'A fait passer la conservation du recensement et de l’utilisation de {{was, number}} à {{set, number}} jours.',
          errorDays:
            'A fait passer la conservation des rapports d’erreurs et des vidages de mémoire de {{was, number}} à {{set, number}} jours.',
        },
        alert: {
          made: 'A créé une règle d’alerte.',
          changed: 'A modifié une règle d’alerte.',
          deleted: 'A supprimé une règle d’alerte.',
          tried: 'A envoyé une alerte d’essai.',
          switchedOff: 'A désactivé une règle d’alerte.',
          switchedOn: 'A activé une règle d’alerte.',
        },
        unreadable: 'Cette entrée est illisible : quelqu’un l’a modifiée.',
      },
      whole: 'Est-il intact ?',
      wholeExplain:
        'L’empreinte de chaque entrée couvre la précédente : qui modifie une entrée, ou en retire une, rompt la chaîne.',
      checking: 'toute la chaîne',
      holds_one: 'La chaîne est intacte : {{count, number}} entrée.',
      holds_other: 'La chaîne est intacte : {{count, number}} entrées.',
      holdsNothing: 'Il n’y a encore aucune entrée.',
      hasNoted: 'L’entrée que vous aviez notée en fait partie : rien n’a été coupé jusqu’à elle.',
      lacksNoted:
        'L’entrée que vous aviez notée n’en fait pas partie : le journal a été coupé, ou c’en est un autre.',
      broken: {
        gap: 'La chaîne est rompue : il manque une entrée avant la nº {{seq}}.',
        previous: 'La chaîne est rompue : l’entrée nº {{seq}} ne suit pas la précédente.',
        hash: 'La chaîne est rompue : l’entrée nº {{seq}} a été modifiée.',
      },
      last: 'Empreinte de la dernière entrée',
      lastExplain:
        'Notez-la ailleurs : qui la possède peut savoir plus tard si des entrées ont été coupées.',
      noted: 'Une empreinte que vous avez notée',
      notedHint: '64 chiffres, de 0 à 9 et de a à f',
      notedWrong: 'Ce n’est pas l’empreinte d’une entrée.',
      look: 'Vérifier avec elle',
      byYourself: 'Pour le vérifier sans cette page, exécutez là où se trouve le service :',
      command: 'candor-service access-log verify --head CONDENSAT',
    },
    rights: {
      lead: 'Ce qui est stocké sur un compte peut être remis à la personne à qui il appartient, ou effacé définitivement. Le service le trouve en hachant le compte avec chaque poivre qu’il conserve.',
      noted:
        'Chaque recherche et chaque effacement sont d’abord inscrits au journal d’accès, avec l’empreinte du compte.',
      account: 'Compte',
      whose: 'Les données de qui',
      accountHint: 'Comme à la connexion, par exemple amos@contoso.example',
      empty: 'Saisissez d’abord un compte.',
      look: 'Chercher',
      looking: 'Recherche dans tout ce qui est stocké …',
      found: 'Ce qui est stocké sur {{account}}',
      nothing: 'Rien n’a été trouvé.',
      census: 'Recensement (appareils et versions)',
      errors: 'Rapports d’erreurs',
      dumps: 'Vidages de mémoire',
      peppers: 'Cherché avec les poivres',
      at: 'Quand',
      cannot: 'Ce qui ne peut pas être trouvé',
      save: 'Tout enregistrer dans un fichier',
      dumpsExplain:
        'Le fichier nomme les vidages de mémoire. Les vidages eux-mêmes sont téléchargés par les ingénieurs :',
      dump: 'Vidage de mémoire {{digest}} ({{size}})',
      erase: 'Effacer …',
      eraseTitle: 'Effacer tout ce qui concerne {{account}} ?',
      eraseDetail:
        'Recensement : {{census}}. Rapports d’erreurs : {{errors}}. Vidages de mémoire : {{dumps}}. Tout cela est supprimé définitivement, des fichiers aussi. Les nombres sur beaucoup de monde, calculés à partir du recensement, demeurent.',
      eraseConfirm: 'Effacer définitivement',
      erasing: 'Effacement …',
      erased: 'Effacé : {{account}}',
      erasedExplain:
        'Le service a signé ce qu’il a fait. La signature (Ed25519) se vérifie avec la clé de /v1/keys.',
      signature: 'Signature',
      saveConfirmation: 'Enregistrer la confirmation',
      unsure:
        'Le service n’a pas répondu à temps : on ne sait pas si l’effacement a eu lieu. Cherchez le compte à nouveau.',
    },
    settings: {
      lead: 'Ce qui est changé ici vaut aussitôt, et chaque changement figure au journal d’accès.',
      learned: 'Ce que nous avons appris',
      learnedExplain:
        'Les nombres les plus importants et les erreurs les plus fréquentes, pour tous ceux qui ont envoyé des données : arrondis, sur des semaines achevées, jamais sur moins de personnes qu’indiqué plus bas. « Ce que Candor envoie » y mène.',
      open: 'Ouvert à tous',
      see: 'Voir la page',
      kept: 'Combien de temps les données sont conservées',
      keptExplain:
        'Ce qui est plus ancien est supprimé chaque jour, et aussitôt si vous gardez moins, des fichiers aussi. Les nombres sur beaucoup de monde qui en ont été calculés demeurent.',
      recordDays: 'Recensement et utilisation, en jours',
      errorDays: 'Rapports d’erreurs et vidages de mémoire, en jours',
      keptBounds:
        'De {{least, number}} à {{most, number}} : pas plus que ne le dit {{option}} au démarrage du service, et assez pour qu’aucun client ne renvoie un enregistrement.',
      keptBad: 'Un nombre entier de {{least, number}} à {{most, number}}.',
      keep: 'Enregistrer',
      keptSaved: 'La durée de conservation est enregistrée.',
      shortenTitle: 'Supprimer ce qui est plus ancien ?',
      shortens: {
        recordDays:
          'Les enregistrements de recensement et d’utilisation arrivés jusqu’au {{day}} sont supprimés aussitôt ; les chiffres quotidiens qui en sont tirés restent.',
        errorDays:
          'Les rapports d’erreurs et vidages de mémoire arrivés jusqu’au {{day}} sont supprimés aussitôt.',
      },
      shortenForGood:
        'Ensuite, ce qui atteint cet âge est supprimé dans l’heure. Rien ne peut en être récupéré.',
      shorten: 'Supprimer et enregistrer',
      least: 'Le plus petit groupe dont un nombre peut parler',
      leastExplain:
        'Aucun nombre sur moins d’appareils, ou moins de personnes, n’est communiqué à qui que ce soit.',
      ofNumber: 'Appareils ou personnes',
      leastWhere:
        'Il peut être relevé à un multiple, pour que personne n’en apprenne davantage, et pas abaissé ici : {{option}} fixe le minimum au démarrage du service.',
      raiseTo: 'Relever à',
      raise: 'Relever …',
      raiseTitle: 'Le relever à {{count, number}} ?',
      raiseDetail:
        'Toutes les pages montreront dès lors moins de nombres, Ce que nous avons appris aussi. Cette page ne permet pas de l’abaisser.',
      raiseConfirm: 'Relever',
      raised: 'Plus aucun nombre sur moins de {{count, number}} n’est communiqué.',
    },
    filter: {
      label: 'Ce qui est montré',
      period: 'Période',
      days_one: 'Dernier jour',
      days_other: '{{count, number}} derniers jours',
      own: 'Du … au …',
      from: 'Du',
      to: 'Au',
      surface: 'Partie de Candor',
      version: 'Version',
      os: 'Système',
      all: 'Tout',
      reset: 'Tout montrer',
      said: 'Du {{from}} au {{to}}',
      saidOnly: '{{filter}} : {{value}}',
      turned: 'La période finit avant de commencer.',
    },
    problem: {
      title: 'Lecture impossible',
      unreachable: 'Le service est injoignable. Vérifiez la connexion, puis réessayez.',
      forbidden:
        'Vos rôles ne le comprennent pas. Adressez-vous à la personne qui gère le service.',
      tooMany: 'Trop de questions à la fois. Attendez une minute, puis réessayez.',
      busy: 'Le service a trop à faire, ou prépare ses chiffres. Réessayez dans une minute.',
      unnoted:
        'Rien n’a été lu ni fait : chaque lecture de ce genre est d’abord inscrite au journal d’accès, qui ne peut être écrit pour l’instant. Réessayez dans une minute ; si cela persiste, dites-le à la personne qui gère le service.',
      refused: 'Le service répond : {{message}}',
      unreadable:
        'Le service a répondu quelque chose que cette page ne comprend pas. Sa version est peut-être différente : rechargez la page.',
    },
    figure: {
      empty: 'Rien n’est arrivé à ce sujet pendant la période.',
      suppressed_devices: 'Non montré : moins de {{count, number}} appareils.',
      suppressed_people: 'Non montré : moins de {{count, number}} personnes.',
      unfiltered:
        'Ceci n’est dit que de l’ensemble : plus étroit, cela parlerait de groupes dont de plus petits pourraient être calculés.',
      suppressedSome_devices:
        'Ce que moins de {{count, number}} appareils ont envoyé n’est pas montré à part : c’est omis, ou compté avec le reste.',
      suppressedSome_people:
        'Ce que moins de {{count, number}} personnes ont rencontré n’est pas montré à part : c’est omis, ou compté avec le reste.',
      few: 'moins de {{count, number}}',
      untold: 'non dit',
      showTable: 'Montrer le tableau',
      hideTable: 'Masquer le tableau',
      copy: 'Copier',
      copied: 'Le tableau est copié.',
      notCopied: 'Le navigateur n’a pas permis la copie. Téléchargez-le plutôt.',
      csv: 'Télécharger en CSV',
      json: 'Télécharger en JSON',
      more: 'Copier ou télécharger : {{title}}',
      rest: 'Tout le reste',
      day: 'Jour',
      chart: 'Graphique : {{title}}',
    },
    overview: {
      now: 'En un coup d’œil',
      lastDay: 'Appareils le {{day}}',
      lastWeek: 'Appareils dans la semaine du {{day}}',
      last28: 'Appareils dans les 28 jours jusqu’au {{day}}',
      people: '{{people}} personnes connectées',
      about: 'environ {{count, number}}',
      sessions: 'Sessions pendant la période',
      crashFree: 'Sessions sans plantage',
      between: 'entre {{low}} et {{high}}, avec une confiance de 95 %',
      changed: 'Ce qui a changé',
      changedLead:
        'Les sept jours jusqu’au {{to}}, à côté des sept jours d’avant. Une différence que le hasard seul peut faire compte pour nulle.',
      devicesUp: 'Plus d’appareils : {{now}} un jour moyen, {{before}} avant ({{change}}).',
      devicesDown: 'Moins d’appareils : {{now}} un jour moyen, {{before}} avant ({{change}}).',
      devicesSame: 'Environ autant d’appareils qu’avant : {{now}} un jour moyen.',
      signInsUp: 'La connexion échoue plus souvent : {{now}} des tentatives, {{before}} avant.',
      signInsDown: 'La connexion échoue moins souvent : {{now}} des tentatives, {{before}} avant.',
      signInsSame: 'La connexion échoue aussi souvent qu’avant : {{now}} des tentatives.',
      crashFreeUp:
        'Moins de sessions plantent : {{now}} finissent sans plantage, {{before}} avant.',
      crashFreeDown:
        'Plus de sessions plantent : {{now}} finissent sans plantage, {{before}} avant.',
      crashFreeSame: 'Autant de sessions plantent qu’avant : {{now}} finissent sans plantage.',
      devicesUnknown:
        'Appareils : trop peu de données sont arrivées pendant ces deux semaines pour les comparer.',
      signInsUnknown:
        'Connexion : trop peu de données sont arrivées pendant ces deux semaines pour les comparer.',
      crashFreeUnknown:
        'Plantages : trop peu de données sont arrivées pendant ces deux semaines pour les comparer.',
      byDay: 'Appareils et personnes, jour par jour',
      byDayExplain:
        'Un appareil compte une fois par jour. Les personnes sont comptées par une empreinte de leur identifiant ; sans connexion, seul l’appareil compte.',
      byDayFinding: 'Le plus le {{day}} : {{devices}} appareils.',
      byWeek: 'Appareils et personnes, semaine par semaine',
      byWeekExplain:
        'Chacun compte une fois par semaine (du lundi au dimanche) ; semaines terminées. Arrondi vers le bas, pour que rien ne se calcule sur quelques-uns.',
      by28: 'Appareils et personnes en 28 jours',
      by28Explain:
        'Chacun compte une fois dans les 28 jours jusqu’au jour montré. Arrondi vers le bas, pour que rien ne se calcule sur quelques-uns.',
      sessionsByDay: 'Sessions, jour par jour',
      sessionsExplain:
        'Combien de fois Candor a été lancé, là où les données d’utilisation sont permises.',
    },
    trait: {
      deviceDays: 'Jours-appareils',
      share: 'Part',
      devices: 'Appareils',
      people: 'Personnes',
      from: 'Du',
      to: 'Au',
      finding: 'Le plus fréquent : {{value}}, {{share}}.',
      explain: 'Un appareil pendant un jour fait un jour-appareil.',
      version: 'Versions',
      adoption: 'Comment les versions se répandent',
      adoptionExplain:
        'La part des appareils de chaque jour qui utilisaient chaque version ; les cinq plus fréquentes sont tracées.',
      os: 'Systèmes',
      osVersion: 'Versions des systèmes',
      language: 'Langues',
      region: 'Régions',
      model: 'Modèles d’appareils',
      modelExplain:
        'Les plus fréquents ; le reste est réuni. Un appareil pendant un jour fait un jour-appareil.',
      surface: 'Parties de Candor',
      value: {
        version: 'Version',
        os: 'Système',
        osVersion: 'Version du système',
        language: 'Langue',
        region: 'Région',
        model: 'Modèle',
        surface: 'Partie de Candor',
        organisation: 'Organisation',
        feature: 'Fonction',
      },
    },
    signingIn: {
      byDay: 'Combien de fois la connexion échoue, jour par jour',
      byDayExplain: 'La part des tentatives de connexion qui ont échoué.',
      byDayFinding: 'Pendant la période, {{rate}} de {{attempts}} tentatives ont échoué.',
      attemptsByDay: 'Tentatives et échecs, jour par jour',
      attemptsExplain: 'Comme les appareils les ont comptés, depuis leur relevé précédent.',
      version: 'Échecs par version',
      os: 'Échecs par système',
      explain:
        'La part des tentatives qui ont échoué, dans l’intervalle où elle se trouve vraiment (95 %). Là où des intervalles se recouvrent, le hasard seul peut faire la différence.',
      attempts: 'Tentatives',
      failures: 'Échecs',
      rate: 'Échouées',
    },
    interval: { low: 'Au moins (95 %)', high: 'Au plus (95 %)' },
    use: {
      messages: 'Messages, jour par jour',
      messagesExplain: 'Envoyés et reçus, là où les données d’utilisation sont permises.',
      calls: 'Appels, jour par jour',
      callsExplain: 'Les appels passés.',
      minutes: 'Minutes d’appels et de réunions, jour par jour',
      minutesExplain: 'Tant qu’ils étaient établis.',
      meetings: 'Réunions, de la tentative à la réussite',
      meetingsExplain:
        'Combien de fois on a essayé de rejoindre une réunion, et combien de fois on y a été.',
      meetingsFinding: '{{share}} de {{attempts}} tentatives ont réussi.',
      features: 'Fonctions',
      featuresExplain:
        'Pendant combien de jours-appareils chacune a servi au moins, et combien de fois en tout.',
      version: 'Utilisation par version',
      organisation: 'Utilisation par organisation',
      organisationExplain:
        'Comme les appareils la nomment (FederationPartner). Les organisations qui ont peu d’appareils sont réunies.',
      tableExplain: 'Sommes sur la période.',
      imSent: 'Messages envoyés',
      imReceived: 'Messages reçus',
      callsMade: 'Appels',
      callMinutes: 'Minutes',
      meetingJoinAttempts: 'Tentatives de rejoindre',
      meetingJoinSuccesses: 'Réunions rejointes',
      sessions: 'Sessions',
      uses: 'Utilisations',
    },
    stability: {
      byDay: 'Sessions sans plantage, jour par jour',
      byDayExplain:
        'La part des sessions où rien n’a planté, là où les données d’utilisation sont permises.',
      byDayFinding: 'Pendant la période, {{rate}} de {{sessions}} sessions.',
      version: 'Sessions sans plantage, par version',
      os: 'Sessions sans plantage, par système',
      surface: 'Sessions sans plantage, par partie de Candor',
      explain:
        'La part, dans l’intervalle où elle se trouve vraiment (95 %). Là où des intervalles se recouvrent, le hasard seul peut faire la différence.',
      hangs: 'Blocages et plantages, jour par jour',
      hangsExplain:
        'Combien de fois une fenêtre s’est figée, et combien de fois quelque chose a planté.',
      sessions: 'Sessions',
      crashes: 'Plantages',
      hangsCount: 'Blocages',
      dropped: 'Enregistrements perdus',
      rate: 'Sans plantage',
    },
    errors: {
      list: 'Erreurs, par groupes',
      listExplain:
        'Une même erreur forme un groupe : une empreinte, une signature de plantage ou un code. Les rapports ne viennent que des personnes qui les permettent ; les dates de première et de dernière vue sont celles de la période.',
      listFinding_one: '{{count, number}} groupe d’erreurs pendant la période.',
      listFinding_other: '{{count, number}} groupes d’erreurs pendant la période.',
      group: 'Erreur',
      kind: 'Genre',
      reports: 'Rapports',
      occurrences: 'Occurrences',
      people: 'Personnes',
      firstDay: 'Première apparition',
      lastDay: 'Dernière apparition',
      versions: 'Versions',
      back: 'Toutes les erreurs',
      trend: 'Rapports, jour par jour',
      trendExplain: 'Selon le jour où c’est arrivé.',
      parts: {
        version: 'Par version',
        surface: 'Par partie de Candor',
        processType: 'Par processus',
        architecture: 'Par architecture',
      },
      partsExplain: 'Rapports de ce groupe.',
      quality: 'Qualité du réseau',
      qualityExplain: 'Ce que les rapports de ce groupe en disaient.',
      measure: 'Mesure',
      median: 'Médiane',
      p95: '95 sur 100 en dessous',
      roundTrip: 'Aller-retour, en millisecondes',
      jitter: 'Gigue, en millisecondes',
      packetLoss: 'Paquets perdus, en pour cent',
      single: 'Quelques rapports',
      singleExplain:
        'Des derniers jours, tels qu’ils sont stockés, sans ce qui permettrait de les relier : ni numéro, ni compte, ni conversation. Votre lecture est consignée.',
      singleForbidden: 'Les rapports un à un, et ce qui les distingue, sont pour les ingénieurs.',
      reportFacts: '{{day}} · version {{version}} · {{surface}}',
      worst: 'Ce que le plus de personnes ont rencontré : {{title}} (personnes : {{people}}).',
      problem: 'Problème signalé',
      coded: '{{kind}} : {{code}}',
      fact: '{{name}} : {{value}}',
      controls: 'Quels groupes, dans quel ordre',
      listOf: {
        open: 'Erreurs ouvertes',
        resolved: 'Erreurs résolues',
        ignored: 'Erreurs ignorées',
      },
      noneInState: 'Aucun groupe de la période n’est dans cet état.',
      systemTold: 'Système : {{system}}, comme l’indique le type d’exception.',
      systemUntold:
        'Quels systèmes et combien d’appareils, on ne peut pas le dire : les rapports d’erreur ne portent ni l’un ni l’autre, et c’est ainsi qu’ils ont été acceptés.',
      order: {
        label: 'Ordre',
        people: 'Le plus de personnes',
        occurrences: 'Le plus souvent',
        lastDay: 'Apparues en dernier',
        state: 'Ce qui est revenu, puis ce qui est ouvert',
      },
      state: {
        title: 'État',
        open: 'Ouverte',
        resolved: 'Résolue dans {{version}}',
        ignored: 'Ignorée',
        again: 'De nouveau ouverte : {{version}}',
        metAgain:
          'Elle était résolue dans {{version}}. La version {{later}} l’a rencontrée de nouveau : elle est donc ouverte.',
        setBy: 'Indiqué par {{name}} le {{day}}.',
        tokenHolder: 'qui détient le jeton du service',
        untouched: 'Personne n’en a encore rien dit.',
        change: 'Changer l’état',
        what: 'Ce qu’elle doit devenir',
        choose: { open: 'Ouverte', resolved: 'Résolue', ignored: 'Ignorée' },
        hint: {
          open: 'Elle reste à corriger.',
          resolved: 'Elle se rouvre d’elle-même dès qu’une version ultérieure la rencontre.',
          ignored: 'Elle reste ignorée, quelle que soit la version qui la rencontre.',
        },
        version: 'Résolue dans la version',
        versionHint: 'La première qui ne l’a plus, par exemple 1.0.0.',
        noVersion: 'Indiquez la version, par exemple 1.0.0 ou 1.1.0-beta.2.',
        note: 'Note',
        noteHint: 'Qui lit ces pages la lit aussi : n’y dites rien d’une personne.',
        save: 'Enregistrer',
        cancel: 'Annuler',
        saved: 'L’état est enregistré.',
      },
      stack: {
        title: 'Où dans les sources',
        show: 'Lire la pile à l’aide des source maps',
        recorded: 'Votre lecture est consignée.',
        loading: 'Lecture de la pile…',
        unmapped: '{{reported}} (aucune source map ne l’indique)',
        anonymous: 'sans nom',
        none: 'Aucune source map de la version {{version}} ne parle de cette pile. Qui en a la compilation les envoie par :',
        command: 'candor-service upload-source-maps {{version}} build/maps',
      },
      dumps: {
        title: 'Vidages de mémoire',
        explain:
          'Ce qui se trouvait en mémoire lors du plantage, les derniers : ils peuvent contenir tout ce qui était ouvert. Chaque téléchargement est consigné.',
        none: 'Aucun n’est gardé de ces plantages : les personnes ou leur organisation ne l’ont pas permis, ou son temps est passé.',
        facts: 'Vidage {{number}} · {{day}} · version {{version}} · {{size}}',
        download: 'Télécharger le vidage {{number}}',
      },
    },
    learned: {
      title: 'Ce que vos données ont appris',
      lead: 'Candor recueille des données là où les personnes et leurs organisations le permettent. Voici ce qui en est ressorti, pour tous ceux qui en ont envoyé : des nombres sur beaucoup, jamais sur une seule personne.',
      of: 'Du {{from}} au {{to}}. Établi une fois par jour, sur des semaines achevées.',
      closed:
        'Ce qui a été appris n’est pas ouvert ici. La personne qui exploite ce service peut l’ouvrir à tous.',
      glance: 'En bref',
      devices: 'Appareils pendant ces 28 jours',
      people: '{{people}} personnes connectées',
      crashFree: 'Sessions sans plantage',
      version: 'Version la plus utilisée',
      weeks: 'Combien utilisent Candor, semaine après semaine',
      weeksExplain:
        'Appareils et personnes connectées, chacun une fois par semaine. Arrondi, pour que rien ne puisse être calculé sur quelques-uns.',
      versions: 'Les versions utilisées',
      versionsExplain: 'Nous indique quelles versions demandent encore du soin.',
      errors: 'Ce qui a échoué le plus souvent',
      errorsExplain:
        'Ce que les auteurs de Candor corrigent d’abord : seulement ce qui est arrivé à {{count, number}} personnes ou plus en un jour, sans aucun mot de leurs rapports.',
      kept: 'Combien de temps elles sont conservées',
      keptCensus: 'Ce qui décrit les appareils et les versions : {{count, number}} jours au plus.',
      keptUsage: 'Ce qui dit comment Candor est utilisé : {{count, number}} jours au plus.',
      keptError: 'Rapports d’erreurs et vidages de mémoire : {{count, number}} jours au plus.',
      looked: 'Qui a regardé',
      lookedLead:
        'L’essentiel n’est lu que sous forme de nombres. Quiconque lit un rapport en particulier, ou les données d’une personne, est d’abord consigné. Pendant les 28 jours précédant aujourd’hui :',
      recordRead: 'Rapports lus un par un : {{number}}',
      recordsRead: 'Listes de rapports lues : {{number}}',
      dumpRead: 'Vidages de mémoire lus : {{number}}',
      accountExported: 'Remises des données d’une personne : {{number}}',
      accountErased: 'Effacements des données d’une personne : {{number}}',
      yours: 'Vos propres données',
      yoursLead:
        'Dans Candor, choisissez Affichage > Ce que Candor envoie : tout ce que cet appareil a envoyé s’y trouve, et « Effacer les rapports envoyés » fait supprimer définitivement ses rapports d’erreurs par le service. Dans les Options, vous choisissez ce qui est envoyé désormais ; « En savoir plus » y dit ce que cela peut contenir.',
      yoursOther:
        'Ce qui décrit les appareils et les versions ne porte aucun nom. Pour faire effacer tout ce que le service détient de votre compte, adressez-vous à la personne qui l’exploite.',
    },
    alerts: {
      lead: 'Le service regarde toutes les cinq minutes. Il envoie un message quand une règle commence à s’appliquer, et un autre quand c’est fini. Seul ce qu’un délégué à la protection des données définit ici quitte le service. Les heures sont en UTC.',
      rules: 'Règles',
      purpose:
        'Les alertes vous signalent un problème sans que vous ayez à regarder : des sessions qui plantent, des connexions qui échouent, une nouvelle erreur qui touche beaucoup de personnes, plus rien qui n’arrive. Elles vont à un webhook, comme en ont les outils de discussion et d’astreinte, ou à une adresse e-mail.',
      none: 'Il n’y a pas encore de règle : rien n’est surveillé, et rien ne quitte le service.',
      noneReader:
        'Il n’y a pas encore de règle. Les délégués à la protection des données les créent.',
      readers:
        'Les délégués à la protection des données créent et modifient les règles, et voient l’adresse entière où elles vont.',
      noMail:
        'Ce service n’a pas de serveur de messagerie : placez smtp.json dans son dossier de données, comme l’indique le guide des administrateurs, et redémarrez-le, pour recevoir les alertes par e-mail.',
      made: 'La règle est enregistrée.',
      deleted: 'La règle est supprimée.',
      switchedOff: 'La règle est désactivée : elle n’est plus surveillée, et n’envoie rien.',
      switchedOn: 'La règle est activée, et repart de zéro.',
      new: 'Nouvelle règle',
      change: 'Modifier',
      switchOff: 'Désactiver',
      switchOn: 'Activer',
      delete: 'Supprimer',
      try: 'Essayer',
      trying: 'Essai en cours …',
      deleteTitle: 'Supprimer cette règle ?',
      deleteDetail:
        '« {{rule}} » ne sera plus surveillé, et ses messages en attente seront abandonnés.',
      quiet: 'Pas d’alerte',
      off: 'Désactivée',
      firing: 'Alerte',
      where: 'Vers {{where}} · définie par {{by}}, {{at}}',
      since: '{{finding}} · depuis {{at}}',
      undelivered_one:
        '{{count, number}} message n’a pas pu être remis depuis {{at}} : {{problem}} Il est retenté, à intervalles de plus en plus longs, pendant sept jours.',
      undelivered_other:
        '{{count, number}} messages n’ont pas pu être remis depuis {{at}} : {{problem}} Ils sont retentés, à intervalles de plus en plus longs, pendant sept jours.',
      lastArrived: 'Le dernier message est arrivé : {{at}}.',
      lastGivenUp: 'Le dernier message a été abandonné : {{at}}. {{problem}}',
      token: 'le jeton du service',
      gone: 'Cette règle n’existe plus : quelqu’un l’a supprimée. Rechargez la page.',
      full_one: 'Il y a déjà {{count, number}} règle, le maximum. Supprimez-en une d’abord.',
      full_other: 'Il y a déjà {{count, number}} règles, le maximum. Supprimez-en une d’abord.',
      arrived: 'L’essai est arrivé : le destinataire a répondu {{detail}}.',
      notArrived: 'L’essai n’est pas arrivé : {{problem}}',
      form: {
        title: 'Une nouvelle règle',
        submit: 'Enregistrer',
        cancel: 'Annuler',
        kind: 'Alerter quand',
        below: 'En dessous de (pour cent)',
        above: 'Au-dessus de (pour cent)',
        people: 'À partir de tant de personnes',
        days: 'Jours, aujourd’hui compris',
        hours: 'Après tant d’heures',
        to: 'Envoyer',
        webhook: 'à un webhook',
        mail: 'par e-mail',
        url: 'Adresse du webhook',
        urlHint: 'Sous la forme https://… ; http:// seulement sur la machine du service.',
        address: 'Adresse e-mail',
        language: 'Langue de ses messages',
        changed:
          'Une règle modifiée repart de zéro : elle alerte de nouveau si elle s’applique encore.',
        badNumber: 'Un nombre de {{least}} à {{most}}.',
        badWhole: 'Un nombre entier de {{least}} à {{most}}.',
        badUrl:
          'Une adresse sous la forme https://…, sans nom d’utilisateur ; http:// seulement sur la machine du service.',
        badAddress: 'Une adresse e-mail, comme alertes@example.com.',
      },
      kind: {
        crashFree: 'Moins de sessions se terminent sans plantage',
        signInFailures: 'La connexion échoue plus souvent',
        newErrors: 'Une nouvelle erreur touche beaucoup de personnes',
        silence: 'Rien n’arrive',
      },
      explain: {
        crashFree:
          'Alerte quand la part est en dessous avec certitude : tout son intervalle à 95 %, sur {{least}} sessions au moins. C’est fini quand la part elle-même est revenue.',
        signInFailures:
          'Alerte quand la part est au-dessus avec certitude : tout son intervalle à 95 %, sur {{least}} tentatives au moins, afin que les mots de passe erronés d’une seule personne n’alertent pas. C’est fini quand la part elle-même est revenue.',
        newErrors:
          'Alerte une fois pour chaque groupe d’erreurs indiqué pour la première fois ; c’est fini quand le groupe n’est plus nouveau, ou qu’il est résolu ou ignoré. Les personnes sont comptées par pas de {{k}}.',
        silence:
          'Alerte quand aucun enregistrement n’est arrivé pendant ce temps alors que le service fonctionne ; un démarrage du service recommence le compte. C’est fini au prochain enregistrement.',
      },
      rule: {
        crashFree_one: 'Moins de {{below}} des sessions se terminent sans plantage (aujourd’hui)',
        crashFree_other:
          'Moins de {{below}} des sessions se terminent sans plantage ({{count, number}} derniers jours)',
        signInFailures_one: 'Plus de {{above}} des tentatives de connexion échouent (aujourd’hui)',
        signInFailures_other:
          'Plus de {{above}} des tentatives de connexion échouent ({{count, number}} derniers jours)',
        newErrors_one: 'Une nouvelle erreur a touché {{people}} personnes ou plus (aujourd’hui)',
        newErrors_other:
          'Une nouvelle erreur a touché {{people}} personnes ou plus ({{count, number}} derniers jours)',
        silence_one: 'Aucun enregistrement depuis {{count, number}} heure',
        silence_other: 'Aucun enregistrement depuis {{count, number}} heures',
      },
      finding: {
        crashFree_one: '{{rate}} de {{count, number}} session s’est terminée sans plantage',
        crashFree_other: '{{rate}} de {{count, number}} sessions se sont terminées sans plantage',
        signInFailures_one: '{{rate}} de {{count, number}} tentative de connexion a échoué',
        signInFailures_other: '{{rate}} de {{count, number}} tentatives de connexion ont échoué',
        newErrors: '{{error}} : environ {{people}} personnes',
        newErrorsNamed: '{{error}}, {{title}} : environ {{people}} personnes',
        silence_one: 'aucun enregistrement depuis {{count, number}} heure',
        silence_other: 'aucun enregistrement depuis {{count, number}} heures',
      },
      message: {
        fired: 'Alerte de Candor : {{rule}}',
        over: 'Candor, c’est fini : {{rule}}',
        trial: 'Candor, essai : {{rule}}',
        was: 'c’était : {{finding}}',
        trialDetail: 'Ceci est un essai : la règle peut s’appliquer ou non.',
        more_one: 'et {{count, number}} autre',
        more_other: 'et {{count, number}} autres',
        why: 'Le service de télémétrie de Candor a envoyé ceci parce qu’un délégué à la protection des données a défini cette règle dans ses analyses. Qui y a ce rôle peut la modifier ou la supprimer.',
      },
      problem: {
        noAnswer: 'Le destinataire n’a pas répondu à temps.',
        unreachable: 'Le destinataire n’est pas joignable ({{detail}}).',
        untrusted: 'Le certificat du destinataire n’est pas digne de confiance ({{detail}}).',
        notAllowed:
          'L’adresse mène dans un réseau qui n’est pas public, et webhooks.json du service ne l’autorise pas.',
        refused: 'Le destinataire a répondu {{detail}}.',
        redirected:
          'Le destinataire a répondu {{detail}}, une redirection. Aucune n’est suivie : indiquez l’adresse à laquelle elle mène.',
        webPage:
          'Le destinataire a répondu {{detail}} par une page web, par exemple une page de connexion. Vérifiez l’adresse.',
        noServer:
          'Le service n’a pas de serveur de messagerie : smtp.json n’est pas dans son dossier de données.',
        noTls:
          'Le serveur de messagerie ne propose pas de chiffrement (STARTTLS), et rien ne lui est envoyé en clair.',
        password:
          'Le serveur de messagerie refuse le nom d’utilisateur ou le mot de passe du service ({{detail}}).',
        mailRefused:
          'Le serveur de messagerie refuse le message, son expéditeur ou son destinataire ({{detail}}).',
      },
    },
    releases: {
      choose: 'Quelles versions',
      version: 'Version',
      against: 'À côté de',
      none: 'Choisissez deux versions pour les voir l’une à côté de l’autre.',
      few: 'Moins de deux versions ont été vues pendant la période.',
      compare: 'Deux versions l’une à côté de l’autre',
      explain:
        'Chaque part avec l’intervalle où elle se trouve vraiment (95 %). Une différence est marquée là où elle dépasse le hasard : bilatéral, 5 % sur toutes les mesures ensemble (Holm).',
      measure: 'Mesure',
      of: '{{version}} : sur',
      rate: '{{version}}',
      low: '{{version}} : au moins (95 %)',
      high: '{{version}} : au plus (95 %)',
      share: '{{rate}} sur {{of}} ({{low}} à {{high}})',
      difference: 'Différence',
      more: 'Plus que le hasard',
      chance: 'Peut-être le hasard',
      unknown: 'Trop peu pour le dire',
      use: 'Utilisation, sur un appareil et un jour',
      useExplain:
        'Ce que tous les appareils d’une version ont fait, divisé par leurs jours. Une somme ne dit rien de sa dispersion : si une différence est due au hasard ne peut être dit.',
      useFinding: '{{share}} des jours-appareils des deux sont de la {{version}}.',
      errors: 'Erreurs des deux',
      errorsExplain:
        'Rapports de chaque groupe, les plus fréquents d’abord. Ce sont des nombres, venant des personnes qui permettent les rapports d’erreurs : la version utilisée par le plus d’appareils en a davantage.',
      errorsFinding_one:
        '{{count, number}} groupe d’erreurs est rapporté pour la {{version}}, et pas pour la {{against}}.',
      errorsFinding_other:
        '{{count, number}} groupes d’erreurs sont rapportés pour la {{version}}, et pas pour la {{against}}.',
      signInFailures: 'Tentatives de connexion échouées',
      crashFreeSessions: 'Sessions sans plantage',
      sessionsWithoutHang: 'Sessions sans blocage',
      meetingJoins: 'Réunions rejointes, sur celles tentées',
    },
  },
  startup: {
    title: 'Candor ne peut pas démarrer',
    badUrl:
      '{{variable}} vaut « {{value}} ». Ce doit être une adresse https, ou http vers cet appareil seulement (localhost, 127.0.0.1 ou [::1]), sans nom d’utilisateur, mot de passe, requête ni fragment. Corrigez-la et redémarrez Candor.',
    badSwitch:
      '{{name}} attend une valeur : {{name}}={{placeholder}}. Corrigez-la et redémarrez Candor.',
    unusable:
      'Un fichier de Candor est inutilisable : {{problem}}. Il se trouve dans {{folder}} et n’a pas été modifié. Rendez-le à votre compte (après un démarrage avec sudo, il peut appartenir à root) ou déplacez-le, puis redémarrez Candor. Sans identity.json, les rapports déjà envoyés ne peuvent plus être effacés.',
    noAnswer:
      'Candor ne peut pas réserver {{folder}} à son usage, et aucun autre Candor ne répond. S’il y en a un en cours d’exécution, quittez-le ou redémarrez cet appareil ; il peut aussi s’exécuter sur un autre appareil, si le dossier est sur un réseau. Sinon, quelque chose dans ce dossier en interdit l’accès : déplacez le dossier et relancez Candor ; il contient conversations et paramètres.',
  },
  verifyCommand: {
    usage: 'Utilisation : candor verify FICHIER [--key CLÉ]…',
    candorUsage: `Utilisation : candor COMMANDE

  verify FICHIER [--key CLÉ]…   vérifie un fichier écrit par Exporter : registre, empreintes, signatures
  policy [--json]               dit quelle stratégie s’applique sur cet appareil, et d’où elle vient
  --help                        affiche ceci ; après une commande, la façon de l’appeler
  --version                     affiche la version
`,
    unreadable: '{{file}} est illisible ({{code}}).',
    notJson: '{{file}} : {{problem}}.',
    notExport:
      '{{file}} n’est pas un export de Candor : {{place}} n’est pas conforme à ce qui est attendu.',
    wholeFile: 'le fichier lui-même',
    checked:
      '{{file}} : entrées du registre {{entries, number}}, enregistrements {{records, number}}, reçus {{receipts, number}}',
    broken: 'ROMPU',
    missing: 'MANQUE',
    noSeal: 'NON SCELLÉ ',
    unsealed:
      'une version antérieure de Candor l’a écrit : une date modifiée, ou ce qui a été retranché à la fin, peut passer inaperçu',
    twice: '{{file}} : « {{key}} » figure deux fois au même endroit, et dit donc deux choses.',
    signedMark: 'SIGNÉ',
    unsignedMark: 'NON SIGNÉ ',
    lateMark: 'TARDIF',
    signed:
      'les entrées 1 à {{through}} du registre sont telles que le service les a signées, la dernière fois le {{at}}',
    unsignedAll:
      'le service n’a rien signé de ce registre : quiconque pouvait écrire dans les fichiers de l’appareil a pu le réécrire en entier',
    unsignedFrom:
      'les entrées {{from}} à {{to}} du registre sont postérieures à la dernière signature : quiconque pouvait écrire dans les fichiers de l’appareil a pu les réécrire',
    late: 'les entrées {{from}} à {{to}} du registre se disent du {{dated}} ou d’après, et le service ne les a signées pour la première fois que le {{at}} : jusque-là, elles ont pu être réécrites',
    head: {
      changed:
        'entrées {{from}} à {{to}} du registre : l’une d’elles n’est plus telle que le service l’a signée le {{at}}',
      changedOne:
        'entrée {{to}} du registre : elle n’est plus telle que le service l’a signée le {{at}}',
      cut: 'entrée {{seq}} du registre : le service l’a signée le {{at}}, et elle n’est pas dans ce fichier',
      removed:
        'entrée {{seq}} du registre : le service l’a signée le {{at}}, et l’entrée qui porte cette signature a été retirée du registre',
      noted:
        'entrée {{seq}} du registre : Candor a constaté que son registre n’était pas celui dont le service avait signé l’entrée {{signed}} le {{at}}',
    },
    keyNotNamed: 'clé {{number}} : ce n’est aucune des clés nommées par --key',
    keyName: 'clé {{number}} : elle s’appelle {{kid}} ici, et {{known}} dans le registre',
    recordTotal: 'enregistrements : {{exported}} ont été exportés, et {{here}} sont ici',
    entryTotal:
      'registre : {{exported}} entrées ont été exportées, et {{here}} sont ici, ou la dernière en est une autre',
    otherThanText: {
      category: 'sa catégorie n’est pas celle de son texte, qui dit {{said}}',
      surface: 'son contexte n’est pas celui de son texte, qui dit {{said}}',
    },
    key: 'CLÉ',
    keySince: '{{kid}}, vue pour la première fois le {{since}}',
    compareKeys:
      'Ce fichier ne peut prouver qu’une clé est celle du service : comparez-la au « kid » que donne le service à l’adresse /v1/keys, ou nommez celui-ci par --key.',
    record: 'enregistrement {{number}} ({{category}}) : {{problem}}',
    entry: 'entrée {{seq}} du registre : {{problem}}',
    gone_one:
      '{{category}} : {{count, number}} enregistrement envoyé d’après le registre n’est pas dans ce fichier ; la conservation limitée et l’effacement suppriment des enregistrements',
    gone_other:
      '{{category}} : {{count, number}} enregistrements envoyés d’après le registre ne sont pas dans ce fichier ; la conservation limitée et l’effacement suppriment des enregistrements',
    holds: 'Tout ce qu’il contient est intact.',
    holdsNot: 'Son contenu n’est pas intact.',
    problem: {
      seal: 'sceau : quelque chose a été modifié dans ce fichier après son export',
      noRecord: 'son texte n’est pas un enregistrement',
      digest: 'son texte ne correspond pas à son empreinte',
      noReceipt: 'il compte comme envoyé, mais n’a pas de reçu',
      otherText: 'son reçu porte sur un autre texte',
      otherRecord: 'son reçu porte sur un autre enregistrement',
      signature: 'la signature de son reçu n’est celle d’aucune clé de ce fichier',
      notInLedger: 'le registre ne sait pas qu’il a été envoyé',
      noEntry: 'le registre est vide',
      gap: 'une entrée manque avant elle, ou des entrées ont changé de place',
      previous: 'elle ne découle pas de l’entrée précédente',
      hash: 'son contenu a été modifié',
      confirmation: 'la signature de la confirmation n’est celle d’aucune clé de ce fichier',
      head: 'la signature du registre n’est celle d’aucune clé de ce fichier',
      headBeside:
        'registre : la signature conservée à côté de lui n’est celle d’aucune clé de ce fichier',
    },
  },
  serverCommand: {
    problem: '{{name}} : {{problem}}',
    unknownOption: 'l’option {{option}} n’existe pas',
    noValue: '{{option}} attend une valeur : {{option}}=VALEUR',
    valueTooMany: '{{option}} n’attend aucune valeur',
    badPort: '--port doit être un nombre entier de 0 à 65535, et non « {{port}} »',
    badCount: '--{{option}} doit être un nombre entier de 1 à 9999999, et non « {{text}} »',
    badData: '--data doit nommer un dossier',
    badProxy:
      '--trust-proxy doit être une adresse telle que 10.0.0.5 ou un réseau tel que 10.0.0.0/24, et non « {{text}} »',
    notTaken: '{{command}} n’accepte pas --{{option}}',
    tooMany: 'il y a un argument de trop : « {{argument}} »',
    noCommand: 'la commande « {{command}} » n’existe pas',
    listening: {
      badAddress:
        '--listen doit être une adresse de cette machine et un port, comme 0.0.0.0:8443, [::]:8443 ou 127.0.0.1:8080, et non « {{text}} » ; un nom, comme localhost, n’est pas une adresse',
      portTwice: '--listen nomme aussi le port : donnez l’un ou --port, pas les deux',
      certificateAndKey: '--tls-cert et --tls-key vont ensemble : donnez les deux fichiers',
      plain:
        '{{listen}} est au-delà de cette machine, où le HTTP en clair peut être lu en chemin : donnez un certificat avec --tls-cert FICHIER --tls-key FICHIER, ou écoutez sur 127.0.0.1 et placez devant votre proxy TLS, sur cette machine',
      taken:
        'le port {{port}} est déjà utilisé sur {{host}} : arrêtez ce qui l’utilise (« ss -ltnp » le dit), ou choisissez-en un autre avec --listen ou --port, ou 0 pour n’importe lequel',
      notHere:
        '{{host}} n’est pas une adresse de cette machine (« ip address » en donne la liste) : choisissez-en une avec --listen, ou 0.0.0.0 ou [::] pour toutes',
      forbidden:
        'cet utilisateur ne peut pas écouter sur le port {{port}}, comme sur ceux inférieurs à 1024 : donnez-lui le droit (AmbientCapabilities=CAP_NET_BIND_SERVICE dans l’unité systemd), ou choisissez-en un plus élevé',
      refused:
        '{{host}}, port {{port}}, ne peut pas être ouvert ({{code}}) : choisissez-en un autre avec --listen ou --port',
    },
    certificate: {
      unreadable:
        '{{path}} est illisible ({{why}}) : nommez un fichier PEM que l’utilisateur de ce serveur peut lire ; pour des certificats dans des dossiers réservés à root, comme ceux de certbot, faites-en une copie à chaque renouvellement (deploy hook)',
      none: '{{path}} ne contient pas de certificat en PEM, qui commence par -----BEGIN CERTIFICATE----- : donnez la chaîne complète avec --tls-cert, et la clé privée avec --tls-key',
      noKey:
        '{{path}} ne contient pas de clé privée en PEM, comme celle qui commence par -----BEGIN PRIVATE KEY----- : donnez la clé du certificat avec --tls-key',
      encrypted:
        '{{path}} est chiffré, et personne n’est là pour en donner la phrase secrète : déchiffrez-le pour ce serveur, « openssl pkey -in CLÉ -out NOUVELLE », avec chmod 600',
      otherKey:
        'la clé privée de {{key}} n’est pas celle du certificat de {{cert}} : donnez les deux qui ont été faits ensemble',
      order:
        '{{path}} ne commence pas par le certificat du serveur lui-même : placez-le en premier, et derrière lui ceux de ses émetteurs',
      over: '{{path}} : le certificat de {{name}} n’était valable que jusqu’au {{until}} : renouvelez-le',
      notYet:
        '{{path}} : le certificat de {{name}} est valable à partir du {{from}}, et il est ici {{now}} : mettez l’horloge de cette machine à l’heure, ou attendez',
      refused:
        'le certificat de {{cert}} et la clé de {{key}} sont refusés par OpenSSL ({{why}}) : faites-en faire un nouveau, avec une clé EC ou RSA de 2048 bits au moins',
      kept: 'le certificat a changé et est inutilisable ; le précédent continue de servir. {{problem}}',
      renewed: '{{path}} : un nouveau certificat sert désormais, valable jusqu’au {{day}}',
      soonOver:
        '{{path}} : le certificat en service n’est valable que jusqu’au {{day}} : renouvelez-le',
    },
    check: {
      well: 'Rien ne cloche dans cette installation.',
      fault: 'Défaut : {{problem}}',
      warning: 'À regarder : {{problem}}',
      otherName:
        'le certificat de {{path}} n’est pas pour {{host}}, si bien qu’aucun client ne l’accepte : faites-en établir un pour ce nom',
      openKey:
        'la clé privée {{path}} est lisible par d’autres : « chmod 600 », et faites-en établir une nouvelle',
      openData:
        '{{path}} est lisible ou modifiable par d’autres, et il y a là des secrets : « chmod -R go= »',
      unresolved:
        '{{host}} ne mène nulle part ({{code}}) : inscrivez l’adresse de cette machine auprès de qui gère votre DNS',
      elsewhere:
        '{{host}} mène à {{addresses}}, dont aucune n’est de cette machine : inscrivez son adresse dans le DNS, sauf si un routeur ou un proxy transmet de là',
      future:
        'ce que contient {{path}} a été écrit jusqu’au {{at}}, et il est ici {{now}} : réglez l’horloge de cette machine (« timedatectl »)',
      room: 'il ne reste que {{mib}} Mio là où se trouve {{path}} : faites de la place, ou conservez moins',
    },
    backup: {
      needsFile: '{{command}} a besoin d’un fichier, comme /backup/candor-2026-11-30.candor-backup',
      noData: 'il n’y a pas de dossier de données {{path}} : nommez celui du serveur avec --data',
      inside:
        'une sauvegarde dans le dossier de données {{path}} serait perdue avec lui : nommez un endroit au-dehors',
      there: 'il y a déjà un fichier {{path}}, et il reste : choisissez un autre nom',
      unwritten:
        'la sauvegarde {{path}} ne peut pas être écrite ({{why}}) : faites de la place, ou choisissez un autre endroit',
      made: 'Sauvegardé dans {{file}}, et relu : {{files}} fichiers, {{mib}} Mio. Les secrets y sont : gardez-la aussi sûrement que le dossier de données.',
      verified:
        '{{file}} est entier : une sauvegarde par Candor {{version}}, commencée {{madeAt}}, {{files}} fichiers, {{mib}} Mio.',
      restored: '{{path}} est tel qu’il était à {{madeAt}}.',
      unreadable:
        '{{path}} est illisible ({{code}}) : nommez une sauvegarde que cet utilisateur peut lire',
      foreign:
        '{{path}} n’est pas une sauvegarde de Candor : nommez un fichier fait par « backup »',
      damaged:
        '{{path}} est endommagé, et rien n’en est utilisé : prenez-en un plus ancien, ou une autre copie',
      newer:
        '{{path}} a été fait par un Candor plus récent : installez celui-là, ou un plus récent encore, et réessayez',
      newerCandor:
        '{{path}} a été fait par Candor {{version}}, et ceci est {{own}} : installez celui-là, ou un plus récent, et réessayez',
      isOf: {
        service:
          '{{path}} est une sauvegarde du service de télémétrie : restaurez-la avec la commande du service',
        pool: '{{path}} est une sauvegarde du pool : restaurez-la avec « candor-pool restore »',
      },
      notEmpty:
        '{{path}} n’est pas vide, et ce qui y est reste : déplacez-le, ou nommez un dossier vide ou nouveau avec --data',
    },
    folder: {
      halfRestored:
        'le dossier de données {{path}} contient la moitié d’une sauvegarde, car la restauration a été interrompue : videz le dossier, et restaurez de nouveau',
      notYours:
        'le dossier de données {{path}} appartient à quelqu’un d’autre : choisissez-en un autre avec --data',
      open: 'le dossier de données {{path}} est ouvert à d’autres et contient les fichiers d’un autre programme : choisissez un dossier vide, ou fermez celui-ci avec « chmod 700 »',
      taken:
        'un autre processus utilise le dossier de données {{path}} : arrêtez-le d’abord, ou choisissez un autre dossier avec --data',
      unusable:
        'le dossier de données {{path}} est inutilisable ({{why}}) : choisissez-en un autre avec --data',
      tightened:
        'le dossier de données {{path}} était ouvert à d’autres ; il n’est plus accessible qu’à son propriétaire',
    },
  },
  serviceCommand: {
    name: 'Service de télémétrie de Candor',
    usage: `Utilisation :
  candor-service [--listen ADRESSE:PORT] [--tls-cert FICHIER --tls-key FICHIER] [--port PORT]
                 [--data DOSSIER] [--erasures JOURNAL] [--trust-proxy RÉSEAU]...
                 [--requests-per-minute N] [--connections-per-address N]
                 [--dumps-per-owner N] [--dump-mib-per-owner N]
                 [--dumps-per-address N] [--dump-mib-per-address N]
                 [--dumps-per-day N] [--dump-mib-per-day N] [--dumps-kept N] [--dump-mib-kept N]
                 [--record-mib-per-owner N] [--record-mib-per-address N]
                 [--record-mib-per-day N] [--record-mib-kept N]
                 [--keep-days N] [--keep-error-days N] [--least-devices N]
      Démarre le service de télémétrie, sur 127.0.0.1 si ADRESSE n’en est pas une autre de cette machine, comme
      0.0.0.0 ou [::] pour toutes. Le PORT 0 prend n’importe quel port libre (par défaut 4780).
      Au-delà de cette machine, il ne parle que TLS, par la chaîne de certificats et la clé privée de deux FICHIERs
      PEM ; ils sont regardés pendant qu’il tourne, et un certificat renouvelé sert aussitôt.
      DOSSIER contient les enregistrements et les secrets ; il est créé s’il n’existe pas (par défaut data/service ;
      installé par un paquet, /var/lib/candor-service).
      RÉSEAU, en notation CIDR, est celui des proxys crus sur X-Forwarded-For, outre ceux de cette
      machine ; la dernière adresse qui n’y est pas celle d’un de ces proxys est celle du client.
      Une adresse, comme celle d’un bureau, peut faire N requêtes par minute (par défaut 600), et en avoir N en
      cours à la fois (par défaut 200) ; IPv6 compte par réseaux de 64 bits.
      N vidages mémoire, ou N Mio de vidages, sont acceptés par jour d’un même propriétaire (par défaut 20, 200),
      d’une même adresse (200, 2048) et en tout (2000, 4096), et conservés (50000, 20480) ; les suivants
      attendent.
      N Mio d’enregistrements sont acceptés par jour d’un même propriétaire (par défaut 32), d’une même adresse
      (256) et en tout (8192), et conservés (204800) ; les suivants attendent. Un grand bureau derrière une
      seule adresse peut avoir besoin de plus.
      Les enregistrements de recensement et d’utilisation sont gardés N jours (400 par défaut), ceux d’erreur
      et les vidages mémoire N jours (90 par défaut), 45 au moins ; les clients l’apprennent, et ce qui est
      échu est effacé des fichiers aussi.
      Aucun aperçu ne porte sur moins de N appareils (5 par défaut) ; N peut être relevé, pas abaissé.
      JOURNAL, hors du DOSSIER et de préférence sur un autre disque, reçoit une copie de ce qui est effacé, afin
      qu’aucune sauvegarde ne le fasse revenir.
  candor-service check [--host NOM] [--json] [comme ci-dessus]...
      Dit ce qui ne va pas dans une installation, et que faire ; les clients connaissent le service sous ce NOM.
      Le code de sortie est 1 s’il y a un défaut.
  candor-service rotate-pepper [--data DOSSIER] [--forget-old]
      Crée un nouveau poivre pour le second hachage ; arrêtez d’abord le service.
      --forget-old efface les poivres précédents, pour que personne ne puisse refaire leurs hachages.
  candor-service upload-source-maps VERSION DOSSIER [--data DOSSIER]
      Conserve à côté des données les cartes de sources d’une version, comme celles de build/maps, pour que
      ses piles se lisent dans les sources ; le service peut tourner pendant ce temps. Rien ne les sert.
  candor-service rebuild [--data DOSSIER]
      Recalcule à partir des enregistrements ce que savent les aperçus ; arrêtez d’abord le service.
  candor-service person COMPTE export|erase [--data DOSSIER]
      Remet en JSON tout ce qui est stocké d’un compte, ou l’efface pour de bon, avec une confirmation signée ;
      arrêtez d’abord le service, ou demandez-le-lui : GET ou DELETE /v1/persons/COMPTE.
  candor-service access-log verify [--data DOSSIER] [--head CONDENSAT]
      Dit si le journal de qui a lu quoi tient, et s’il a l’entrée notée sous CONDENSAT.
  candor-service backup FICHIER [--data DOSSIER]
      Copie tout le contenu du DOSSIER dans un seul FICHIER, les secrets aussi, que le service fonctionne ou non, et le relit.
  candor-service verify FICHIER
      Lit une sauvegarde, et dit si elle est entière, et quand elle a été faite.
  candor-service restore FICHIER --erasures JOURNAL|--without-erasures [--data DOSSIER]
      Remet une sauvegarde dans un DOSSIER vide ou nouveau, sauf ce que des personnes ont effacé depuis, selon le JOURNAL.
Dans un clone des sources, candor-service s’écrit : npm run service --
`,
    otherVersion:
      '{{path}} provient d’une autre version de Candor ({{tables}}) : installez celle-là ou une plus récente, ou restaurez une sauvegarde',
    backup: {
      needsErasures:
        'restore a besoin de --erasures FICHIER, le journal de ce qui a été effacé depuis la sauvegarde : le fichier où le service le copie, ou erasures.jsonl du dossier de données d’avant, afin que rien ne revienne de ce que des personnes avaient effacé. S’il ne reste ni l’un ni l’autre : --without-erasures',
      noJournal:
        'le journal des effacements {{path}} ne peut être lu ou écrit ({{why}}) : nommez un autre fichier avec --erasures',
      notJournal:
        '{{path}} n’est pas un journal des effacements : nommez le fichier que nomme --erasures du service, ou erasures.jsonl du dossier de données d’avant',
      journalInside:
        'le journal des effacements {{path}} serait perdu avec le dossier de données : nommez un fichier au-dehors avec --erasures, de préférence sur un autre disque',
      unjournaled:
        '{{path}} ne peut pas être écrit ({{code}}) : ce qui est effacé maintenant y manque, tant que cela dure',
      unreadLines: '{{path}} a des lignes qui ne disent rien, et sont passées : {{lines}}',
      erasedAgain:
        'Enregistrements effacés de nouveau, que des personnes avaient retirés, ou dont le compte avait été effacé : {{rows}}',
      withoutErasures:
        'Ce que des personnes ont retiré après la sauvegarde, et les comptes effacés depuis, sont revenus : effacez-les de nouveau, si vous en connaissez',
      noSocket:
        '{{path}} ne peut pas être créé ({{code}}) : pour une sauvegarde, arrêtez d’abord le service',
      notHeld:
        'le service ne peut pas laisser ses bases de données immobiles ({{code}}) : faites de la place dans son dossier de données, et réessayez',
      unrest:
        'les données de quelqu’un ont été effacées chaque fois pendant la sauvegarde : réessayez à une heure plus calme',
      busy: 'une autre sauvegarde est en cours : attendez qu’elle soit finie',
    },
    maps: {
      kept_one: '{{count}} carte de sources de {{version}} est conservée à côté des données.',
      kept_other: '{{count}} cartes de sources de {{version}} sont conservées à côté des données.',
      needs: 'upload-source-maps demande une version et un dossier, par exemple 1.0.0 build/maps',
      badVersion: '{{version}} n’est pas une version, comme 1.0.0 ou 1.1.0-beta.2',
      noData: 'il n’y a pas de dossier de données {{path}}',
      noRelease: '{{path}}, que la construction écrit, est absent ou ne dit pas ce qu’il devrait',
      otherVersion: 'ces cartes de sources sont de {{found}}, et non de {{version}}',
      tooMany:
        'le dossier contient plus de {{files}} fichiers, ou des dossiers sur plus de {{deep}} niveaux',
      noMap: '{{file}} n’est pas une carte de sources, et est laissé de côté',
      tooLarge: '{{file}} dépasse {{mib}} Mio, et est laissé de côté',
      otherBuild:
        '{{file}} vient d’une autre construction que celle de {{version}}, et est laissé de côté',
      unreadable: '{{path}} est illisible, ou ses cartes ne peuvent être conservées : {{code}}',
    },
    forgetAlone: '--forget-old ne va qu’avec rotate-pepper',
    started: 'Service de télémétrie de Candor : {{url}}',
    token: 'Le jeton des analystes est dans {{file}} ; pour lire ce qui est arrivé :',
    rotated: 'Le service hache désormais avec le poivre {{pepper}}.',
    damaged:
      '{{path}} est endommagé : remettez-en une copie en place, ou déplacez-le pour qu’un nouveau soit créé',
    setAside:
      'la base de données {{path}} est illisible : elle est mise de côté sous le nom {{aside}}, et une nouvelle est créée. Les effacements demandés n’atteignent pas ce qui est mis de côté : supprimez-le une fois examiné',
    diskFull:
      'le disque est plein : ce qui est conservé peut être lu, et rien ne peut y être ajouté',
    noReserve:
      'le disque n’a pas de place pour {{path}}, sans lequel un effacement peut échouer : libérez-en',
    dumpsStay: 'les vidages mémoire arrivés à échéance n’ont pas pu être supprimés : {{code}}',
    dueStays: 'les enregistrements arrivés à échéance n’ont pas pu être supprimés : {{code}}',
    rebuilt:
      'Recalculé à partir de {{records}} enregistrements ; jours de recensement ou d’utilisation : {{days}}.',
    insightsPrepared: 'aperçus : {{rows}} enregistrements d’une version antérieure sont préparés',
    insightsMended:
      'des chiffres endommagés ont été trouvés parmi les aperçus, et sont recalculés à partir des enregistrements : {{days}}',
    insightsLost:
      'des chiffres endommagés ont été trouvés parmi les aperçus, et ne sont plus montrés, leurs enregistrements étant déjà supprimés : {{days}}',
    tablesRemade:
      'des tables des aperçus, endommagées ou d’une autre version, sont recréées à partir des enregistrements : {{tables}}',
    insightsWait: 'les aperçus n’ont pas pu être préparés, et le seront dans une minute : {{code}}',
    tooFewDevices: '--least-devices peut être relevé à partir de {{least}}, pas abaissé',
    keptTooShort:
      '--{{option}} doit valoir au moins {{days}} : les clients renvoient un enregistrement pendant 30 jours au plus, et s’il avait disparu d’ici là, il compterait deux fois',
    learnedDamaged:
      '{{path}} est illisible : ce qui a été appris n’est plus ouvert à tous tant qu’un responsable ne l’ouvre pas à nouveau',
    accessLog: {
      setAside:
        'le journal des accès {{path}} est illisible : il est mis de côté sous {{aside}}, et un nouveau commence, qui le dit',
      unwritten:
        'le journal des accès {{path}} ne peut être écrit, si bien que rien n’est montré d’une personne en particulier : libérez de la place sur le disque',
      needs: 'access-log ne va qu’avec « verify »',
      badHead:
        '--head doit être un condensat de 64 chiffres hexadécimaux, ce que « {{head}} » n’est pas',
      none: 'il n’y a pas de journal des accès à {{path}} : personne n’y a rien lu d’une personne en particulier, ou bien il a été enlevé',
      unusable: 'le journal des accès {{path}} est illisible : {{why}}',
      broken: {
        gap: 'le journal des accès {{path}} ne tient pas : une entrée manque avant la {{seq}}',
        previous:
          'le journal des accès {{path}} ne tient pas : l’entrée {{seq}} ne suit pas celle qui la précède',
        hash: 'le journal des accès {{path}} ne tient pas : l’entrée {{seq}} a été modifiée',
      },
      cut: 'le journal des accès {{path}} tient, mais n’a pas d’entrée au condensat {{head}} : il a été coupé, ou remplacé par un autre',
      holds_one:
        'Le journal des accès tient : {{count}} entrée. Notez sa tête, pour savoir plus tard que rien n’en a été coupé : {{head}}',
      holds_other:
        'Le journal des accès tient : {{count}} entrées. Notez sa tête, pour savoir plus tard que rien n’en a été coupé : {{head}}',
    },
    person: {
      needs: 'person ne va qu’avec un compte, et « export » ou « erase »',
      byRoute:
        'Quand le service fonctionne, c’est à lui qu’on demande : GET ou DELETE /v1/persons/COMPTE, avec le jeton des analystes.',
      unnoted: 'le journal des accès ne peut être écrit, si bien que rien n’est remis ni effacé',
      cannotFind: {
        forgottenPeppers_one:
          'Introuvable : {{count}} enregistrement a été haché avec un poivre oublié. Personne ne peut plus dire de qui il est.',
        forgottenPeppers_other:
          'Introuvable : {{count}} enregistrements ont été hachés avec des poivres oubliés. Personne ne peut plus dire de qui ils sont.',
        erasedBefore: 'Introuvable : ce qui a été retiré, ou supprimé par l’âge, et n’existe plus.',
        usage: 'Introuvable : les données d’utilisation, qui n’ont pas de compte.',
        withoutUser:
          'Introuvable : les rapports d’erreurs sans identifiant d’utilisateur, comme avant la connexion. L’appareil qui les a envoyés peut les retirer.',
      },
    },
    smtp: {
      fault: {
        host: 'doit être le nom ou l’adresse du serveur de messagerie',
        port: 'doit être un port, de 1 à 65535',
        security: 'doit être « tls », « starttls », ou « none » pour un serveur sur cette machine',
        user: 'doit être le nom avec lequel le service s’identifie ; il va avec passwordFile',
        passwordFile: 'doit être le nom d’un fichier du dossier de données ; il va avec user',
        from: 'doit être l’adresse e-mail de l’expéditeur',
        stranger: 'n’a pas sa place ici',
        whole: 'doit être un objet JSON avec host, port, security et from',
      },
    },
    webhooks: {
      whole: 'doit être un objet JSON avec networks, une liste comme ["10.1.0.0/16"]',
    },
    alerts: {
      setAside:
        'les règles d’alerte de {{path}} sont illisibles : elles sont mises de côté sous {{aside}}, et il n’y en a plus jusqu’à ce qu’un responsable en crée',
      failed: 'les alertes n’ont pas pu être suivies, et le seront dans cinq minutes : {{code}}',
      undelivered:
        'une alerte vers {{where}} n’a pas pu être remise, et sera retentée : {{problem}}',
      dropped: 'une alerte vers {{where}} n’a pas été remise en sept jours, et est abandonnée',
    },
    settings: {
      unusable: '{{path}} est inutilisable : {{problem}}',
      stricter:
        '{{path}}, des délégués, et les options règlent tous deux ; le plus strict vaut pour chacun : aucun nombre sur moins de {{leastDevices, number}} appareils ou personnes, recensement et utilisation conservés {{recordDays, number}} jours, erreurs et vidages {{errorDays, number}}.',
      badOfficers:
        'doit contenir leastDevices, recordDays et errorDays, ou une partie, chacun un nombre entier : corrigez-le, ou mettez le fichier de côté pour s’en tenir aux options',
    },
    openId: {
      at: 'à « {{place}} » : {{problem}}',
      namedTwice: '« {{key}} » figure deux fois',
      noSecret: 'le secret {{path}} est illisible ({{why}})',
      emptySecret: 'le secret {{path}} est vide',
      fault: {
        name: 'doit être ce que dit le bouton de connexion, de 1 à 100 caractères',
        issuer:
          'doit être l’adresse du fournisseur, en https://…, ou en http://… sur cette machine',
        clientId: 'doit être l’identifiant que le fournisseur a donné à Candor',
        clientSecretFile: 'doit être le nom d’un fichier du dossier de données',
        address:
          'doit être l’adresse de ce service telle que les navigateurs la connaissent, comme https://telemetry.contoso.com, ou en http://… sur cette machine',
        scopes: 'doit être une liste de « scopes », dont « openid »',
        groupsClaim: 'doit être le nom d’une revendication (claim)',
        roles:
          'doit dire, pour au moins un groupe, lesquels des rôles « analyst », « engineer » et « officer » ont ses membres, comme dans "insights-readers": ["analyst"]',
        stranger: 'n’a pas sa place là',
        whole: 'doit être un objet JSON avec name, issuer, clientId, address et roles',
      },
      failed: 'une connexion par OpenID Connect a échoué ({{problem}}) : {{why}}',
      problem: {
        providerAway:
          '{{name}} est injoignable, ou ne répond pas comme il le devrait. Personne n’est connecté.',
        providerRefused: '{{name}} ne vous a pas connecté.',
        badAnswer: 'La réponse de {{name}} n’est pas digne de confiance. Personne n’est connecté.',
        unknown:
          'Cette connexion n’a pas commencé dans ce navigateur, a duré trop longtemps ou était déjà terminée. Personne n’est connecté.',
        noRole:
          '{{name}} vous connaît, mais aucun de vos groupes n’a le droit de lire ici. Demandez un rôle à la personne qui gère ce service.',
      },
      again: 'Pour se reconnecter : {{page}}',
    },
  },
  poolCommand: {
    name: 'Pool de Candor',
    usage: `Utilisation :
  candor-pool [serve] [--listen ADRESSE:PORT] [--tls-cert FICHIER --tls-key FICHIER] [--port PORT]
              [--data DOSSIER] [--telemetry URL] [--trust-proxy RÉSEAU]...
              [--allow-origin ORIGINE]... [--connections-per-address N] [--requests-per-minute N]
      Démarre le pool, sur 127.0.0.1 si ADRESSE n’en est pas une autre de cette machine, comme 0.0.0.0 ou [::]
      pour toutes. Le PORT 0 prend n’importe quel port libre (par défaut 4790).
      Au-delà de cette machine, il ne parle que TLS, par la chaîne de certificats et la clé privée de deux FICHIERs
      PEM ; ils sont regardés pendant qu’il tourne, et un certificat renouvelé sert aussitôt.
      DOSSIER contient pool.json ; il est créé s’il n’existe pas (par défaut data/pool ; installé par un
      paquet, /var/lib/candor-pool).
      URL est celle du service de télémétrie : les réunions dans un navigateur lui envoient leurs
      enregistrements par le pool, tant que meetings.telemetry vaut on. En https, ou en http sur cet appareil.
      RÉSEAU, en notation CIDR, est celui des proxys crus sur X-Forwarded-For, outre ceux de cette
      machine ; la dernière adresse qui n’y est pas celle d’un de ces proxys est celle du client.
      ORIGINE est celle d’une page web qui peut parler au pool, comme https://phone.contoso.com, en plus de la
      page de participation et de Candor. Une adresse, comme celle d’un bureau, peut avoir N connexions (par
      défaut 1000) et faire N requêtes par minute (par défaut 6000) ; IPv6 compte par réseaux de 64 bits.
  candor-pool check [--host NOM] [--json] [comme ci-dessus]...
      Dit ce qui ne va pas dans une installation, et que faire ; les clients connaissent le pool sous ce NOM.
      Le code de sortie est 1 s’il y a un défaut.
  candor-pool show
      Affiche les organisations et les comptes.
  candor-pool add-organisation DOMAINE [--name NOM]
  candor-pool add-account ADRESSE [--name NOM] [--password-from-input]
  candor-pool set-password ADRESSE [--password-from-input]
      Le mot de passe est créé et affiché, ou lu à la première ligne de l’entrée.
  candor-pool set-name ADRESSE NOM
      Définit le nom sous lequel les membres de la même organisation, et de ses réunions, voient quelqu’un.
  candor-pool remove-account ADRESSE
  candor-pool rename DOMAINE NOM
      Donne un autre nom à une organisation.
  candor-pool remove-organisation DOMAINE
      Supprime une organisation, et ses comptes avec elle.
  candor-pool import FICHIER [--leave-out-bad]
      Ajoute les comptes d’un fichier CSV aux colonnes address et name, et affiche le mot de passe de chacun.
      Si une ligne est fausse, le dit et n’en ajoute aucun, sauf si ces lignes sont à laisser de côté.
  candor-pool set policy.CLÉ VALEUR --organisation DOMAINE
      Définit une stratégie pour les membres d’une organisation, comme policy.DisableAutomaticSendTracing true.
  candor-pool unset policy.CLÉ --organisation DOMAINE
      Retire une stratégie, comme si elle n’avait jamais été définie.
  candor-pool set meetings.telemetry on|off
      Définit MeetingUxEnableTelemetry pour les réunions de ce pool, dès la prochaine participation.
  candor-pool admin add NOM --role owner|administrator|helpdesk [--url URL]
      Crée un administrateur de la page /admin/ du pool, et affiche le lien à usage unique par lequel il choisit son
      mot de passe et règle son authentificateur ; URL est l’adresse du pool (par défaut http://127.0.0.1:4790).
  candor-pool admin reset NOM [--url URL]
      Annule mot de passe et authentificateur, et affiche un autre lien de cette sorte.
  candor-pool admin list
  candor-pool admin remove NOM
Toutes, sauf serve, acceptent --data DOSSIER et modifient aussitôt un pool en marche.
--help affiche ceci, --version la version.
  candor-pool backup FICHIER [--data DOSSIER]
      Copie tout le contenu du DOSSIER dans un seul FICHIER, que le pool fonctionne ou non, et le relit. FICHIER
      contient les mots de passe comme le pool les garde, et le secret des relais.
  candor-pool verify FICHIER
      Lit une sauvegarde, et dit si elle est entière, et quand elle a été faite.
  candor-pool restore FICHIER [--data DOSSIER]
      Remet une sauvegarde dans un DOSSIER vide ou nouveau.
`,
    accountsAreBack:
      'Les comptes, les mots de passe, les administrateurs, les stratégies et le secret des relais sont ceux de ce moment-là : qui a été supprimé depuis est revenu. « candor-pool show » énumère les comptes, « candor-pool admin list » les administrateurs. Aucun lien à usage unique n’est plus valable.',
    needs: '{{command}} attend {{operands}}',
    operand: {
      DOMAIN: 'DOMAINE',
      ADDRESS: 'ADRESSE',
      NAME: 'NOM',
      KEY: 'CLÉ',
      VALUE: 'VALEUR',
      FILE: 'FICHIER',
    },
    noPolicyToUnset: 'aucune stratégie « {{key}} » à retirer : nommez-en une comme policy.CLÉ',
    notSet: '{{key}} n’est pas définie pour {{domain}}',
    fileBusy: '{{path}} est inutilisable pour l’instant : quelqu’un l’écrit peut-être ; réessayez',
    import: {
      tooLarge: '{{file}} dépasse 4 Mio',
      noColumn: 'la première ligne doit nommer les colonnes, dont « address »',
      tooManyLines: 'le fichier a plus de {{most}} lignes',
      badCsv: 'le fichier n’est pas du CSV',
      badCsvAt: 'le fichier n’est plus du CSV à partir de la ligne {{line}}',
      changed: 'le pool a changé entre-temps : réessayez',
      bad_one: 'rien n’a été importé, car une ligne est fausse ; --leave-out-bad la laisse de côté',
      bad_other:
        'rien n’a été importé, car {{count}} lignes sont fausses ; --leave-out-bad les laisse de côté',
      line: 'ligne {{line}}, {{address}} : {{problem}}',
      problem: {
        badAddress: 'pas une adresse telle que alice@contoso.com',
        badName: 'le nom est trop long, ou invisible',
        noOrganisation: 'aucune organisation de ce pool',
        thereAlready: 'existe déjà',
        twice: 'est déjà à la ligne {{first}}',
        columns: 'plus de champs que de colonnes',
      },
    },
    admin: {
      badName:
        '« {{name}} » n’est pas un nom d’administrateur : de 1 à 64 lettres de a à z, chiffres, et . _ - @ entre eux',
      badRole: '--role doit être l’un de {{roles}}, et non « {{role}} »',
      badUrl:
        '--url doit être l’adresse du pool, comme https://pool.contoso.com, et non « {{url}} »',
      none: 'Aucun administrateur pour l’instant : candor-pool admin add NOM --role owner',
      notEnrolled: '(pas encore inscrit)',
      unknown: 'l’administrateur « {{name}} » n’existe pas',
      link: '{{name}} s’inscrit par ce lien, une fois, jusqu’au {{until}} ; il ne sera plus affiché :\n{{link}}',
    },
    notAddress: '« {{text}} » n’est pas une adresse telle que alice@contoso.com',
    badTelemetry:
      '--telemetry doit être une adresse https, ou http vers cet appareil seulement, sans nom d’utilisateur, mot de passe, requête ni fragment, et non « {{url}} »',
    badOrigin:
      '--allow-origin doit être une origine telle que les navigateurs l’écrivent, comme https://phone.contoso.com, sans chemin et en minuscules, et non « {{origin}} »',
    notOnOrOff: '{{key}} doit valoir on ou off, et non « {{value}} »',
    noSetting: 'le réglage « {{key}} » n’existe pas : définissez meetings.telemetry, ou policy.CLÉ',
    noPolicy: 'la stratégie « {{name}} » n’existe pas : ce peut être {{names}}',
    badPolicy: '{{problem}}, et non « {{value}} »',
    severalOrganisations: 'il y a plusieurs organisations : nommez-en une avec --organisation',
    noneYet:
      'il n’y a pas encore d’organisation : ajoutez-en une avec candor-pool add-organisation DOMAINE',
    noOrganisation: 'l’organisation « {{domain}} » n’existe pas',
    thereAlready: '{{name}} existe déjà',
    organisationFirst: 'ajoutez d’abord l’organisation : candor-pool add-organisation {{domain}}',
    noAccount: 'le compte {{account}} n’existe pas',
    noPassword: 'l’entrée ne contient pas de mot de passe',
    notSettable: 'cela ne peut pas être défini : {{problem}}',
    password: 'Mot de passe : {{password}}',
    done: 'C’est fait.',
    started: 'Pool de Candor : {{url}}',
    noBrowserMeetings:
      'Personne ne peut rejoindre une réunion dans un navigateur : lancez « npm run build », puis redémarrez.',
    unusable: '{{path}} est inutilisable : {{problem}}',
    unreadable: '{{path}} est illisible ({{code}})',
    changeLogUnwritten:
      'le journal des changements ne peut être écrit ({{why}}) : ce qui a changé dans pool.json vaut, et sera noté avec le prochain changement',
    changeLogSetAside:
      '{{path}} est illisible : il est gardé sous {{aside}}, et un nouveau journal des changements commence',
    refuses:
      '{{problem}} ; d’ici à ce que ce soit corrigé, les données d’utilisation et les rapports d’erreurs sont refusés, et tout le reste demeure inchangé',
    meetingsSetAside:
      '{{path}} est inutilisable : il s’appelle désormais {{aside}}, et il n’y a aucune réunion',
    notWritten: '{{path}} ne peut pas être écrit ({{code}})',
    file: {
      namedTwice: '{{key}} y figure deux fois',
      at: '{{place}} : {{problem}}',
      domain: 'ce doit être un domaine tel que contoso.com, en minuscules',
      address: 'ce doit être une adresse telle que alice@contoso.com, en minuscules',
      policy: 'ce doit être une stratégie que Candor comprend',
      displayName:
        'ce doit être un nom de 1 à 128 caractères, tous visibles, avec une lettre ou un chiffre',
      ha1: 'ce doit être ce qu’écrit candor-pool set-password',
      telemetry: 'ce doit être true ou false',
      turnUrls:
        'il faut une à huit adresses de serveurs TURN, comme turn:turn.contoso.com ou turns:turn.contoso.com:443',
      turnSecret: 'ce doit être le secret que coturn connaît aussi, de 16 à 256 caractères',
      turnLifetime: 'ce doit être un nombre entier de secondes, de 60 à 86400',
      orphan: 'le domaine de chaque compte doit être l’une des organisations',
      unfit: 'cela n’a pas sa place ici, ou n’est pas du type attendu',
    },
  },
  startCommand: {
    building: 'Candor : construction du client.',
    noSandbox: 'Candor : sous root, Electron s’exécute sans son bac à sable.',
    service: 'Service de télémétrie',
    stores: 'Ce qu’il conserve',
    insights: 'Ce que cela montre',
    insightsToken: 'connectez-vous-y avec le jeton contenu dans {{file}}',
    read: 'Lire ce qui arrive',
    pool: 'Pool',
    signInAs: 'Se connecter avec',
    password: 'mot de passe',
    admin: 'Son administration',
    adminLink: 'commencez-y en tant que {{name}}, une fois, avant {{until}}, par {{link}}',
    adminSignIn: 'connectez-vous-y en tant que {{name}}, avec mot de passe et authentificateur',
    data: 'Données du client',
    stop: 'La roue dentée ou Ctrl+virgule ouvre les Options. Fermez la fenêtre, ou faites Ctrl+C ici, pour arrêter.',
    second: 'Appuyez sur Entrée ici pour ouvrir un second client et parler au premier.',
    runsOn: {
      electron: 'Candor s’exécute sur Electron, dont le binaire est présent.',
      'stand-in':
        'Candor s’exécute sur le remplaçant d’Electron, dont le binaire est absent ou n’est pas ce que demande CANDOR_RUNTIME.',
    },
    demo: {
      held: 'Données fictives',
      until:
        'de quatre-vingt-dix jours, jusqu’au {{day}} ; redémarrez un autre jour pour de plus récentes',
      made: 'Candor : {{records}} enregistrements ont été inventés pour la démonstration.',
      notOurs:
        '{{path}} contient des enregistrements qui n’ont pas été inventés : déplacez-les, car une démonstration les supprimerait',
    },
    ended: 'Candor : le client a été arrêté par {{signal}}.',
  },
  tour: {
    title: 'Candor : une visite guidée',
    intro:
      'Deux personnes se parlent. L’une d’elles accepte l’envoi de rapports d’erreurs, voit ce que cela signifie, puis revient sur sa décision.',
    at: 'La visite se trouve dans {{file}}.',
    greeting: 'Bonjour ! Le plan est-il prêt ?',
    answer: 'Oui, et le café aussi.',
    signIn: {
      title: 'La connexion',
      notice: 'Avant même toute connexion, la fenêtre dit ce qui est collecté.',
    },
    talk: {
      title: 'Deux personnes se parlent',
      notice: 'Chaque message dit ce qu’il est devenu.',
    },
    otherSide: { title: 'De l’autre côté', notice: 'La même conversation, chez Bob.' },
    options: {
      title: 'Les Options',
      notice:
        'La case n’est jamais cochée à votre place ; le texte dit ce que contient un rapport.',
    },
    optIn: {
      title: 'Accepter',
      notice: 'Alice la coche. Cela vaut dès qu’elle appuie sur OK, et pour la suite.',
    },
    error: {
      title: 'Une erreur et son rapport',
      notice: 'Les octets exacts qui ont voyagé, et ce qui a été vérifié du reçu du service.',
    },
    withdraw: {
      title: 'Se raviser',
      notice:
        'Ce qui attend est supprimé avant que la fenêtre ne se ferme ; ce qui a été envoyé peut être effacé aussi.',
    },
    ledger: {
      title: 'Le registre',
      notice: 'Chaque choix, et la confirmation signée du service que ses lignes ont disparu.',
    },
    refusal: {
      title: 'Une organisation refuse',
      notice: 'La case est verrouillée, et dit qui l’a décidé, et où.',
    },
  },
};
