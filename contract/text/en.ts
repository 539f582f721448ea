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
        'What went wrong, with the details that help to mend it. Holds your account’s address, and may hold more about you.',
    },
  },
  decision: {
    on: 'On',
    off: 'Off',
    nowOn: '{{category}}: now on',
    nowOff: '{{category}}: now off',
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
      unsettled:
        'Paused: {{source}} can’t be read, perhaps because it is just being written. Nothing is sent meanwhile.',
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
  kept: {
    notSaid: 'The service has not said yet how long it keeps what is sent.',
    census_one: 'The service keeps census data for {{count, number}} day at most.',
    census_other: 'The service keeps census data for {{count, number}} days at most.',
    usage_one: 'The service keeps usage data for {{count, number}} day at most.',
    usage_other: 'The service keeps usage data for {{count, number}} days at most.',
    error_one: 'The service keeps error reports for {{count, number}} day at most.',
    error_other: 'The service keeps error reports for {{count, number}} days at most.',
  },
  hand: {
    question: {
      link: 'Open this page in your browser?',
      peers: 'Connect this device to those of the people in this call or meeting?',
      answer: 'Answer the call?',
      errorReports: 'Send Candor improvement program info from now on?',
      options: 'Save these options?',
      clearHistory: 'Delete the history of what was sent?',
      eraseErrors: 'Ask the service to erase your error reports?',
      deleteConversation: 'Delete the messages and calls with this person from this device?',
      deleteAllConversations: 'Delete all messages and calls from this device?',
      memoryDump: 'Send the memory dump of the crash?',
      problem: 'Send the report of the problem?',
      meetNow: 'Make a meeting?',
      join: 'Open this meeting?',
      askPool: 'Ask the other organisation’s pool about this meeting?',
      findPool: 'Ask this domain which pool is its own?',
      usePool: 'Name this pool for signing in?',
    },
    detail:
      'Candor felt neither a key nor a click. That is so where a screen reader, a voice or a switch acts for you. If you did not want this, choose Don’t allow.',
    allow: 'Allow',
    deny: 'Don’t allow',
    denied: 'It was not allowed, so nothing was done.',
  },
  main: {
    title: 'Candor',
    collected: 'What Candor collects',
    collectedDetail: 'What is decided on this device right now, and by whom.',
    noDestination: 'No telemetry service is set: records stay on this device.',
    destination: 'Records go to {{url}}.',
    options: 'Options',
    version: 'Version {{version}}',
  },
  signIn: {
    title: 'Sign in',
    detail: 'Use the account that your organisation gave you.',
    account: 'SIP address',
    accountExample: 'you@example.com',
    password: 'Password',
    remember: 'Remember my password',
    cannotRemember:
      'No keyring of this system answers, so a password would lie under a key that everyone knows. Candor remembers none.',
    automatic: 'Sign me in automatically',
    submit: 'Sign in',
    signingIn: 'Signing in…',
    cancel: 'Cancel',
    pool: 'Pool: {{host}}',
    noPool: 'No pool is set',
    noPoolDetail:
      'A pool is the server of your organisation that Candor signs in to. A policy decides which one it is, and names none that can be used now. Ask your administrator.',
    nextTry: 'Candor tries again in {{seconds}} s.',
    tryNow: 'Try now',
    problem: {
      noAccount: 'Enter your SIP address.',
      notAddress:
        'This is not a SIP address. It should look like an e-mail address: you@example.com.',
      noPassword: 'Enter your password.',
      longPassword: 'A password has 256 characters at most.',
    },
    failure: {
      history:
        'Your conversations on this device could not be opened, so you were not signed in. Try again; if that doesn’t help, start Candor anew, or tell your administrator.',
      unproven:
        '{{host}} took your password, but Candor could not make sure of that by a connection of its own, so your conversations on this device stay closed and you were not signed in. Check your network and try again; if that doesn’t help, tell your administrator that {{host}} must confirm accounts to Candor without a proxy in between.',
      credentials: 'The SIP address or the password is wrong. Check both and try again.',
      certificate:
        'The certificate of {{host}} can’t be trusted, so Candor did not send your password. Tell your administrator.',
      unreachable:
        '{{host}} can’t be reached. Check your network; if it works elsewhere, tell your administrator.',
      silent:
        '{{host}} accepts connections but says nothing. Try again in a few minutes; if that doesn’t help, tell your administrator.',
      notPool:
        '{{host}} answers, but not as a pool does: it does not take SIP over WebSocket. Check the pool’s address with your administrator.',
      garbled:
        '{{host}} answers, but not in proper SIP: Candor gets neither a yes nor a no from it. Tell your administrator.',
      challenge:
        '{{host}} asks for your password in a way that Candor can’t answer; the password itself may be right. Tell your administrator that Candor signs in by SIP Digest with MD5.',
      interval:
        '{{host}} signs nobody in for as short a time as Candor asks for, and does not say, or does not keep to, how long it would (SIP status 423). Tell your administrator.',
      refused:
        '{{host}} does not accept this account (SIP status {{status}}). Check the address; if it is right, tell your administrator.',
      server:
        '{{host}} has a problem of its own (SIP status {{status}}). Try again in a few minutes.',
    },
  },
  pool: {
    title: 'First, your pool',
    detail:
      'A pool is your organisation’s server that Candor signs in to. Find it by your SIP address, or type the address that your administrator gave you.',
    changing: 'Change the pool',
    change: 'Change',
    back: 'Back',
    or: 'or',
    find: 'Find my pool',
    finding: 'Asking {{domain}}…',
    // Shown before there is a domain, and then with it.
    asksSome:
      'Only when you press it, Candor asks the domain after the @ which pool is its own. The request names neither you nor your account.',
    asks: 'Only when you press it, Candor asks for {{address}}. The request names neither you nor your account.',
    address: 'Address of the pool',
    example: 'pool.example.com',
    use: 'Use this pool',
    failed: 'The pool could not be set: {{problem}}',
    refused:
      'The policy file {{location}} lets Candor talk to another pool alone, and not to {{address}}.',
    asked: 'Candor asked for {{address}}.',
    confirm: {
      message: 'Sign in at {{host}} from now on?',
      found: '{{domain}} names it as its pool.',
      detail:
        'Address: {{address}}\nNothing has gone there yet. When you sign in, it learns your SIP address and gets a proof of your password; later it passes on what you write.',
      use: 'Use this pool',
      cancel: 'Cancel',
    },
    mistyped: {
      noAddress: 'Type the pool’s address. It looks like pool.example.com.',
      account:
        'This is an account, or holds one. Type the address of the pool alone, without an @.',
      plain:
        'Candor signs in over TLS alone. The address begins with https:// or wss://, or with the name itself.',
      scheme: 'A pool’s address begins with https:// or wss://, or with the name itself.',
      more: 'A pool’s address holds no ? and no #. Leave out what comes from there on.',
    },
    notFound: {
      noDomain:
        '{{domain}} can’t be found: there is no such domain, or your network does not know it. Check what stands after the @ in your SIP address.',
      unreachable:
        '{{domain}} can’t be reached over https. Check your network, or type the address of the pool.',
      silent:
        '{{domain}} has not answered in ten seconds. Try again, or type the address of the pool.',
      certificate:
        'The certificate of {{domain}} can’t be trusted, so Candor asked it nothing. Tell your administrator.',
      notPublished:
        '{{domain}} does not say which pool is its own. Type the address that your administrator gave you.',
      redirect:
        '{{domain}} sends Candor on to another address, which Candor does not follow. Tell your administrator, or type the address of the pool.',
      status:
        '{{domain}} answers with an error (HTTP status {{detail}}). Try again in a few minutes, or type the address of the pool.',
      tooLong:
        '{{domain}} answers with more than the name of a pool, too much to be read. Tell your administrator, or type the address of the pool.',
      notJson:
        '{{domain}} answers, but not in JSON. Tell your administrator, or type the address of the pool.',
      wrongFields:
        '{{domain}} answers in JSON, but names no pool in it. Tell your administrator, or type the address of the pool.',
      address:
        '{{domain}} names “{{detail}}”, where Candor signs nobody in: it has to be an address in https or wss. Tell your administrator.',
    },
  },
  conversations: {
    title: 'Conversations',
    people: 'People and conversations',
    search: 'Search people',
    clearSearch: 'Clear the search',
    unread: 'Unread: {{number}}',
    you: 'You: {{text}}',
    none: 'No one here yet',
    noneDetail: 'Add a colleague by SIP address to begin a conversation.',
    findDetail: 'Search for a colleague by name, or add someone by SIP address.',
    nothingFound: 'Nobody matches “{{text}}”.',
    numberWithExtension: '{{number}} ext. {{extension}}',
    choose: 'Choose a conversation',
    chooseDetail: 'Or add someone and write the first line.',
    back: 'Back to conversations',
    more: 'More actions',
    close: 'Close the conversation',
    delete: {
      one: 'Delete the conversation…',
      all: 'Delete all conversations…',
      oneTitle: 'Delete the conversation with {{name}}?',
      allTitle: 'Delete all your conversations?',
      oneGoes: 'All messages and calls with {{name}} are deleted from this device.',
      allGoes:
        'All messages and calls of {{account}} are deleted from this device, and with them the copies of your history that could not be read.',
      stays:
        'What stays: the other person’s own copy; your contacts; and the counts in usage data, which say how many messages and calls there were, and never with whom.',
      noUndo:
        'This can’t be undone: Candor overwrites the messages in its file, so that nobody can bring them back from it.',
      confirm: 'Delete',
      cancel: 'Cancel',
      duringCall: 'The call under way is kept once it is over.',
      failed: 'Nothing was deleted. {{problem}}',
      unproved: {
        inUse:
          'The messages are deleted, but not yet gone from the file: another program has it open. Close that program and try again; Candor also tries when you sign in next.',
        bytesLeft:
          'The messages are deleted, but Candor still found traces of them in its file. Try again; Candor also tries when you sign in next.',
        failed:
          'The messages are deleted, but Candor could not make sure that they are gone from its file. Try again; Candor also tries when you sign in next. {{problem}}',
      },
      copies:
        'The conversation is deleted. Earlier, Candor could not read your history and set it aside; these older files may still hold the conversation: {{number}}. “Delete all conversations…”, in the menu of your account, deletes them too.',
      tryAgain: 'Try again',
      close: 'Close',
    },
    contact: {
      add: 'Add a contact',
      addThis: 'Add to contacts',
      addAddress: 'Add {{address}}',
      address: 'SIP address',
      name: 'Name (optional)',
      badName:
        'This name could not be read: it needs a letter or a digit, and no hidden characters.',
      save: 'Add',
      cancel: 'Cancel',
      noAddress: 'Enter a SIP address.',
      notAddress:
        'This is not a SIP address. It should look like an e-mail address: someone@example.com.',
      yourself: 'This is your own address.',
      known: 'You have this contact already.',
      failed: 'Your contacts could not be saved. {{problem}}',
      remove: 'Remove from contacts…',
      removeTitle: 'Remove {{name}} from your contacts?',
      removeDetail: 'Your messages with {{name}} stay on this device.',
      removeConfirm: 'Remove',
      rename: 'Change the name…',
      renameTitle: 'Change the name of {{address}}',
      renameSave: 'Save',
    },
    messages: 'Messages with {{name}}',
    noMessages: 'No messages with {{name}} yet',
    noMessagesDetail: 'Say hello: the first line is the hardest.',
    loading: 'Loading messages',
    loadFailed: 'The messages could not be read. {{problem}}',
    reload: 'Try again',
    stranger: 'This person is neither in your organisation nor among your contacts.',
    newMessages: 'New',
    today: 'Today',
    yesterday: 'Yesterday',
    newest: 'Newest messages',
    arrived: '{{name}}: {{text}}',
    delivery: {
      sending: 'Sending',
      delivered: 'Delivered',
      failed: 'Not delivered: {{reason}}',
      retry: 'Retry',
      reason: {
        unknownPerson: 'the pool knows no such address',
        absent: 'this person is not signed in',
        forbidden: 'the pool does not allow it',
        tooLarge: 'the message is too long for the pool',
        noAnswer: 'no answer came',
        interrupted: 'Candor ended before it was sent',
        other: 'the pool answered {{code}}',
      },
    },
    write: 'Write to {{name}}',
    send: 'Send',
    left: 'Characters left: {{number}}',
    tooLong: 'Characters too many: {{number}}',
    notKept: 'Your message could not be kept, so it was not sent. {{problem}}',
    link: {
      title: 'Open this link?',
      detail: 'It leads to {{host}} and opens in your browser.',
      open: 'Open',
      cancel: 'Cancel',
    },
    connection: {
      signedIn: 'Connected',
      connecting: 'Connecting…',
      lost: 'Connection lost',
      lostDetail: 'What you write waits, and goes as soon as Candor is connected again.',
      nextTry: 'Next try in {{seconds}} s.',
      trying: 'Trying now…',
      connectNow: 'Connect now',
    },
    account: 'Account: {{name}}',
    signOut: 'Sign out',
  },
  calls: {
    call: 'Call {{name}}',
    with: 'Call with {{name}}',
    controls: 'Call',
    answer: 'Answer',
    decline: 'Decline',
    mute: 'Mute the microphone',
    unmute: 'Unmute the microphone',
    hold: 'Put on hold',
    resume: 'Resume the call',
    hangUp: 'Hang up',
    again: 'Call again',
    callBack: 'Call back',
    close: 'Close',
    showCandor: 'Show Candor',
    incoming: '{{name}} is calling',
    duration: 'Duration of the call',
    phase: {
      calling: 'Calling…',
      ringing: 'Ringing…',
      incoming: 'Calls you',
      connecting: 'Connecting…',
      active: 'Connected',
    },
    held: 'On hold',
    heldByPeer: '{{name}} has put the call on hold',
    relayed: 'Sound goes through a relay',
    ends: {
      busy: '{{name}} is in another call. Try again later, or write a message.',
      declined: '{{name}} declined the call.',
      noAnswer: '{{name}} did not answer.',
      unreachable: '{{name}} is not signed in. Write a message, or try again later.',
      microphoneRefused:
        'Candor may not use the microphone. Allow it in your system’s privacy settings, then call again.',
      microphoneNone: 'No microphone was found. Plug one in, then call again.',
      microphoneBusy:
        'The microphone can’t be opened: another program may be using it. Close that program, then call again.',
      noWay:
        'This device and the other one found no way to each other. Tell your administrator, who can let UDP pass between the two networks, or name a relay in the pool’s file.',
      relayRefused:
        'Your organisation’s relay refused this call, and there was no other way. Tell your administrator: the secret in the pool’s file and the relay’s have to be the same, and the clocks of both right.',
      relayUnreachable:
        'Your organisation’s relay can’t be reached from this network, and there was no other way. Tell your administrator: the relay has to run, and the network to let its UDP or TLS port through.',
      relayNone:
        'Your organisation allows calls through a relay only, and its pool named none just now. Tell your administrator, who can name one in the pool’s file.',
      relayForbidden:
        'Your organisation allows calls through a relay only, and forbids relays. Tell your administrator: the policies RelayOnly and MediaRelay contradict each other.',
      brokenOff: 'The call broke off because the network did. Call again.',
      notConnected: 'Candor lost its connection to the pool. Call again once it is back.',
      other:
        'The call failed ({{code}}). Call again, and tell your administrator if it keeps failing.',
    },
    kept: {
      outgoing: 'You called · {{duration}}',
      incoming: 'Called you · {{duration}}',
      missed: 'Missed call',
      declined: 'Your call was declined',
      declinedByYou: 'You declined a call',
      cancelled: 'You called, and hung up first',
      busy: 'You called: busy',
      noAnswer: 'You called: no answer',
      unreachable: 'You called: not signed in',
      failed: 'The call failed',
    },
  },
  meeting: {
    title: 'Meeting',
    defaultTitle: 'Meeting with {{name}}',
    menu: 'Meet',
    now: 'Meet now',
    loading: 'Looking for the meeting…',
    hostedBy: 'Hosted by {{displayName}}, {{organisation}}',
    tryAgain: 'Try again',
    joinAgain: 'Join again',
    close: 'Close',
    join: {
      menu: 'Join by link…',
      title: 'Join a meeting by its link',
      link: 'Link to the meeting',
      example: 'https://pool.example.com/join/abcd-efgh-jkmn',
    },
    notMade: {
      title: 'The meeting could not be made',
      signedOut: 'Sign in first: a meeting is made at your organisation’s pool.',
      refused: 'Your organisation’s pool does not let you make meetings. Ask your administrator.',
      unreachable: 'Your organisation’s pool did not answer. Try again in a moment.',
    },
    link: {
      askAnew: 'Ask whoever sent it for the link as it stands on the meeting’s page.',
      empty: 'Paste the link that you were sent.',
      tooLong: 'This is too long for a link to a meeting.',
      characters:
        'This holds a space or a character that no link to a meeting has. Copy the link alone, and all of it.',
      scheme: 'A link to a meeting begins with https:// or candor:, and this one does not.',
      action:
        'This link does not lead to a meeting by itself. If a mail program or a website has changed it, open it in a browser, and copy the address of the meeting’s page from there.',
      credentials:
        'This link holds a user name or a password, which no link to a meeting does. It may be there to deceive you.',
      fragment: 'This link holds a #, which no link to a meeting does.',
      parameters:
        'Something was added to this link, or is missing from it. If a mail program or a website has changed it, open it in a browser, and copy the address of the meeting’s page from there.',
      pool: 'The address of the pool in this link is not one that Candor may talk to: it has to begin with https://.',
      meeting: 'The meeting’s number in this link is not one. It looks like abcd-efgh-jkmn.',
    },
    ask: {
      title: 'Ask {{pool}} about this meeting?',
      detail:
        'The link leads to {{pool}}, which is not your organisation’s pool. Nothing has been sent there yet. If you go on, that server learns this device’s network address, as any web page does that you open.',
      go: 'Ask this pool',
    },
    problem: {
      malformed: 'This link leads to no meeting',
      otherPool: 'This meeting is at another pool',
      otherPoolDetail:
        'Your administrator lets Candor talk to your organisation’s pool alone, and this meeting is at {{pool}}. Ask your administrator, or join in a browser.',
      notFound: 'There is no such meeting',
      notFoundDetail:
        '{{pool}} knows no meeting by this link. It may have been over for a while; ask whoever sent the link.',
      unreachable: 'The meeting’s pool can’t be reached',
      unreachableDetail:
        '{{pool}} gave no answer. Check your network; if it works elsewhere, ask whoever sent the link.',
    },
    lobby: {
      name: 'Your name',
      noName: 'Enter the name that the others are to see.',
      badName:
        'The others could not read this name: it needs a letter or a digit, and no hidden characters.',
      as: 'You join as {{name}}.',
      join: 'Join',
      joinSilent: 'Join without a microphone',
      joining: 'Joining…',
    },
    microphone: {
      title: 'Microphone',
      level: 'Microphone level',
      asking: 'Candor asks to use the microphone…',
      works: 'Say something: the bar moves while the microphone hears you.',
      refused: 'The microphone may not be used.',
      none: 'There is no microphone.',
      busy: 'Another application uses the microphone.',
      allowApp: 'Allow it in the privacy settings of your system, then try again.',
      allowBrowser: 'Allow it in your browser, beside the address, then try again.',
      plugIn: 'Plug one in, or close what uses it, then try again.',
      silent: 'Without one you hear the others, and they don’t hear you.',
    },
    decides: {
      title: 'What is collected about this meeting',
      who: 'You are a guest, so what is collected is decided by {{organisation}}, which hosts the meeting.',
      on: 'It lets usage data and error reports of this meeting be sent.',
      off: 'It lets no usage data and no error reports of this meeting be sent.',
      census: 'Census data, which names nobody, is always sent.',
      browser: 'This page sends no census data.',
    },
    room: {
      people: 'People in the meeting',
      count_one: '{{count, number}} person here',
      count_other: '{{count, number}} people here',
      waiting: 'You are the only one here. Give others the link, and they can join.',
      you: '{{name}} (you)',
      guest: 'Guest',
      host: 'Host',
      speaking: 'Speaking',
      muted: 'Muted',
      away: 'Connection lost',
      connecting: 'Connecting…',
      unheard: 'No sound',
      unheardDetail:
        'You and those marked “No sound” don’t hear each other. {{why}} Meanwhile, the chat reaches everyone.',
      unheardWhy: {
        noWay:
          'Tell your administrator, who can let UDP pass between the networks, or name a relay in the pool’s file.',
        relayRefused:
          'The organisation’s relay refused this meeting. Tell your administrator: the secret in the pool’s file and the relay’s have to be the same, and the clocks of both right.',
        relayUnreachable:
          'The organisation’s relay can’t be reached from this network. Tell your administrator: the relay has to run, and the network to let its UDP or TLS port through.',
        relayNone:
          'Sound may go through a relay only, and the pool named none. Tell your administrator, who can name one in the pool’s file.',
        relayForbidden:
          'Sound may go through a relay only, and relays are forbidden. Tell your administrator: the policies RelayOnly and MediaRelay contradict each other.',
      },
      relayed: 'Some sound goes through a relay',
      link: 'Link to this meeting',
      copy: 'Copy the link',
      copied: 'Copied',
      controls: 'Meeting controls',
      mute: 'Mute',
      noMicrophone: 'No microphone',
      leave: 'Leave',
      end: 'End for everyone…',
      endTitle: 'End the meeting for everyone?',
      endDetail: 'Everyone leaves at once, and the link leads nowhere any more.',
      endConfirm: 'End the meeting',
      cancel: 'Cancel',
    },
    host: {
      title: 'In the meeting now',
      nobody: 'Nobody is here yet.',
      remove: 'Remove {{name}}…',
      removeTitle: 'Remove {{name}} from the meeting?',
      removeDetail:
        'They leave at once. From then on, guests who come by the link wait until you let them in.',
      removeConfirm: 'Remove',
      waiting_one: '{{count, number}} guest waits to be let in',
      waiting_other: '{{count, number}} guests wait to be let in',
      waitingDetail:
        'Since you removed someone, guests wait for you. Nobody proves their name: let in only those you expect.',
      waitingFull: 'There is no place for one more. Someone has to leave first.',
      admit: 'Let in',
      admitName: 'Let in {{name}}',
      turnAway: 'Turn away',
      turnAwayName: 'Turn away {{name}}',
    },
    wait: {
      title: 'You wait to be let in',
      detail:
        'The host of “{{title}}” lets guests in one by one. Stay here; they see that you wait.',
    },
    other: {
      title: 'Leave this meeting for another?',
      unasked: 'Leave this meeting for one at {{pool}}?',
      detail:
        'A link to “{{title}}”, hosted by {{displayName}}, {{organisation}}, was opened. To join it, you leave the meeting that you are in.',
      stay: 'Stay here',
      join: 'Leave, and join the other',
    },
    chat: {
      title: 'Chat',
      messages: 'Messages to everyone',
      none: 'Nothing written yet. What you write, everyone in the meeting reads.',
      from: '{{name}}, {{time}}',
      write: 'Write to everyone',
      lost: 'Not sent: the connection is lost. Try again once it is back.',
      unheard: 'Perhaps not sent: the connection was lost meanwhile',
    },
    lost: {
      title: 'Connection lost',
      detail: 'Candor comes back by itself; your place is kept for a minute.',
    },
    end: {
      left: 'You left the meeting',
      ended: 'The meeting is over',
      over: 'The meeting is over',
      full: 'The meeting is full',
      'no-such-meeting': 'There is no such meeting',
      name: 'This name can’t be used',
      ticket: 'The pool did not recognise you',
      malformed: 'The meeting’s pool did not understand Candor',
      'too-fast': 'The pool ended the connection',
      unreachable: 'The meeting could not be joined',
      removed: 'The host removed you from the meeting',
      'turned-away': 'The host did not let you in',
      elsewhere: 'You joined this meeting elsewhere',
    },
    endDetail: {
      left: 'You can come back to “{{title}}” for as long as it lasts.',
      ended: 'The host ended “{{title}}” for everyone.',
      over: '“{{title}}” has ended. Ask the host for another meeting.',
      full: 'No more than {{count, number}} people fit in, and one place is kept for the host. Try again when someone has left.',
      'no-such-meeting': 'The pool no longer knows it. Ask whoever sent the link.',
      name: 'Choose another name, and join again.',
      ticket: 'Try again; if that doesn’t help, sign out and in again.',
      malformed:
        'Your Candor and the pool may be of different ages. Update Candor, or join in a browser.',
      'too-fast': 'More was said at once than it takes. Wait a moment, then try again.',
      unreachable:
        'The pool did not let you in, and said nothing. Check your network, then try again.',
      removed: 'The link to “{{title}}” does not let you back in by itself. Ask the host.',
      'turned-away': 'If you think that “{{title}}” is your meeting, ask its host.',
      elsewhere:
        'You are in “{{title}}” from another window or device now, and in one place at a time.',
    },
  },
  options: {
    title: 'Options',
    categories: 'Categories',
    general: 'General',
    audio: {
      title: 'Audio device',
      microphoneTitle: 'Microphone',
      microphone: 'Microphone:',
      speakerTitle: 'Speaker',
      speaker: 'Speaker:',
      system: 'As the system has it',
      gone: 'The chosen device (not connected)',
      level: 'Level:',
      levelDetail:
        'Say something: the bar moves when the microphone hears you. Nothing is recorded.',
      test: 'Play a test sound',
      problem: {
        refused:
          'Candor may not use the microphone. Allow it in your system’s privacy settings, then open this page again.',
        none: 'No microphone was found. Plug one in, then open this page again.',
        busy: 'The microphone can’t be opened: another program may be using it. Close that program, then open this page again.',
      },
    },
    ok: 'OK',
    cancel: 'Cancel',
    help: 'Help',
    learnMore: {
      text: 'Learn more',
      opening: 'Opening…',
      error: 'Learn more about what an error report can hold',
      usage: 'Learn more about what usage data can hold',
      logs: 'Learn more about Candor’s log and the event log',
    },
    conversation: {
      title: 'Conversation window',
      reopen: 'Reopen my conversations when I sign in',
      callControls: 'Show call controls when Candor is in the background',
    },
    improve: {
      title: 'Help us improve',
      usage: {
        on: 'Usage data is on. Only an administrator can turn it off.',
        off: 'Usage data is off. Only an administrator can turn it on.',
        host: 'Usage data of this meeting is for its host alone to turn on or off.',
      },
      paragraph:
        'When something goes wrong, Candor can send a report of it, if you agree. It holds the error, the last lines of Candor’s log, your account’s address, and details of this device and of how Candor was running. The memory dump of a crash is asked about separately.',
      exactly: {
        title: 'What exactly',
        person: 'May identify you: {{fields}}.',
        others: 'Does not name you: {{fields}}.',
        when: 'After a crash, a report says which part of Candor crashed and where in it. If the same error comes again while Candor runs, only a count of it follows, each hour or at the next start. All this helps us to find and mend faults.',
      },
      checkbox: 'Send Candor improvement program info',
      withdrawal: {
        title: 'With the box unticked',
        deleted:
          'OK deletes the error reports on this device, those that wait and those that were sent, and memory dumps with them.',
        clearLog: 'Also clear Candor’s log on this device',
        stays:
          'Stays on this device: Candor’s log, which may hold the messages of errors and never leaves without error reports, and in “What Candor sends” your choices and how many reports were deleted. Census and usage data go on.',
        staysCleared:
          'Stays on this device: in “What Candor sends”, your choices and how many reports were deleted. Census and usage data go on, and so does the log, from then on.',
        staysEvents: 'Lines that are in the system’s event log already stay there too.',
      },
      dumps: {
        label: 'Memory dumps of crashes:',
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
      eventLog: 'Also collect troubleshooting info using the system’s event log',
      detail: 'The log stays on this device, but for its last lines in an error report.',
    },
    application: {
      title: 'Application window',
      minimize: 'Minimize to the notification area instead of the task bar',
      start: 'Start Candor when I log in to this device',
    },
    language: {
      label: 'Language of Candor:',
      system: 'Same as the system',
      en: 'English',
      fr: 'Français',
    },
    locked: {
      policy: 'Managed by {{source}}: {{key}} in {{location}}.',
      organisation: 'Managed by {{organisation}}, from {{location}}: {{key}}.',
      unreadable:
        'Managed by {{source}}: {{location}} can’t be read ({{problem}}), which counts as a refusal.',
    },
    about: {
      title: 'About',
      runtime: 'Runs on',
      versions: 'Electron {{electron}}, Chromium {{chromium}}, Node.js {{node}}',
      places: 'Where things are',
      logs: 'Candor’s log',
      data: 'Choices, conversations and what waits to be sent',
      show: {
        text: 'Show',
        logs: 'Show the log’s folder',
        data: 'Show the data folder',
      },
      licences: 'Licences',
      own: 'Candor is free software under the MIT licence. The licences of Electron and Chromium lie beside the program.',
      others_one: '{{count, number}} package is built in',
      others_other: '{{count, number}} packages are built in',
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
    logs: 'Candor’s log, and the event log',
    logsIntro:
      'Candor writes what it does, and what fails, into {{path}}; Options sets how much. What names you or someone you talk to is taken out of each line. The log stays on this device, but for its last lines in an error report. With its box in Options ticked, the same lines go to the system’s event log too: others who use this device may be able to read them there, and Candor can’t clear them. With Logging off, no line is written anywhere.',
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
      self: 'You',
    },
    piiOfOthers: {
      none: 'Nothing',
      pseudonym: 'No one by name: random or hashed',
      organisation: 'Their organisation',
      person: 'The person, possibly',
      self: 'The person',
    },
    hashedByService: 'Stored only as a hash',
  },
  viewer: {
    title: 'What Candor sends',
    retry: 'Try again',
    stale: 'This could not be read anew; what was read before is shown. {{problem}}',
    pages: {
      label: 'Pages',
      records: 'Records',
      decisions: 'Decisions',
      catalogue: 'Catalogue',
      ledger: 'Ledger',
    },
    learned: {
      intro:
        'The service at {{host}} tells everyone what it learned from all that people sent to it, as numbers about many. The page opens in your browser, and is told nothing of you by Candor.',
      open: 'What your data taught',
    },
    consent: {
      paused: 'Error reports are paused.',
      added:
        'They can now hold more than you agreed to: {{fields}}. Tick the box again if you agree.',
      show: 'Show what is new',
      new: 'What is new in error reports',
      newSince:
        'Since you agreed, what is listed here was added. Until you tick the box again in Options, no error report is made or sent.',
      newToAll:
        'What you once agreed to is not known any more. An error report can hold what is listed here. Until you tick the box again in Options, no error report is made or sent.',
    },
    notices: 'Notices',
    warning: {
      ledgerSetAside:
        'The ledger was damaged. It was set aside as {{file}}, and a new one begins by saying so.',
      receiptRefused:
        '{{category}}: the service answered with a receipt that proves nothing. What it was for still waits, and is tried again later.',
      confirmationRefused:
        'The service answered the erasure of your error reports with a confirmation that proves nothing. It is asked again later.',
      serviceKeyChanged:
        'The service signs with a new key. Receipts are now checked against it; the ledger holds both.',
    },
    filter: {
      label: 'Filter',
      category: 'Category',
      state: 'State',
      surface: 'Surface',
      text: 'Text',
      textHint: 'Search in the records',
      allOf: '{{label}}: All',
    },
    recordName: {
      snapshot: 'Device and sign-in',
      day: 'One day’s use',
      exception: 'Unexpected error',
      crash: 'Crash or hang',
      problem: 'Problem that you reported',
      messageFailure: 'Message that failed',
      callFailure: 'Call that failed',
      signInFailure: 'Sign-in that failed',
      meetingFailure: 'Meeting that failed',
      connectionLoss: 'Connection lost',
      repeats: 'Error that came again',
    },
    feature: {
      options: 'Options',
      help: 'Help',
      contacts: 'Contacts',
      search: 'Search',
      conversation: 'Conversation',
      link: 'Link opened',
      notification: 'Notification chosen',
      signOut: 'Sign out',
      call: 'Call',
      answerCall: 'Call answered',
      mute: 'Mute',
      hold: 'Hold',
      meetNow: 'Meet now',
      joinByLink: 'Join by link',
      meetingChat: 'Chat of a meeting',
    },
    state: { waiting: 'Waiting', sent: 'Sent', rejected: 'Rejected' },
    surface: { desktop: 'Desktop', meetings: 'Meetings', launcher: 'Join page' },
    records: {
      count_one: '{{count, number}} record',
      count_other: '{{count, number}} records',
      loading: 'Loading the records…',
      loadFailed: 'The records could not be read. {{problem}}',
      none: 'No record yet',
      noneDetail: 'Records appear here as soon as Candor makes them, before they are sent.',
      noMatch: 'No record fits this filter',
      noMatchDetail: 'Choose All, or search for something else.',
      made: 'Made',
      name: 'Record',
      state: 'State',
      pick: 'Choose a record to see its very bytes.',
      gone: 'This record is no longer on this device.',
      open: 'Record {{id}}',
    },
    record: {
      back: 'Back to the records',
      loading: 'Loading the record…',
      loadFailed: 'The record could not be read. {{problem}}',
      bytes: 'The very bytes that travel',
      bytesSent: 'The very bytes that travelled',
      checks: 'Checks',
      shownMatches: 'What is shown here has the digest with which the record was made.',
      shownDiffers: 'What is shown here does NOT have the digest with which the record was made.',
      receiptMatches: 'The service’s receipt is for exactly these bytes.',
      receiptDiffers: 'The service’s receipt is NOT for these bytes.',
      signed: 'The receipt’s signature is by the service’s key.',
      unsigned: 'The receipt’s signature is by NO key of the service’s.',
      noReceipt: 'No receipt yet: the service has not taken this record.',
      digest: 'SHA-256 of the bytes shown',
      receipt: 'Receipt',
      receivedAt: 'Received (the service keeps it coarse)',
      signature: 'Signature',
      fields: 'What each field says',
      noFields:
        'These bytes are no record any more: another program changed them. They are shown below as they are.',
      field: 'Field',
      value: 'Value',
      counted: '{{name}}: {{number}}',
      history: 'History',
      madeAt: 'Made',
      queuedAt: 'Queued',
      triedAt_one: 'Tried once',
      triedAt_other: 'Tried {{count, number}} times, last',
      problem: 'It waits on: {{problem}}',
      sentAt: 'Sent, with a receipt',
      rejectedAt: 'Rejected by the service: {{reason}}',
      dumpLater:
        'The service doesn’t take its memory dump for now. It waits on this device, and is sent again later',
    },
    actions: {
      export: 'Export…',
      exported: 'Everything was written to {{file}}. Check it with: candor verify {{quoted}}',
      exportFailed: 'The file could not be written. {{problem}}',
      exportFilter: 'Candor export',
      clear: 'Clear history…',
      clearTitle: 'Clear the history on this device?',
      clearDetail:
        'Sent and rejected records are deleted from this device. What waits stays, and so does the ledger, which notes that you did this. What the service holds is not touched. By itself, Candor keeps them for 90 days at most, and of each category no more than the newest 50,000 or 64 MiB.',
      clearConfirm: 'Clear history',
      erase: 'Erase sent error reports…',
      eraseTitle: 'Erase the error reports already sent?',
      eraseDetail:
        'The service erases every error report and memory dump that it holds from this device, and confirms it with a signature. All error reports on this device are deleted too; Candor’s log stays. The request carries nothing but a random key; a new key is made afterwards, so that later reports can’t be tied to earlier ones.',
      eraseConfirm: 'Erase',
      cancel: 'Cancel',
      failed: 'That did not succeed. {{problem}}',
    },
    erasure: {
      pending:
        'An erasure is waiting to reach the service, since {{date}}. It goes out as soon as it can, though error reports may be off.',
      unset: 'No telemetry service is set, so the request waits on this device.',
      elsewhere:
        'An erasure has been waiting for {{url}} since {{date}}: error reports went there, and Candor is now set to another service. It goes out once that address is set again.',
      confirmed_one:
        'The service erased {{count, number}} error report, and confirmed it with its signature on {{date}}.',
      confirmed_other:
        'The service erased {{count, number}} error reports, and confirmed it with its signature on {{date}}.',
      confirmedNone:
        'The service held no error report from this device, and confirmed it with its signature on {{date}}.',
      signature: 'Signature: {{signature}}',
      also: 'Also have the service erase the error reports already sent',
    },
    decisions: {
      intro: 'What is decided on this device at this moment, and the whole table that decides it.',
      now: 'In force',
      table: 'The whole table',
      tableIntro: 'The marked row is the one in force here.',
      inForce: 'in force',
      surface: 'Surface',
      policy: 'Policy',
      choice: 'Your choice',
      policyOff: 'None refuses, which is the default (DisableAutomaticSendTracing is false)',
      policyOn: 'One refuses (DisableAutomaticSendTracing is true), or can’t be read',
      meetingsOff: 'The host refuses, which is the default (MeetingUxEnableTelemetry is false)',
      meetingsOn: 'The host allows it (MeetingUxEnableTelemetry is true)',
      choiceOff: 'Off, which is the default, or paused',
      choiceOn: 'On',
      choiceEither: 'Either',
      choiceNone: 'There is none',
      yes: 'Yes',
      no: 'No',
    },
    dumps: {
      title: 'Memory dumps',
      intro:
        'A crash can leave a memory dump. It travels with its error report or not at all, and only if a second setting lets it: yours in Options, or that of Windows Error Reporting where you are a guest.',
      settingHead: 'Setting',
      fateHead: 'The dump',
      errorReports: {
        allowed: 'Allowed',
        held: 'Not certain yet: a policy may be half written',
        refused: 'Not allowed',
      },
      any: 'Any',
      setting: {
        desktop: {
          ask: 'Options: Ask each time, which is the default',
          always: 'Options: Always send',
          never: 'Options: Never send',
        },
        meetings: {
          ask: 'Windows Error Reporting asks',
          always: 'Windows Error Reporting sends',
          never: 'Windows Error Reporting refuses or can’t be read, or another system',
        },
      },
      fate: {
        ask: 'You are asked about it',
        send: 'Is sent',
        delete: 'Is deleted',
        keep: 'Waits until that is certain',
      },
    },
    ledger: {
      loading: 'Loading the ledger…',
      loadFailed: 'The ledger could not be read. {{problem}}',
      intro:
        'Every choice, every change of policy, every receipt and erasure, in a chain: each entry’s hash covers the one before. Whenever the service signs something for this device, it signs the chain’s end as well, of which it is told no more than a salted hash. A change to an entry that was signed contradicts that signature. The ledger holds no content of your records.',
      holds: 'The chain of {{count, number}} entries is unbroken.',
      broken: 'The chain is broken at entry {{seq, number}}.',
      signedNone:
        'The service has not signed any of it yet. Until it does, whoever can write to Candor’s files can rewrite all of it unseen.',
      signed:
        'Entries 1 to {{through, number}} can’t be changed unseen: the service signed them, last on {{date}}.',
      unsigned_one: 'The {{count, number}} entry after them is not signed yet.',
      unsigned_other: 'The {{count, number}} entries after them are not signed yet.',
      contradicted: {
        changed:
          'Entries {{from, number}} to {{to, number}} are not what the service signed on {{date}}: one of them was changed afterwards.',
        cut: 'Entry {{seq, number}}, which the service signed on {{date}}, is no longer there.',
        removed:
          'The signature of {{date}} over entry {{seq, number}} was taken out of the ledger.',
        noted:
          'Entry {{seq, number}} says that the ledger was found to be another than the service had signed on {{date}}.',
        signature: 'A signature in the ledger is not by the service’s key.',
      },
      newest:
        'The newest {{shown, number}} of {{count, number}} entries are shown; Export writes all.',
      none: 'The ledger is empty',
      entry: 'No.',
      at: 'When',
      who: 'Who',
      what: 'What',
      led: 'State it led to',
      hash: 'Hash',
      you: 'The person on this device',
      candor: 'Candor',
      service: 'The service',
      administrator: 'Policy',
      on: '{{categories}}: on',
      event: {
        began: 'The ledger began, in version {{version}}.',
        beganAnew: 'The ledger began anew: the one before was damaged and set aside as {{file}}.',
        choiceOn: 'Error reports turned on.',
        choiceOff: 'Error reports turned off.',
        policyNone: 'No policy says anything.',
        policy: 'Policy: {{sources}}.',
        policyRead: '{{source}} ({{location}}): {{values}}',
        value: '{{label}} ({{key}}): {{value}}',
        valueUnnamed: '{{key}}: {{value}}',
        policyEmpty: '{{source}} ({{location}}) sets nothing',
        policyUnreadable: '{{source}} ({{location}}) can’t be read: {{problem}}',
        consentSuspended:
          'Error reports paused: they can now hold more than was agreed to, namely {{added}}.',
        sent_one: '{{category}}: {{count, number}} record sent, its receipt checked.',
        sent_other: '{{category}}: {{count, number}} records sent, their receipts checked.',
        receiptRefused: '{{category}}: a receipt was refused, and its record still waits.',
        headSigned: 'The service signed the ledger as it stood at entry {{seq, number}}.',
        headContradicted:
          'The ledger was found to be another than the service had signed up to entry {{seq, number}}.',
        keyPinned: 'The service’s key was seen for the first time: {{kid}}.',
        keyChanged: 'The service’s key changed: {{kid}}.',
        errorsDeleted:
          'Error reports deleted from this device: {{waiting, number}} waiting, {{sent, number}} sent, {{rejected, number}} rejected.',
        withdrawalAsked: 'Erasure of the error reports already sent was asked for.',
        withdrawalConfirmed_one:
          'The service confirmed, signed, that it erased {{count, number}} report.',
        withdrawalConfirmed_other:
          'The service confirmed, signed, that it erased {{count, number}} reports.',
        confirmationRefused: 'A confirmation of erasure was refused: {{problem}}.',
        historyCleared_one: 'History cleared: {{count, number}} record.',
        historyCleared_other: 'History cleared: {{count, number}} records.',
        setAside: 'A damaged file was set aside as {{file}}.',
      },
    },
  },
  warning: {
    label: 'Warnings',
    logNotCleared:
      'Candor’s log could not be cleared: {{problem}}. Delete the files candor.log and candor.1.log to candor.4.log yourself: {{folder}}',
    eventLogFailed: 'The system’s event log takes no lines: {{problem}}',
    settingsSetAside:
      'Your settings could not be read. They were set aside as {{file}}, and Candor began anew with error reports off.',
    historySetAside:
      'Your conversations could not be read. They were set aside as {{file}}, and a new history began.',
    fileSetAside:
      'A file of Candor’s could not be read. It was set aside as {{file}}, and a new one begun.',
    erasureKeyLost:
      'The key with which your error reports can be erased could not be read. If you get the file {{file}} back as it was, name it identity.json while Candor is closed; without it, reports already sent can’t be erased from here.',
    outboxUnusable:
      'What waits to be sent can’t be kept in {{file}} ({{problem}}). It is kept until Candor ends, and other records go on. Give the file to your account, make room on the disk, or close the program that holds it.',
    historyUnusable:
      'Your conversations can’t be opened in {{file}} ({{problem}}). The file was left as it is. Give it to your account, or make room on the disk, and sign in again.',
    logUnusable: 'The log can’t be written to {{file}} ({{problem}}). Candor works without it.',
    outboxSetAside:
      'Waiting records could not be read. They were set aside as {{file}}, and a new file was begun. There is nothing that you have to do.',
    poolChanged:
      'A policy has changed which pool Candor may talk to, so you were signed out. Nothing more goes to the former pool.',
    policyKeysUnknown: 'The policy {{location}} holds keys that Candor does not know: {{keys}}.',
    dismiss: 'Dismiss',
  },
  policyProblem: {
    notJson: 'it is not valid JSON',
    placed: 'it is not valid JSON: line {{line}}, column {{column}}: {{fault}}',
    json: {
      commaTooMany: 'a comma too many',
      comma: 'a comma is missing',
      colon: 'a colon is missing',
      name: 'a name in double quotes is missing',
      value: 'a value is missing',
      word: 'a word without double quotes',
      openText: 'a text is never closed',
      openObject: 'a } is missing',
      openList: 'a ] is missing',
      number: 'a number that is none',
      letter: 'a character that a text can’t hold',
      more: 'something stands after the end',
      comment: 'a comment, which JSON does not have',
    },
    notObject: 'the policy must be a JSON object',
    namedTwice: 'it names {{key}} twice',
    missing: 'it does not exist',
    notFile: 'it is not a file',
    unreadable: 'it can’t be read',
    tooLarge: 'it is too large',
    notOwnedByRoot: 'it is not owned by root',
    writableByOthers: 'others than root may write to it',
    writableFolder: 'others than root may write to its folder',
    changeableWay: 'others than root may change {{place}}, which leads to it',
    beingWritten: 'it is being written',
    notRead: 'the system has not said yet what it holds',
    bad: {
      flag: '{{key}} must be {{values}}',
      choice: '{{key}} must be {{values}}',
      address: '{{key}} must be an address in {{values}}',
      days: '{{key}} must be a whole number from {{values}}',
    },
    or: 'or',
    to: 'to',
  },
  serviceProblem: {
    status: 'the service answered {{status}}',
    badAnswer: 'the service’s answer is not usable',
    tooLarge: 'the service’s answer is too large',
    noVerdict: 'the service’s answer holds no verdict on what was sent',
    unprovenReceipt: 'the service answered with a receipt that proves nothing',
    noKeys: 'the service’s keys could not be had',
    noAddress: 'no telemetry service is set',
    noConfirmation: 'it is no confirmation',
    otherOwner: 'it is for another',
    wrongSignature: 'its signature is wrong',
  },
  policyCommand: {
    title: 'Candor {{version}}: the policy in force',
    sources: 'Sources',
    noSource: 'this system has none',
    source: '{{name}} ({{location}}): {{what}}',
    sourceNowhere: '{{name}}: {{what}}',
    noPool: 'No pool is set: who signs in is asked for one.',
    pool: 'People sign in to {{url}}.',
    absent: 'no policy',
    read: 'read,',
    unreadable: 'can’t be read, which refuses: {{problem}};',
    since: 'since {{since}}',
    unknownKey: 'not known to Candor: {{key}}',
    ignored: 'not obeyed: {{key}}, since a file that is named at the start can only refuse',
    effective: 'What holds',
    notSet: 'not set',
    decisions: 'What may be collected and sent (desktop client)',
    off: 'error reports not chosen',
    on: 'error reports chosen',
    now: 'now',
    yes: 'yes',
    no: 'no',
    malformed: 'A source can’t be read. Mend it: until then, it counts as a refusal.',
    someIgnored:
      'A named file gives values that it can’t set. They hold once it is installed as the machine’s policy.',
    unknown: 'candor policy does not understand {{argument}}.',
    usage:
      'Usage: candor policy [--json] [--policy-file=FILE] [--user-data-dir=DIR] [--lang=fr]\nIt ends with 0 if all is well, 1 if a source is malformed or can’t be read, 2 if it was called wrongly, 3 if a named file gives values that it can’t set.',
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
    dump: 'The crash also left a memory dump ({{size}}): a copy of part of Candor’s memory, which helps most to find the fault.',
    atStake:
      'The dump can hold what Candor was working with: texts of messages, names, addresses and passwords.',
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
  hang: {
    message: 'This window of Candor does not answer',
    detail:
      'You can wait until it answers, or reload it: then it comes back where it was, but what you were writing in it is lost.',
    wait: 'Wait',
    reload: 'Reload',
  },
  problemReport: {
    title: 'Report a problem',
    intro:
      'Say what happened and what you expected. Please leave out passwords and what others told you in confidence: your words are sent as you write them.',
    text: 'What happened?',
    attached: 'Exactly what is sent',
    attachedDetail:
      'This very text is sent, and nothing else: your words, your account’s address, the last lines of Candor’s log, and details of this device and of how Candor is running.',
    nothingYet: 'It appears here as you write.',
    send: 'Send',
    close: 'Close',
    cancel: 'Cancel',
    refused: 'Error reports are off, so a problem can’t be sent. You can turn them on in Options.',
    locked: 'A policy refuses error reports, so a problem can’t be sent.',
    openOptions: 'Open Options',
    sent: 'Thank you. Your report is on its way.',
    number:
      'Your support finds the report by its number. You find it again under View > What Candor sends.',
    waits: 'Thank you. Your report waits on this device, since no telemetry service is set.',
    changed: 'Something changed meanwhile. Look at what is sent, and press Send again.',
    failed: 'Your report could not be stored. {{problem}}',
  },
  reportNumber: {
    label: 'Report number',
    copy: 'Copy',
    copyNumber: 'Copy the report number',
    copied: 'Copied',
  },
  outside: {
    link: 'The link could not be opened',
    linkDetail:
      'The system found no program for {{href}}, or refused to start it. Copy the link, and open it in a browser yourself.',
    folder: 'The folder could not be opened',
    folderDetail:
      '{{path}} could not be shown ({{problem}}). Copy its address, and look for it yourself.',
    copy: 'Copy',
    close: 'Close',
  },
  tray: {
    open: 'Open Candor',
    unread_one: 'Candor: {{count, number}} unread message',
    unread_other: 'Candor: {{count, number}} unread messages',
  },
  menu: {
    file: 'File',
    about: 'About Candor',
    settings: 'Settings…',
    services: 'Services',
    hide: 'Hide Candor',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    options: 'Options…',
    closeWindow: 'Close window',
    exit: 'Exit',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    copyLink: 'Copy link',
    view: 'View',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimize',
    zoom: 'Zoom',
    bringToFront: 'Bring all to front',
    help: 'Help',
    whatIsSent: 'What Candor can send',
    showLogFolder: 'Show log folder',
    reportProblem: 'Report a problem…',
  },
  joinPage: {
    title: '{{meeting}} – Candor',
    invited: 'A meeting is waiting for you',
    host: 'Hosted by {{name}}',
    open: 'Open in Candor',
    openDetail: 'If Candor is installed on this device, the meeting opens there.',
    browser: 'Join in this browser',
    browserDetail: 'Nothing to install.',
    collectedOff:
      '{{organisation}} decides what its meetings collect, and has turned usage data and error reports off. This page sends nothing.',
    collectedOn:
      '{{organisation}} decides what its meetings collect, and has turned usage data and error reports on. This page sends nothing; if you join in this browser, they are sent.',
    notFoundTitle: 'There is no such meeting',
    notFoundDetail:
      'The link may be incomplete, or the meeting was over long ago. Copy the whole link from the invitation, or ask the person who invited you for a new one.',
    overTitle: 'This meeting is over',
    overDetail: 'To go on talking, ask {{name}} for the link to a new meeting.',
    overDetailNobody:
      'To go on talking, ask the person who invited you for the link to a new meeting.',
    missingTitle: 'Joining in the browser isn’t available here',
    missingDetail:
      'This pool was set up without it. Open the meeting in Candor instead, or ask your administrator.',
    back: 'Back to the invitation',
  },
  webPage: {
    loading: 'Reading {{what}} …',
    again: 'Try again',
    language: { label: 'Language', system: 'Like the browser', en: 'English', fr: 'Français' },
    account: {
      signOut: 'Sign out',
      signedInAs: 'Signed in: {{name}}',
      failed: 'Signing out failed. Try again.',
    },
  },
  admin: {
    notBuilt:
      'The administrators’ page isn’t here: it was not built on this machine. Run “npm run build” where Candor’s source is, and start the pool again. Everything can be set with the command candor-pool meanwhile.',
    title: 'Administration',
    pageTitle: '{{page}} – Candor administration',
    skip: 'Skip to the content',
    failed: 'The pool gave no answer',
    who: 'Signed in: {{name}} ({{role}})',
    of: '{{what}}: {{name}}',
    copy: 'Copy',
    copied: 'Copied',
    notCopied: 'Select it, and copy it yourself',
    pages: {
      label: 'Pages',
      accounts: 'Accounts',
      import: 'Import accounts',
      organisations: 'Organisations',
      numbers: 'Signed in',
      log: 'Changes',
      administrators: 'Administrators',
    },
    role: { helpdesk: 'helpdesk', administrator: 'administrator', owner: 'owner' },
    roles: { helpdesk: 'everyone', administrator: 'administrators and owners', owner: 'owners' },
    gate: 'This page is for {{needed}}. Your role is {{yours}}; an owner can give you another.',
    pager: { label: 'More of the list', back: 'Back', forth: 'Next' },
    signIn: {
      title: 'Administer this pool',
      lead: 'Organisations, accounts and policies of {{host}}.',
      name: 'Name',
      password: 'Password',
      code: 'Code',
      codeHint: 'The six digits that your authenticator shows',
      submit: 'Sign in',
      lacking: {
        name: 'Enter your name as an administrator.',
        password: 'Enter your password.',
        code: 'Enter the six digits that your authenticator shows.',
      },
    },
    link: { lead: 'A one-time link of {{host}}.' },
    enrol: {
      title: 'Begin as an administrator',
      lead: 'You are {{name}}, with the role {{role}}. Choose a password, and add this pool to your authenticator.',
      password: 'New password',
      passwordHint: '12 characters or more: several words are easy to remember and hard to guess.',
      short: 'A password has 12 to 256 characters.',
      scan: 'Scan this with an authenticator on your phone. It then shows a code, anew every 30 seconds.',
      qr: 'QR code for your authenticator; the same stands below as text',
      orType: 'Or type into it:',
      submit: 'Begin',
    },
    choose: {
      title: 'Choose your password',
      lead: 'For your account {{address}}. You sign in to Candor with it.',
      submit: 'Set password',
      done: 'Your password is set. Open Candor, and sign in.',
    },
    problem: {
      wrong: 'The name, the password or the code is wrong. Check all three.',
      replayed:
        'This code was used already. Wait for the next: your authenticator shows a new one every 30 seconds.',
      clockAhead_one:
        'The code is that of another time: your authenticator’s clock is {{count, number}} minute ahead of the pool’s. Let both set their clocks by the network, then try again.',
      clockAhead_other:
        'The code is that of another time: your authenticator’s clock is {{count, number}} minutes ahead of the pool’s. Let both set their clocks by the network, then try again.',
      clockBehind_one:
        'The code is that of another time: your authenticator’s clock is {{count, number}} minute behind the pool’s. Let both set their clocks by the network, then try again.',
      clockBehind_other:
        'The code is that of another time: your authenticator’s clock is {{count, number}} minutes behind the pool’s. Let both set their clocks by the network, then try again.',
      wait: 'Too many wrong attempts. Try again in {{time}}.',
      signedOut: 'Your session is over. Sign in again; you come back to where you were.',
      role: 'Your role doesn’t include this. Ask an owner.',
      link: 'This link was used, was replaced by a newer one, or has run out. Ask for a new one.',
      unknown: 'It is not there any more. Load the page again.',
      thereAlready: 'There is one already.',
      conflict: 'Somebody changed this meanwhile, and your change was not made. {{changes}}',
      conflictUnknown:
        'Somebody changed this meanwhile, and your change was not made. Look at it again.',
      fileUnusable:
        'pool.json can’t be read just now: somebody is editing it, or it has a fault, which the pool’s log names. Nothing was changed.',
      unfit: 'This can’t be kept: a name has 1 to 128 characters, and can be seen.',
      lastOwner: 'This is the last owner. Make somebody else an owner first.',
      badAddress: 'This is no address such as alice@contoso.com.',
      noOrganisation: 'There is no organisation of this domain. Add it first.',
      badPolicy: '{{key}} can’t have this value.',
      badCsv: 'The file is no CSV.',
      badCsvLine: 'The file is no CSV: line {{line}} can’t be read.',
      noColumn: 'The file lacks a column. Its first line must name {{column}}.',
      tooManyLines_one: 'The file has more than {{count, number}} line. Divide it.',
      tooManyLines_other: 'The file has more than {{count, number}} lines. Divide it.',
      otherLines:
        'Other lines are bad now than when you looked: somebody changed accounts meanwhile. Nothing was added; choose the file again.',
      tooMany: 'Too many questions at once. Wait a minute, then try again.',
      unreachable: 'The pool can’t be reached. Check the connection, then try again.',
      unreadable:
        'The pool answered something that this page doesn’t understand. It may be of another version: load the page again.',
      refused: 'The pool says: {{message}}',
    },
    secret: {
      of: 'For {{name}}',
      password:
        'This password is shown once, and kept nowhere as it is. Hand it on by a way that nobody else reads.',
      link: 'This link is shown once, works once, and until {{until}}. Hand it on by a way that nobody else reads.',
      close: 'I have handed it on',
    },
    accounts: {
      lead: 'People who sign in to Candor with an address and a password of this pool.',
      leadHelpdesk: 'Find somebody who has lost their password, and give them another.',
      list: 'People',
      filters: 'Which accounts',
      search: 'Name or address',
      organisation: 'Organisation',
      all: 'All',
      who: 'Person',
      actions: 'Actions',
      address: 'Address',
      addressHint: 'As one signs in with it, such as alice@contoso.com',
      name: 'Name',
      state: { label: 'State', enabled: 'Enabled', disabled: 'Disabled' },
      way: {
        label: 'How they get a password',
        password: 'The pool makes one, and shows it once',
        link: 'They choose it themselves, by a one-time link',
      },
      add: 'Add account',
      addTitle: 'Add an account',
      import: 'Import',
      export: 'Export',
      reset: 'Reset password',
      resetTitle: 'Another password for {{name}}',
      resetDetail:
        'The present password of {{address}} ceases to be valid at once, on every device.',
      rename: 'Rename',
      renameTitle: 'Rename {{address}}',
      enable: 'Enable',
      disable: 'Disable',
      remove: 'Remove',
      removeTitle: 'Remove {{name}}?',
      removeDetail:
        '{{address}} can’t sign in any more, and is taken out of everybody’s search. What they wrote stays with those they wrote to.',
      more: 'More for {{name}}',
      none: 'Nobody here',
      noneYet: 'Add an account, or import a file of them.',
      noneFound: 'No account fits what you asked for.',
      range_one: '{{from}} to {{to}} of {{count, number}} account',
      range_other: '{{from}} to {{to}} of {{count, number}} accounts',
    },
    import: {
      lead: 'First you see what each line of the file would do. Nothing is added until you say so, and then everything at once.',
      back: 'Back to accounts',
      file: 'The file',
      fileExplain:
        'CSV in UTF-8, separated by commas or semicolons. The first line names the columns; the name may be missing.',
      example: 'address,name\nalice@contoso.com,Alice Archer\nbob@contoso.com,Bob Baker',
      choose: 'Choose a file',
      reading: 'Looking through it …',
      fileProblem: {
        tooLarge: 'The file is larger than 4 MB. Divide it.',
        notUtf8:
          'The file is not in UTF-8, so that names would be spoilt. Save it as “CSV UTF-8”, then choose it again.',
        unreadable: 'The file can’t be read. Choose it again.',
      },
      preview: 'What {{name}} would do',
      good_one: '{{count, number}} account would be added.',
      good_other: '{{count, number}} accounts would be added.',
      bad_one: '{{count, number}} line can’t be.',
      bad_other: '{{count, number}} lines can’t be.',
      lines: 'Lines of the file',
      lineNumber: 'Line',
      outcome: 'What happens',
      nothing: '(empty)',
      show: {
        label: 'Show',
        bad_one: 'The line that can’t be added',
        bad_other: 'The {{count, number}} lines that can’t be added',
        all_one: 'All lines ({{count, number}})',
        all_other: 'All lines ({{count, number}})',
      },
      range_one: '{{from}} to {{to}} of {{count, number}} line',
      range_other: '{{from}} to {{to}} of {{count, number}} lines',
      added: 'Would be added',
      line: {
        badAddress: 'No address such as alice@contoso.com',
        badName: 'The name can’t be read, or is too long',
        noOrganisation: 'There is no organisation of this domain',
        thereAlready: 'Is there already, and stays as it is',
        twice: 'Stands in line {{first}} already',
        columns: 'Has more or fewer columns than the first line',
      },
      go: 'Add them',
      goExplain: 'Lines that can’t be added are left out. All the others are added, or none is.',
      add_one: 'Add {{count, number}} account',
      add_other: 'Add {{count, number}} accounts',
      busy: 'Adding …',
      done: 'Added',
      addedAll_one: '{{count, number}} account was added.',
      addedAll_other: '{{count, number}} accounts were added.',
      secrets:
        'How each of them gets in stands in a file that exists only here, and only until you leave this page. Hand its lines on by a way that nobody else reads, and delete it.',
      save: 'Save what to hand out',
    },
    organisations: {
      lead: 'Whose people sign in here, and what Candor may do on their devices.',
      leadOfOne: '{{domain}}: its policies hold for whoever signs in with an address there.',
      list: 'Served by this pool',
      organisation: 'Organisation',
      domain: 'Domain',
      domainHint: 'What stands after the @, such as contoso.com',
      badDomain: 'This is no domain such as contoso.com.',
      name: 'Name',
      nameHint: 'Candor names it where a policy of the organisation holds.',
      accounts_one: '{{count, number}} account',
      accounts_other: '{{count, number}} accounts',
      disabled: 'Disabled',
      ofThem_one: '{{count, number}} account',
      ofThem_other: '{{count, number}} accounts',
      add: 'Add organisation',
      addTitle: 'Add an organisation',
      renameTitle: 'Rename {{domain}}',
      remove: 'Remove organisation',
      removeTitle: 'Remove {{name}}?',
      removeDetail: 'All its accounts and policies go with it, and its people are signed out.',
      typeDomain: 'To make sure, type {{domain}}',
      otherDomain: 'Type exactly {{domain}}.',
      back: 'All organisations',
      none: 'No organisation yet',
      noneDetail: 'Add the domain of your addresses first, then its people.',
      unknown: 'pool.json also sets what no client of this version understands: {{keys}}.',
    },
    means: {
      title: 'What this means',
      explain:
        'By the function that decides on every device. A policy of the device itself can refuse more, never less.',
      explainDraft:
        'With what you chose below, which is not saved yet. A policy of the device itself can refuse more, never less.',
      verdict: { on: 'On', off: 'Off', choice: 'As each person chooses' },
      new: 'would change',
      census: 'No policy turns it off',
      noCensus: 'The join page makes none',
      choice: 'Off until they turn it on',
      notSet: '{{key}} is not set',
      because: '{{key}} is {{value}}',
    },
    policy: {
      value: 'Set to',
      notSet: 'Not set',
      true: 'true',
      false: 'false',
      addressHint: 'Leave it empty not to set it.',
      daysHint: '{{least}} to {{most}}. Leave it empty not to set it.',
      save: 'Save',
      discard: 'Leave as it was',
      whereNotSet: 'Where it is not set',
    },
    meetings: {
      title: 'Data from meetings',
      explain:
        'Whether meetings that this pool hosts make usage data and error reports, whoever joins, in Candor or in a browser. Census data stays on in Candor; the join page makes none.',
      no: 'No (false), which is the default',
      yes: 'Yes (true)',
    },
    numbers: {
      lead: 'As of {{at}}. Numbers only: who talks with whom is told to nobody.',
      leadYet: 'Numbers only: who talks with whom is told to nobody.',
      again: 'Count again',
      people: 'People signed in',
      devices: 'Devices',
      meetings: 'Meetings going on',
      byOrganisation: 'By organisation',
      byOrganisationExplain: 'People with at least one device that is signed in.',
      byVersion: 'By version',
      byVersionExplain: 'As devices call themselves when they sign in.',
      version: 'Version',
      nobody: 'Nobody is signed in',
    },
    log: {
      lead: 'Every change of organisations, accounts, policies and administrators, whether it was made here, by candor-pool or in pool.json itself.',
      entries: 'What was changed',
      explain: 'The newest first. Times are those of this device.',
      when: 'When',
      who: 'Who',
      what: 'What',
      back: 'Way back',
      number: 'No. {{seq}}',
      range: 'No. {{last}} to {{first}}',
      none: 'Nothing was changed yet',
      undo: 'Undo',
      undoOf: 'Undo: no. {{seq}}',
      undoes: 'Undoes no. {{seq}}',
      undone: 'Was undone',
      undoneNow: 'No. {{seq}} was undone.',
      each: 'One by one',
      andMore_one: 'and {{count, number}} more',
      andMore_other: 'and {{count, number}} more',
      notSet: 'not set',
      sentence: '{{who}}, {{at}}: {{what}}',
      by: {
        command: 'The command candor-pool',
        file: 'Whoever edited pool.json',
        link: 'The person themselves, by a one-time link',
        pool: 'The pool itself',
      },
      did: {
        began: 'Began this log.',
        beganAnew: 'Began this log anew: a damaged one was set aside as {{file}}.',
        organisationAdded: 'Added the organisation {{displayName}} ({{domain}}).',
        organisationRemoved_one:
          'Removed the organisation {{displayName}} ({{domain}}) with {{count, number}} account.',
        organisationRemoved_other:
          'Removed the organisation {{displayName}} ({{domain}}) with {{count, number}} accounts.',
        organisationRenamed: 'Renamed {{domain}} from {{from}} to {{to}}.',
        accountAdded: 'Added {{address}} ({{displayName}}).',
        accountRemoved: 'Removed {{address}} ({{displayName}}).',
        accountRenamed: 'Renamed {{address}} from {{from}} to {{to}}.',
        accountEnabled: 'Enabled {{address}}.',
        accountDisabled: 'Disabled {{address}}.',
        passwordReset: 'Replaced the password of {{address}}.',
        policySet: '{{key}} of {{domain}}: from {{from}} to {{to}}.',
        meetingsSet: 'MeetingUxEnableTelemetry: from {{from}} to {{to}}.',
        administratorAdded: 'Added the administrator {{name}} ({{role}}).',
        administratorRemoved: 'Removed the administrator {{name}} ({{role}}).',
        administratorRole: 'Made {{name}} {{to}}; was {{from}}.',
        administratorReset: 'Had {{name}} set up password and authenticator anew.',
        administratorEnrolled: '{{name}} set up password and authenticator.',
        together_one: '{{count, number}} change.',
        together_other: '{{count, number}} changes at once.',
      },
      notUndoable: {
        secretGone: 'This can’t be undone: the password before is not kept.',
        notOfThePool: 'This can’t be undone here.',
        undone: 'This was undone already.',
      },
    },
    administrators: {
      lead: 'Who may use this page. They are no accounts of the pool: they sign in nowhere else.',
      list: 'Who administers',
      roles:
        'A helpdesk resets passwords. An administrator changes all but who administers. An owner that too.',
      add: 'Add administrator',
      addTitle: 'Add an administrator',
      nameHint: 'By which they sign in: letters, digits, dots, such as zoe.ops',
      badName: 'A name has small letters without accents, digits, dots, hyphens or @, 64 at most.',
      role: 'Role',
      roleOf: 'Role of {{name}}',
      can: {
        helpdesk: 'Helpdesk: resets passwords',
        administrator: 'Administrator: changes all but who administers',
        owner: 'Owner: changes that too',
      },
      last: 'Signed in last',
      never: 'Never',
      waits: 'Has not used the link yet',
      you: 'That is you',
      reset: 'Set up anew',
      resetTitle: 'Have {{name}} set up anew?',
      resetDetail:
        'Their password and authenticator cease to be valid at once. A one-time link lets them begin anew.',
      removeTitle: 'Remove {{name}}?',
      removeDetail: 'They are signed out, and can’t sign in here any more.',
    },
  },
  insights: {
    notBuilt:
      'The insights page isn’t here: it was not built on this machine. Run “npm run build” where Candor’s source is, and start the service again. What was collected can be read by its addresses below /v1/ meanwhile.',
    title: 'Insights',
    pageTitle: '{{page}} – Candor insights',
    skip: 'Skip to the numbers',
    madeUp: 'Made-up data: everything here was invented for a demonstration, and tells of nobody.',
    signIn: {
      title: 'What was collected, and what it says',
      lead: 'Numbers about many, never about one. Sign in to read them.',
      token: 'Token',
      tokenHint:
        'It stands in the service’s data folder, in the file that the service names as it starts.',
      submit: 'Sign in',
      provider: 'Sign in with {{name}}',
      or: 'or with the service’s token',
      wrong: 'This is not the service’s token. Copy the whole line of the file, and nothing else.',
      tooMany: 'Too many attempts. Wait a minute, then try again.',
      expired: 'Your session is over. Sign in again; you come back to where you were.',
      unreachable: 'The service can’t be reached. Check the connection, then try again.',
      empty: 'Paste the token first.',
    },
    account: {
      tokenHolder: 'Signed in with the service’s token',
    },
    pages: {
      label: 'Pages',
      overview: 'Overview',
      audience: 'Audience',
      signingIn: 'Signing in',
      use: 'Use',
      stability: 'Stability',
      errors: 'Errors',
      releases: 'Releases',
      alerts: 'Alerts',
      ofOfficers: 'For officers',
      accessLog: 'Access log',
      rights: 'People’s rights',
      settings: 'Settings',
    },
    gate: {
      analyst: 'This page is for analysts.',
      officer: 'This page is for officers: those who answer for what is done with people’s data.',
      watcher: 'This page is for engineers and officers.',
      yours: 'Your roles: {{roles}}. Whoever runs the service can give you another.',
      role: { analyst: 'analyst', engineer: 'engineer', officer: 'officer' },
    },
    accessLog: {
      lead: 'Every read of what tells about a person, and every erasure, is written down here before it happens. Nobody edits it. Times are in UTC.',
      entries: 'Who looked',
      entriesExplain: 'The newest first.',
      range: 'Entries {{last}} to {{first}}',
      empty: 'Nobody read anything of a person’s in this period, and nothing was erased.',
      when: 'When',
      who: 'Who',
      what: 'What',
      number: 'No. {{number}}',
      newer: 'Newer',
      older: 'Older',
      pages: 'More entries',
      download: 'Download all entries of the period',
      by: {
        token: 'The holder of the service’s token',
        command: '{{name}}, by a command where the service runs',
        itself: 'The service itself',
      },
      did: {
        began: 'Began this log.',
        beganAnew: 'Began this log anew: a damaged one was set aside as {{file}}.',
        recordRead: 'Read one error report.',
        recordsRead_one: 'Read a list with {{count, number}} error report.',
        recordsRead_other: 'Read a list with {{count, number}} error reports.',
        dumpRead: 'Read a memory dump.',
        accountExported_one:
          'Looked up an account: {{count, number}} record was found and given out.',
        accountExported_other:
          'Looked up an account: {{count, number}} records were found and given out.',
        accountErased_one: 'Erased an account: {{count, number}} record.',
        accountErased_other: 'Erased an account: {{count, number}} records.',
        learnedOpened: 'Opened to everyone what was learned.',
        learnedClosed: 'Closed what was learned.',
        settingsSet: {
          leastDevices:
            'Raised the fewest devices or people that a number may be about from {{was, number}} to {{set, number}}.',
          recordDays:
            'Set for how many days census and usage records are kept from {{was, number}} to {{set, number}}.',
          errorDays:
            'Set for how many days error reports and memory dumps are kept from {{was, number}} to {{set, number}}.',
        },
        alert: {
          made: 'Made a rule of alerts.',
          changed: 'Changed a rule of alerts.',
          deleted: 'Deleted a rule of alerts.',
          tried: 'Sent a trial of an alert.',
          switchedOff: 'Switched a rule of alerts off.',
          switchedOn: 'Switched a rule of alerts on.',
        },
        unreadable: 'This entry can’t be read: somebody changed it.',
      },
      whole: 'Is it whole?',
      wholeExplain:
        'The hash of each entry covers the one before: whoever changes an entry, or takes one out, breaks the chain.',
      checking: 'the whole chain',
      holds_one: 'The chain is unbroken: {{count, number}} entry.',
      holds_other: 'The chain is unbroken: {{count, number}} entries.',
      holdsNothing: 'There is no entry yet.',
      hasNoted: 'The entry that you noted down is among them: nothing up to it was cut off.',
      lacksNoted:
        'The entry that you noted down is not among them: the log was cut off, or is another one.',
      broken: {
        gap: 'The chain is broken: an entry before no. {{seq}} is missing.',
        previous: 'The chain is broken: entry no. {{seq}} does not follow the one before it.',
        hash: 'The chain is broken: entry no. {{seq}} was changed.',
      },
      last: 'Hash of the last entry',
      lastExplain:
        'Note it down elsewhere: whoever has it can tell later whether entries were cut off.',
      noted: 'A hash that you noted down',
      notedHint: '64 digits, 0 to 9 and a to f',
      notedWrong: 'This is no hash of an entry.',
      look: 'Check with it',
      byYourself: 'To check it without this page, run where the service is:',
      command: 'candor-service access-log verify --head HASH',
    },
    rights: {
      lead: 'What is stored of an account can be given to whose it is, or erased for good. The service finds it by hashing the account under every pepper that it keeps.',
      noted:
        'Looking up and erasing are entered in the access log first, each time, with the account as a hash.',
      account: 'Account',
      whose: 'Whose data',
      accountHint: 'As one signs in with it, such as amos@contoso.example',
      empty: 'Type an account first.',
      look: 'Look up',
      looking: 'Looking through everything that is stored …',
      found: 'What is stored of {{account}}',
      nothing: 'Nothing was found.',
      census: 'Census records (devices and versions)',
      errors: 'Error reports',
      dumps: 'Memory dumps',
      peppers: 'Looked for under the peppers',
      at: 'When',
      cannot: 'What can’t be found',
      save: 'Save all of it as a file',
      dumpsExplain: 'The file names the memory dumps. Engineers download the dumps themselves:',
      dump: 'Memory dump {{digest}} ({{size}})',
      erase: 'Erase …',
      eraseTitle: 'Erase everything of {{account}}?',
      eraseDetail:
        'Census records: {{census}}. Error reports: {{errors}}. Memory dumps: {{dumps}}. They are deleted for good, also from the files. Numbers about many that were computed from census records stay.',
      eraseConfirm: 'Erase for good',
      erasing: 'Erasing …',
      erased: 'Erased: {{account}}',
      erasedExplain:
        'The service signed what it did. The signature (Ed25519) can be checked with the key at /v1/keys.',
      signature: 'Signature',
      saveConfirmation: 'Save the confirmation',
      unsure:
        'The service did not answer in time: whether it was erased is not known. Look the account up again.',
    },
    settings: {
      lead: 'What is changed here is in force at once, and each change is in the access log.',
      learned: 'What we learned',
      learnedExplain:
        'The most important numbers and the most frequent errors, for everyone who sent data: rounded, of weeks that are over, never about fewer people than below. “What Candor sends” links there.',
      open: 'Open to everyone',
      see: 'See the page',
      kept: 'How long it is kept',
      keptExplain:
        'What is older is deleted each day, and at once when you keep less, also from the files. Numbers about many that were computed from it stay.',
      recordDays: 'Census and usage records, in days',
      errorDays: 'Error reports and memory dumps, in days',
      keptBounds:
        '{{least, number}} to {{most, number}}: no longer than where the service is started is said by {{option}}, and long enough that no client sends a record again.',
      keptBad: 'A whole number from {{least, number}} to {{most, number}}.',
      keep: 'Save',
      keptSaved: 'How long data are kept is saved.',
      shortenTitle: 'Delete what is older?',
      shortens: {
        recordDays:
          'Census and usage records that arrived up to {{day}} are deleted at once; the daily figures made of them stay.',
        errorDays: 'Error reports and memory dumps that arrived up to {{day}} are deleted at once.',
      },
      shortenForGood:
        'From then on, what becomes as old is deleted within the hour. None of it can be brought back.',
      shorten: 'Delete and save',
      least: 'The fewest that a number may be about',
      leastExplain: 'No number about fewer devices, or fewer people, is told to anyone.',
      ofNumber: 'Devices or people',
      leastWhere:
        'It can be raised to a multiple, so that nobody learns more by that, and not lowered here: {{option}} says the least where the service is started.',
      raiseTo: 'Raise to',
      raise: 'Raise …',
      raiseTitle: 'Raise it to {{count, number}}?',
      raiseDetail:
        'Every page shows fewer numbers from then on, What we learned too. It can’t be lowered on this page.',
      raiseConfirm: 'Raise it',
      raised: 'No number about fewer than {{count, number}} is told any more.',
    },
    filter: {
      label: 'What is shown',
      period: 'Period',
      days_one: 'Last {{count, number}} day',
      days_other: 'Last {{count, number}} days',
      own: 'From … to …',
      from: 'From',
      to: 'To',
      surface: 'Part of Candor',
      version: 'Version',
      os: 'System',
      all: 'All',
      reset: 'Show everything',
      said: '{{from}} to {{to}}',
      saidOnly: '{{filter}}: {{value}}',
      turned: 'The period ends before it begins.',
    },
    problem: {
      title: 'This could not be read',
      unreachable: 'The service can’t be reached. Check the connection, then try again.',
      forbidden: 'Your roles don’t include this. Ask whoever runs the service.',
      tooMany: 'Too many questions at once. Wait a minute, then try again.',
      busy: 'The service has too much to do, or is preparing its numbers. Try again in a minute.',
      unnoted:
        'Nothing was read or done: each such reading is written down in the access log first, and the log can’t be written now. Try again in a minute; if it stays so, tell whoever runs the service.',
      refused: 'The service says: {{message}}',
      unreadable:
        'The service answered something that this page doesn’t understand. It may be of another version: load the page again.',
    },
    figure: {
      empty: 'Nothing arrived for this in the period.',
      suppressed_devices: 'Not shown: fewer than {{count, number}} devices.',
      suppressed_people: 'Not shown: fewer than {{count, number}} people.',
      unfiltered:
        'This is told of everything only: narrowed down, it would tell of groups from which smaller ones could be computed.',
      suppressedSome_devices:
        'What fewer than {{count, number}} devices sent is not shown by itself: it is left out, or counted among the rest.',
      suppressedSome_people:
        'What fewer than {{count, number}} people met is not shown by itself: it is left out, or counted among the rest.',
      few: 'fewer than {{count, number}}',
      untold: 'not told',
      showTable: 'Show the table',
      hideTable: 'Hide the table',
      copy: 'Copy',
      copied: 'The table is copied.',
      notCopied: 'The browser did not allow copying. Download it instead.',
      csv: 'Download as CSV',
      json: 'Download as JSON',
      more: 'Copy or download: {{title}}',
      rest: 'All others',
      day: 'Day',
      chart: 'Chart: {{title}}',
    },
    overview: {
      now: 'At a glance',
      lastDay: 'Devices on {{day}}',
      lastWeek: 'Devices in the week of {{day}}',
      last28: 'Devices in the 28 days to {{day}}',
      people: '{{people}} people who signed in',
      about: 'about {{count, number}}',
      sessions: 'Sessions in the period',
      crashFree: 'Sessions without a crash',
      between: 'between {{low}} and {{high}}, with 95 % confidence',
      changed: 'What changed',
      changedLead:
        'The seven days to {{to}}, beside the seven days before. Differences that chance alone may make are called none.',
      devicesUp: 'More devices: {{now}} on an average day, {{before}} before ({{change}}).',
      devicesDown: 'Fewer devices: {{now}} on an average day, {{before}} before ({{change}}).',
      devicesSame: 'About as many devices as before: {{now}} on an average day.',
      signInsUp: 'Signing in fails more often: {{now}} of attempts, {{before}} before.',
      signInsDown: 'Signing in fails less often: {{now}} of attempts, {{before}} before.',
      signInsSame: 'Signing in fails as often as before: {{now}} of attempts.',
      crashFreeUp: 'Fewer sessions crash: {{now}} end without a crash, {{before}} before.',
      crashFreeDown: 'More sessions crash: {{now}} end without a crash, {{before}} before.',
      crashFreeSame: 'As many sessions crash as before: {{now}} end without a crash.',
      devicesUnknown: 'Devices: too little arrived in these two weeks to compare them.',
      signInsUnknown: 'Signing in: too little arrived in these two weeks to compare them.',
      crashFreeUnknown: 'Crashes: too little arrived in these two weeks to compare them.',
      byDay: 'Devices and people, day by day',
      byDayExplain:
        'A device counts once a day. People are counted by a hash of their user ID; who is not signed in counts as a device alone.',
      byDayFinding: 'Most on {{day}}: {{devices}} devices.',
      byWeek: 'Devices and people, week by week',
      byWeekExplain:
        'Each counts once a week (Monday to Sunday); weeks that are over. Rounded down, so that nothing about a few can be computed.',
      by28: 'Devices and people within 28 days',
      by28Explain:
        'Each counts once in the 28 days up to the day shown. Rounded down, so that nothing about a few can be computed.',
      sessionsByDay: 'Sessions, day by day',
      sessionsExplain: 'How often Candor was started, where usage data is allowed.',
    },
    trait: {
      deviceDays: 'Device-days',
      share: 'Share',
      devices: 'Devices',
      people: 'People',
      from: 'From',
      to: 'To',
      finding: 'Most frequent: {{value}}, {{share}}.',
      explain: 'One device on one day is one device-day.',
      version: 'Versions',
      adoption: 'How versions spread',
      adoptionExplain:
        'The share of each day’s devices that ran each version; the five most frequent are drawn.',
      os: 'Systems',
      osVersion: 'Versions of systems',
      language: 'Languages',
      region: 'Regions',
      model: 'Device models',
      modelExplain:
        'The most frequent; the rest stand together. One device on one day is one device-day.',
      surface: 'Parts of Candor',
      value: {
        version: 'Version',
        os: 'System',
        osVersion: 'System version',
        language: 'Language',
        region: 'Region',
        model: 'Model',
        surface: 'Part of Candor',
        organisation: 'Organisation',
        feature: 'Feature',
      },
    },
    signingIn: {
      byDay: 'How often signing in fails, day by day',
      byDayExplain: 'The share of attempts to sign in that failed.',
      byDayFinding: 'In the period {{rate}} of {{attempts}} attempts failed.',
      attemptsByDay: 'Attempts and failures, day by day',
      attemptsExplain: 'As the devices counted them, since their snapshot before.',
      version: 'Failures by version',
      os: 'Failures by system',
      explain:
        'The share of attempts that failed, within the range in which it really lies (95 %). Where ranges overlap, chance alone may make the difference.',
      attempts: 'Attempts',
      failures: 'Failures',
      rate: 'Failed',
    },
    interval: { low: 'At least (95 %)', high: 'At most (95 %)' },
    use: {
      messages: 'Messages, day by day',
      messagesExplain: 'Sent and received, where usage data is allowed.',
      calls: 'Calls, day by day',
      callsExplain: 'Calls that were made.',
      minutes: 'Minutes of calls and meetings, day by day',
      minutesExplain: 'As long as they were connected.',
      meetings: 'Meetings, from attempt to success',
      meetingsExplain: 'How often people tried to join a meeting, and how often they were in it.',
      meetingsFinding: '{{share}} of {{attempts}} attempts succeeded.',
      features: 'Features',
      featuresExplain: 'On how many device-days each was used at least, and how often in all.',
      version: 'Use by version',
      organisation: 'Use by organisation',
      organisationExplain:
        'As the devices name it (FederationPartner). Organisations with few devices stand together.',
      tableExplain: 'Sums over the period.',
      imSent: 'Messages sent',
      imReceived: 'Messages received',
      callsMade: 'Calls',
      callMinutes: 'Minutes',
      meetingJoinAttempts: 'Attempts to join',
      meetingJoinSuccesses: 'Joined',
      sessions: 'Sessions',
      uses: 'Uses',
    },
    stability: {
      byDay: 'Sessions without a crash, day by day',
      byDayExplain: 'The share of sessions in which nothing crashed, where usage data is allowed.',
      byDayFinding: 'In the period {{rate}} of {{sessions}} sessions.',
      version: 'Sessions without a crash, by version',
      os: 'Sessions without a crash, by system',
      surface: 'Sessions without a crash, by part of Candor',
      explain:
        'The share, within the range in which it really lies (95 %). Where ranges overlap, chance alone may make the difference.',
      hangs: 'Hangs and crashes, day by day',
      hangsExplain: 'How often a window stood still, and how often something crashed.',
      sessions: 'Sessions',
      crashes: 'Crashes',
      hangsCount: 'Hangs',
      dropped: 'Records dropped',
      rate: 'Without a crash',
    },
    errors: {
      list: 'Errors, grouped',
      listExplain:
        'The same error is one group: of one fingerprint, one crash signature, or one code. Reports come only from people who allow error reports; first and last seen are within the period.',
      listFinding_one: '{{count, number}} group of errors in the period.',
      listFinding_other: '{{count, number}} groups of errors in the period.',
      group: 'Error',
      kind: 'Kind',
      reports: 'Reports',
      occurrences: 'Times',
      people: 'People',
      firstDay: 'First seen',
      lastDay: 'Last seen',
      versions: 'Versions',
      back: 'All errors',
      trend: 'Reports, day by day',
      trendExplain: 'By the day on which they happened.',
      parts: {
        version: 'By version',
        surface: 'By part of Candor',
        processType: 'By process',
        architecture: 'By architecture',
      },
      partsExplain: 'Reports of this group.',
      quality: 'Network quality',
      qualityExplain: 'What the reports of this group told of it.',
      measure: 'Measure',
      median: 'Median',
      p95: '95 of 100 below',
      roundTrip: 'Round trip, in milliseconds',
      jitter: 'Jitter, in milliseconds',
      packetLoss: 'Packets lost, in per cent',
      single: 'Some reports',
      singleExplain:
        'Of the last days, as they are stored, without what they could be joined by: neither number, account nor conversation. That you read them is recorded.',
      singleForbidden: 'Single reports, and what sets them apart, are for engineers.',
      reportFacts: '{{day}} · version {{version}} · {{surface}}',
      worst: 'What most people met: {{title}} (people: {{people}}).',
      problem: 'Problem that people reported',
      coded: '{{kind}}: {{code}}',
      fact: '{{name}}: {{value}}',
      controls: 'Which groups, in which order',
      listOf: {
        open: 'Errors that are open',
        resolved: 'Errors that are resolved',
        ignored: 'Errors that are ignored',
      },
      noneInState: 'No group of the period is in this state.',
      systemTold: 'System: {{system}}, as the kind of exception tells.',
      systemUntold:
        'Which systems, and how many devices, can’t be told: error reports carry neither, and people agreed to them without.',
      order: {
        label: 'Order',
        people: 'Met by most people',
        occurrences: 'Most often',
        lastDay: 'Last seen',
        state: 'What came again, then what is open',
      },
      state: {
        title: 'State',
        open: 'Open',
        resolved: 'Resolved in {{version}}',
        ignored: 'Ignored',
        again: 'Open again: {{version}}',
        metAgain: 'It was resolved in {{version}}. Version {{later}} met it again, so it is open.',
        setBy: 'Set by {{name}} on {{day}}.',
        tokenHolder: 'whoever has the service’s token',
        untouched: 'Nobody has said anything of it yet.',
        change: 'Change the state',
        what: 'What is to become of it',
        choose: { open: 'Open', resolved: 'Resolved', ignored: 'Ignored' },
        hint: {
          open: 'It is still to be mended.',
          resolved: 'It opens again by itself once a later version meets it.',
          ignored: 'It stays ignored, whatever meets it.',
        },
        version: 'Resolved in version',
        versionHint: 'The first one that has it no more, such as 1.0.0.',
        noVersion: 'Say in which version, such as 1.0.0 or 1.1.0-beta.2.',
        note: 'Note',
        noteHint: 'Who reads these pages reads it too: say nothing about a person.',
        save: 'Save',
        cancel: 'Cancel',
        saved: 'The state is saved.',
      },
      stack: {
        title: 'Where in the sources',
        show: 'Read the stack by the source maps',
        recorded: 'That you read it is recorded.',
        loading: 'Reading the stack …',
        unmapped: '{{reported}} (no map tells)',
        anonymous: 'without a name',
        none: 'No source map of version {{version}} tells of this stack. Who has its build uploads them by:',
        command: 'candor-service upload-source-maps {{version}} build/maps',
      },
      dumps: {
        title: 'Memory dumps',
        explain:
          'What stood in memory as it crashed, the last ones: they may hold anything that was open. Each download is recorded.',
        none: 'None is kept of these crashes: people or their organisation did not allow it, or its time is over.',
        facts: 'Dump {{number}} · {{day}} · version {{version}} · {{size}}',
        download: 'Download dump {{number}}',
      },
    },
    learned: {
      title: 'What your data taught',
      lead: 'Candor collects data where people and their organisations let it. This is what came of it, for everyone who sent some: numbers about many, never about one.',
      of: '{{from}} to {{to}}. Made once a day, of weeks that are over.',
      closed:
        'What was learned is not open here. Whoever runs this service can open it for everyone.',
      glance: 'In short',
      devices: 'Devices in these 28 days',
      people: '{{people}} people who signed in',
      crashFree: 'Sessions without a crash',
      version: 'Most used version',
      weeks: 'How many use Candor, week by week',
      weeksExplain:
        'Devices and people who signed in, each once a week. Rounded, so that nothing about a few can be computed.',
      versions: 'The versions in use',
      versionsExplain: 'Tells us which versions still need care.',
      errors: 'What went wrong most often',
      errorsExplain:
        'What Candor’s makers set right first: only what happened to {{count, number}} people or more on one day, without any of the words in their reports.',
      kept: 'How long it is kept',
      keptCensus: 'What tells of devices and versions: {{count, number}} days at most.',
      keptUsage: 'What tells how Candor is used: {{count, number}} days at most.',
      keptError: 'Error reports and memory dumps: {{count, number}} days at most.',
      looked: 'Who looked',
      lookedLead:
        'Most of this is read as numbers alone. Whoever reads a single report, or a person’s data, is written down first. In the 28 days before today:',
      recordRead: 'Single reports read, one by one: {{number}}',
      recordsRead: 'Lists of reports read: {{number}}',
      dumpRead: 'Memory dumps read: {{number}}',
      accountExported: 'Times that a person’s data was given out: {{number}}',
      accountErased: 'Times that a person’s data was erased: {{number}}',
      yours: 'Your own data',
      yoursLead:
        'In Candor, choose View > What Candor sends: there is everything that this device sent, and “Erase sent error reports” has the service delete its error reports for good. In Options you choose what is sent from now on; “Learn more” there tells what it can hold.',
      yoursOther:
        'What is told of devices and versions bears no name. To have everything erased that the service holds of your account, ask whoever runs it.',
    },
    alerts: {
      lead: 'The service looks every five minutes. It sends a message when a rule begins to hold, and another when that is over. Only what an officer sets here leaves the service. Times are in UTC.',
      rules: 'Rules',
      purpose:
        'Alerts tell you of trouble without your looking: sessions that crash, signing in that fails, a new error that many people meet, nothing arriving at all. They go to a webhook, as chat and on-call tools have one, or to an e-mail address.',
      none: 'There is no rule yet: nothing is watched, and nothing leaves the service.',
      noneReader: 'There is no rule yet. Officers make them.',
      readers: 'Officers make and change rules, and see the whole address that they go to.',
      noMail:
        'This service has no mail server: put smtp.json into its data folder, as the administrators’ guide says, and start it anew, to have alerts by e-mail.',
      made: 'The rule is saved.',
      deleted: 'The rule is deleted.',
      switchedOff: 'The rule is switched off: it is watched no more, and sends nothing.',
      switchedOn: 'The rule is switched on, and begins anew.',
      new: 'New rule',
      change: 'Change',
      switchOff: 'Switch off',
      switchOn: 'Switch on',
      delete: 'Delete',
      try: 'Try it',
      trying: 'Trying …',
      deleteTitle: 'Delete this rule?',
      deleteDetail: '“{{rule}}” is watched no more, and messages of it that wait are dropped.',
      quiet: 'Not firing',
      off: 'Switched off',
      firing: 'Firing',
      where: 'To {{where}} · set by {{by}}, {{at}}',
      since: '{{finding}} · since {{at}}',
      undelivered_one:
        '{{count, number}} message could not be delivered since {{at}}: {{problem}} It is tried again, at longer and longer intervals, for seven days.',
      undelivered_other:
        '{{count, number}} messages could not be delivered since {{at}}: {{problem}} They are tried again, at longer and longer intervals, for seven days.',
      lastArrived: 'The last message arrived: {{at}}.',
      lastGivenUp: 'The last message was given up: {{at}}. {{problem}}',
      token: 'the service’s token',
      gone: 'There is no such rule any more: somebody deleted it. Load the page again.',
      full_one:
        'There is {{count, number}} rule already, the most that there can be. Delete one first.',
      full_other:
        'There are {{count, number}} rules already, the most that there can be. Delete one first.',
      arrived: 'The trial arrived: the receiver answered {{detail}}.',
      notArrived: 'The trial did not arrive: {{problem}}',
      form: {
        title: 'A new rule',
        submit: 'Save',
        cancel: 'Cancel',
        kind: 'Alert when',
        below: 'Fires below (per cent)',
        above: 'Fires above (per cent)',
        people: 'Fires from so many people on',
        days: 'Days, today included',
        hours: 'Fires after so many hours',
        to: 'Send it',
        webhook: 'to a webhook',
        mail: 'by e-mail',
        url: 'Address of the webhook',
        urlHint: 'As https://…; http:// only on the service’s own machine.',
        address: 'E-mail address',
        language: 'Language of its messages',
        changed: 'A changed rule begins anew: it fires again if it still holds.',
        badNumber: 'A number from {{least}} to {{most}}.',
        badWhole: 'A whole number from {{least}} to {{most}}.',
        badUrl:
          'An address as https://…, without a user name; http:// only on the service’s own machine.',
        badAddress: 'An e-mail address, such as alerts@example.com.',
      },
      kind: {
        crashFree: 'Fewer sessions end without a crash',
        signInFailures: 'Signing in fails more often',
        newErrors: 'A new error meets many people',
        silence: 'Nothing arrives',
      },
      explain: {
        crashFree:
          'Fires when the share is below for certain: all of its 95 % interval, of {{least}} sessions at least. It is over when the share itself is back.',
        signInFailures:
          'Fires when the share is above for certain: all of its 95 % interval, of {{least}} attempts at least, so that one person’s wrong passwords raise no alarm. It is over when the share itself is back.',
        newErrors:
          'Fires once for each group of errors that is told for the first time, and is over when the group is no longer new, or is resolved or ignored. People are counted in steps of {{k}}.',
        silence:
          'Fires when no record is stored for so long while the service runs; a start of the service begins the count anew. It is over with the next record.',
      },
      rule: {
        crashFree_one: 'Fewer than {{below}} of sessions end without a crash (today)',
        crashFree_other:
          'Fewer than {{below}} of sessions end without a crash (last {{count, number}} days)',
        signInFailures_one: 'More than {{above}} of attempts to sign in fail (today)',
        signInFailures_other:
          'More than {{above}} of attempts to sign in fail (last {{count, number}} days)',
        newErrors_one: 'A new error met {{people}} people or more (today)',
        newErrors_other: 'A new error met {{people}} people or more (last {{count, number}} days)',
        silence_one: 'No record for {{count, number}} hour',
        silence_other: 'No record for {{count, number}} hours',
      },
      finding: {
        crashFree_one: '{{rate}} of {{count, number}} session ended without a crash',
        crashFree_other: '{{rate}} of {{count, number}} sessions ended without a crash',
        signInFailures_one: '{{rate}} of {{count, number}} attempt to sign in failed',
        signInFailures_other: '{{rate}} of {{count, number}} attempts to sign in failed',
        newErrors: '{{error}}: about {{people}} people',
        newErrorsNamed: '{{error}}, {{title}}: about {{people}} people',
        silence_one: 'no record for {{count, number}} hour',
        silence_other: 'no record for {{count, number}} hours',
      },
      message: {
        fired: 'Candor alert: {{rule}}',
        over: 'Candor, over: {{rule}}',
        trial: 'Candor, trial: {{rule}}',
        was: 'it was: {{finding}}',
        trialDetail: 'This is a trial: the rule may hold or not.',
        more_one: 'and {{count, number}} more',
        more_other: 'and {{count, number}} more',
        why: 'Candor’s telemetry service sent this because an officer set this rule at its insights. Whoever has that role can change or delete it.',
      },
      problem: {
        noAnswer: 'The receiver did not answer in time.',
        unreachable: 'The receiver can’t be reached ({{detail}}).',
        untrusted: 'The receiver’s certificate is not trusted ({{detail}}).',
        notAllowed:
          'The address leads into a network that is not public, and webhooks.json of the service does not allow that.',
        refused: 'The receiver answered {{detail}}.',
        redirected:
          'The receiver answered {{detail}}, a redirection. None is followed: set the address that it leads to.',
        webPage:
          'The receiver answered {{detail}} with a web page, such as one to sign in at. Check the address.',
        noServer: 'The service has no mail server: smtp.json is not in its data folder.',
        noTls:
          'The mail server offers no encryption (STARTTLS), and nothing is sent to it in the open.',
        password: 'The mail server refuses the service’s user name or password ({{detail}}).',
        mailRefused:
          'The mail server refuses the message, its sender or its receiver ({{detail}}).',
      },
    },
    releases: {
      choose: 'Which versions',
      version: 'Version',
      against: 'Beside',
      none: 'Choose two versions to see them beside each other.',
      few: 'Fewer than two versions were told in the period.',
      compare: 'Two versions beside each other',
      explain:
        'Each share with the range in which it really lies (95 %). A difference is marked where it is more than chance: two-sided, 5 % over all measures together (Holm).',
      measure: 'Measure',
      of: '{{version}}: out of',
      rate: '{{version}}',
      low: '{{version}}: at least (95 %)',
      high: '{{version}}: at most (95 %)',
      share: '{{rate}} of {{of}} ({{low}} to {{high}})',
      difference: 'Difference',
      more: 'More than chance',
      chance: 'May be chance',
      unknown: 'Too few to tell',
      use: 'Use, on one device and day',
      useExplain:
        'What all devices of a version did, divided by their days. A sum tells nothing of its spread, so whether a difference is chance can’t be told.',
      useFinding: '{{share}} of the device-days of both are of {{version}}.',
      errors: 'Errors of both',
      errorsExplain:
        'Reports of each group, the most frequent first. They are counts, from people who allow error reports: the version that more devices use has more of them.',
      errorsFinding_one:
        '{{count, number}} group of errors is told of {{version}} and not of {{against}}.',
      errorsFinding_other:
        '{{count, number}} groups of errors are told of {{version}} and not of {{against}}.',
      signInFailures: 'Failed attempts to sign in',
      crashFreeSessions: 'Sessions without a crash',
      sessionsWithoutHang: 'Sessions without a hang',
      meetingJoins: 'Meetings joined, of those tried',
    },
  },
  startup: {
    title: 'Candor can’t start',
    badUrl:
      '{{variable}} is “{{value}}”. It must be an https address, or http to this device only (localhost, 127.0.0.1 or [::1]), without user name, password, query or fragment. Correct it and start Candor again.',
    badSwitch:
      '{{name}} needs a value: {{name}}={{placeholder}}. Correct it and start Candor again.',
    unusable:
      'A file of Candor’s can’t be used: {{problem}}. It is in {{folder}}, and was left as it is. Give it to your account (after a start with sudo it can be root’s), or move it elsewhere, and start Candor again. Without identity.json, reports already sent can no longer be erased.',
    noAnswer:
      'Candor can’t have {{folder}} for itself, and no other Candor answers. If one is running, end it, or restart this device; it can also run on another device, where the folder is on a network. If none is, something in that folder keeps Candor out: move the folder elsewhere and start Candor again; conversations and settings are in it.',
  },
  verifyCommand: {
    usage: 'Usage: candor verify FILE [--key KEY]…',
    candorUsage: `Usage: candor COMMAND

  verify FILE [--key KEY]…   checks a file that Export wrote: ledger, digests, signatures
  policy [--json]            says what policy holds on this device, and from where
  --help                     says this; after a command, how that is called
  --version                  says the version
`,
    unreadable: '{{file}} can’t be read ({{code}}).',
    notJson: '{{file}}: {{problem}}.',
    notExport: '{{file}} is not an export of Candor’s: {{place}} is not as it should be.',
    wholeFile: 'the file itself',
    checked:
      '{{file}}: ledger entries {{entries, number}}, records {{records, number}}, receipts {{receipts, number}}',
    broken: 'BROKEN',
    missing: 'MISSING',
    noSeal: 'NO SEAL',
    unsealed:
      'an earlier Candor wrote it: a changed date, and what was cut from its end, may go unseen',
    twice: '{{file}}: “{{key}}” stands twice in one place, so that it says two things.',
    signedMark: 'SIGNED',
    unsignedMark: 'UNSIGNED',
    lateMark: 'LATE',
    signed:
      'ledger entries 1 to {{through}} are as they were when the service signed the last of them, at {{at}}',
    unsignedAll:
      'the service has signed nothing of this ledger: who could write to the device’s files could have rewritten it whole',
    unsignedFrom:
      'ledger entries {{from}} to {{to}} came after the last signature: who could write to the device’s files could have rewritten them',
    late: 'ledger entries {{from}} to {{to}} say that they are of {{dated}} or later, and the service signed them first at {{at}}: until then they could have been rewritten',
    head: {
      changed:
        'ledger entries {{from}} to {{to}}: one of them is not as it was when the service signed the last of them, at {{at}}',
      changedOne: 'ledger entry {{to}}: it is not as it was when the service signed it, at {{at}}',
      cut: 'ledger entry {{seq}}: the service signed it, at {{at}}, and it is not in this file',
      removed:
        'ledger entry {{seq}}: the service signed it, at {{at}}, and the entry with that signature was taken out of the ledger',
      noted:
        'ledger entry {{seq}}: Candor found that its ledger was not the one whose entry {{signed}} the service had signed, at {{at}}',
    },
    keyNotNamed: 'key {{number}}: it is none of the keys named by --key',
    keyName: 'key {{number}}: it is named {{kid}}, and in the ledger {{known}}',
    recordTotal: 'records: {{exported}} were exported, and {{here}} are here',
    entryTotal:
      'ledger: {{exported}} entries were exported, and {{here}} are here or the last one is another',
    otherThanText: {
      category: 'its category is not that of its text, which says {{said}}',
      surface: 'its surface is not that of its text, which says {{said}}',
    },
    key: 'KEY',
    keySince: '{{kid}}, first seen {{since}}',
    compareKeys:
      'Whether a key is the service’s, this file can’t prove: compare it with the “kid” at the service’s /v1/keys, or name that by --key.',
    record: 'record {{number}} ({{category}}): {{problem}}',
    entry: 'ledger entry {{seq}}: {{problem}}',
    gone_one:
      '{{count, number}} {{category}} record that the ledger says was sent is not in this file; retention and erasure delete records',
    gone_other:
      '{{count, number}} {{category}} records that the ledger says were sent are not in this file; retention and erasure delete records',
    holds: 'All that is in it holds.',
    holdsNot: 'It does not hold.',
    problem: {
      seal: 'seal: something in this file was changed after it had been exported',
      noRecord: 'its text is no record',
      digest: 'its text does not match its digest',
      noReceipt: 'it counts as sent, but has no receipt',
      otherText: 'its receipt is for another text',
      otherRecord: 'its receipt is for another record',
      signature: 'its receipt’s signature is by no key in this file',
      notInLedger: 'the ledger does not know that it was sent',
      noEntry: 'the ledger is empty',
      gap: 'an entry is missing before it, or entries changed places',
      previous: 'it does not follow from the entry before it',
      hash: 'its content was changed',
      confirmation: 'the confirmation’s signature is by no key in this file',
      head: 'the signature over the ledger is by no key in this file',
      headBeside: 'ledger: the signature that is kept beside it is by no key in this file',
    },
  },
  serverCommand: {
    problem: '{{name}}: {{problem}}',
    unknownOption: 'there is no option {{option}}',
    noValue: '{{option}} needs a value: {{option}}=VALUE',
    valueTooMany: '{{option}} takes no value',
    badPort: '--port must be a whole number from 0 to 65535, and not “{{port}}”',
    badCount: '--{{option}} must be a whole number from 1 to 9999999, and not “{{text}}”',
    badData: '--data must name a folder',
    badProxy:
      '--trust-proxy must be an address such as 10.0.0.5 or a network such as 10.0.0.0/24, and not “{{text}}”',
    notTaken: '{{command}} takes no --{{option}}',
    tooMany: 'there is one argument too many: “{{argument}}”',
    noCommand: 'there is no command “{{command}}”',
    listening: {
      badAddress:
        '--listen must be an address of this machine and a port, such as 0.0.0.0:8443, [::]:8443 or 127.0.0.1:8080, and not “{{text}}”; a name, such as localhost, is no address',
      portTwice: '--listen names the port, too: give it or --port, not both',
      certificateAndKey: '--tls-cert and --tls-key go together: give both files',
      plain:
        '{{listen}} is beyond this machine, where plain HTTP can be read along the way: give a certificate with --tls-cert FILE --tls-key FILE, or listen on 127.0.0.1 and put your TLS proxy in front, on this machine',
      taken:
        'port {{port}} is in use on {{host}}: end what uses it (“ss -ltnp” tells), or choose another with --listen or --port, or 0 for any',
      notHere:
        '{{host}} is no address of this machine (“ip address” lists those): choose one of them with --listen, or 0.0.0.0 or [::] for all',
      forbidden:
        'port {{port}} may not be listened on by this user, as ports below 1024: give the right (AmbientCapabilities=CAP_NET_BIND_SERVICE in the systemd unit), or choose a higher one',
      refused:
        '{{host}}, port {{port}}, can’t be listened on ({{code}}): choose another with --listen or --port',
    },
    certificate: {
      unreadable:
        '{{path}} can’t be read ({{why}}): name a PEM file that the user of this server may read; of certificates in folders that are root’s alone, such as certbot’s, have a copy made at each renewal (a deploy hook)',
      none: '{{path}} holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----: give the full chain with --tls-cert, and the private key with --tls-key',
      noKey:
        '{{path}} holds no private key in PEM, such as one that begins with -----BEGIN PRIVATE KEY-----: give the certificate’s key with --tls-key',
      encrypted:
        '{{path}} is encrypted, and nobody is here to give its passphrase: decrypt it for this server, “openssl pkey -in KEY -out NEW”, with chmod 600',
      otherKey:
        'the private key in {{key}} is not that of the certificate in {{cert}}: give the two that were made together',
      order:
        '{{path}} does not begin with the server’s own certificate: put it first, and those of its issuers behind it',
      over: '{{path}}: the certificate of {{name}} was valid until {{until}} only: renew it',
      notYet:
        '{{path}}: the certificate of {{name}} is valid from {{from}} on, and here it is {{now}}: set this machine’s clock, or wait',
      refused:
        'the certificate in {{cert}} and the key in {{key}} are refused by OpenSSL ({{why}}): have a new one made, with an EC key or RSA of 2048 bits at least',
      kept: 'the certificate was changed and can’t be used; the one before goes on being used. {{problem}}',
      renewed: '{{path}}: a new certificate is in use, which is valid until {{day}}',
      soonOver: '{{path}}: the certificate in use is valid until {{day}} only: renew it',
    },
    check: {
      well: 'Nothing is wrong with this set-up.',
      fault: 'Fault: {{problem}}',
      warning: 'Look at this: {{problem}}',
      otherName:
        'the certificate in {{path}} is not for {{host}}, so that no client takes it: have one made for that name',
      openKey:
        'the private key {{path}} can be read by others: “chmod 600”, and have a new one made',
      openData: '{{path}} can be read or changed by others, and there are secrets: “chmod -R go=”',
      unresolved:
        '{{host}} leads nowhere ({{code}}): enter this machine’s address for it with whoever runs your DNS',
      elsewhere:
        '{{host}} leads to {{addresses}}, and none of these is this machine’s: enter its address in DNS, unless a router or a proxy passes on from there',
      future:
        'what is in {{path}} was written until {{at}}, and here it is {{now}}: set this machine’s clock (“timedatectl”)',
      room: 'there is room for {{mib}} MiB only where {{path}} is: make room, or keep less',
    },
    backup: {
      needsFile: '{{command}} needs a file, such as /backup/candor-2026-11-30.candor-backup',
      noData: 'there is no data folder {{path}}: name the server’s with --data',
      inside:
        'a back-up within the data folder {{path}} would be lost with it: name a place outside',
      there: 'there is a file {{path}} already, and it stays: choose another name',
      unwritten:
        'the back-up {{path}} can’t be written ({{why}}): make room, or choose another place',
      made: 'Backed up to {{file}}, and read again: {{files}} files, {{mib}} MiB. The secrets are in it: keep it as safe as the data folder.',
      verified:
        '{{file}} is whole: a back-up by Candor {{version}}, begun {{madeAt}}, {{files}} files, {{mib}} MiB.',
      restored: '{{path}} is as it was at {{madeAt}}.',
      unreadable: '{{path}} can’t be read ({{code}}): name a back-up that this user may read',
      foreign: '{{path}} is no back-up of Candor: name a file that “backup” made',
      damaged:
        '{{path}} is damaged, and nothing of it is used: take an earlier one, or another copy',
      newer: '{{path}} was made by a newer Candor: install that one, or a later, and try again',
      newerCandor:
        '{{path}} was made by Candor {{version}}, and this is {{own}}: install that one, or a later, and try again',
      isOf: {
        service:
          '{{path}} is a back-up of the telemetry service: restore it with the service’s command',
        pool: '{{path}} is a back-up of the pool: restore it with “candor-pool restore”',
      },
      notEmpty:
        '{{path}} is not empty, and what is there stays: move it away, or name an empty or a new folder with --data',
    },
    folder: {
      halfRestored:
        'the data folder {{path}} holds half of a back-up, for putting it back was cut off: empty the folder, and restore again',
      notYours: 'the data folder {{path}} belongs to someone else: choose another with --data',
      open: 'the data folder {{path}} is open to others and holds files of another program: choose an empty folder, or close it with “chmod 700”',
      taken:
        'another process uses the data folder {{path}}: stop it first, or choose another folder with --data',
      unusable: 'the data folder {{path}} can’t be used ({{why}}): choose another with --data',
      tightened: 'the data folder {{path}} was open to others; now it is its owner’s only',
    },
  },
  serviceCommand: {
    name: 'Candor telemetry service',
    usage: `Usage:
  candor-service [--listen ADDRESS:PORT] [--tls-cert FILE --tls-key FILE] [--port PORT]
                 [--data DIR] [--erasures JOURNAL] [--trust-proxy NETWORK]...
                 [--requests-per-minute N] [--connections-per-address N]
                 [--dumps-per-owner N] [--dump-mib-per-owner N]
                 [--dumps-per-address N] [--dump-mib-per-address N]
                 [--dumps-per-day N] [--dump-mib-per-day N] [--dumps-kept N] [--dump-mib-kept N]
                 [--record-mib-per-owner N] [--record-mib-per-address N]
                 [--record-mib-per-day N] [--record-mib-kept N]
                 [--keep-days N] [--keep-error-days N] [--least-devices N]
      Starts the telemetry service, on 127.0.0.1 unless ADDRESS is another one of this machine, such as 0.0.0.0
      or [::] for all. PORT 0 takes any free one (default 4780).
      Beyond this machine it speaks TLS only, by the certificate chain and the private key in two PEM FILEs; they
      are looked at while it runs, and a renewed certificate is used at once.
      DIR holds the records and the secrets; it is made where there is none (default data/service; installed by a
      package, /var/lib/candor-service).
      NETWORK, in CIDR, is where proxies are that are believed about X-Forwarded-For, besides
      those on this machine; the last address there that is none of theirs is the client’s.
      One address, such as an office’s, may make N requests a minute (default 600), and have N under way at once
      (default 200); IPv6 counts by networks of 64 bits.
      N memory dumps, or N MiB of them, are taken in a day of one owner (default 20, 200), from one address
      (200, 2048) and in all (2000, 4096), and kept (50000, 20480); those beyond come later.
      N MiB of records are taken in a day of one owner (default 32), from one address (256) and in all (8192),
      and kept (204800); those beyond come later. A large office behind one address may need more.
      Census and usage records are kept for N days (default 400), error records and memory dumps for N days
      (default 90), 45 at least; clients are told, and what is past is deleted from the files too.
      No insight is about fewer than N devices (default 5); N can be raised, not lowered.
      JOURNAL, outside of DIR and best on another disk, gets a copy of what is erased, so that no back-up brings it back.
  candor-service check [--host NAME] [--json] [as above]...
      Tells what is wrong with a set-up, and what to do; NAME is the one that clients know the service by.
      Exit status 1 if there is a fault.
  candor-service rotate-pepper [--data DIR] [--forget-old]
      Makes a new pepper for the second hash; stop the service first.
      --forget-old erases the earlier peppers, so that no one can repeat their hashes.
  candor-service upload-source-maps VERSION DIR [--data DIR]
      Keeps a release’s source maps, such as those in build/maps, beside the data, so that engineers read
      its stacks in the sources; the service may run meanwhile. Nothing serves them.
  candor-service rebuild [--data DIR]
      Computes what the insights know anew from the records; stop the service first.
  candor-service person ACCOUNT export|erase [--data DIR]
      Gives all that is stored of an account as JSON, or erases it for good, with a signed confirmation;
      stop the service first, or ask it: GET or DELETE /v1/persons/ACCOUNT.
  candor-service access-log verify [--data DIR] [--head HASH]
      Tells whether the log of who read what holds, and whether it has the entry that was noted down as HASH.
  candor-service backup FILE [--data DIR]
      Copies all that DIR holds into one FILE, the secrets too, while the service runs or not, and reads it again.
  candor-service verify FILE
      Reads a back-up, and tells whether it is whole, and when it was made.
  candor-service restore FILE --erasures JOURNAL|--without-erasures [--data DIR]
      Puts a back-up back into an empty or new DIR, but what people had erased since, by the JOURNAL.
In a clone of the sources, candor-service is: npm run service --
`,
    otherVersion:
      '{{path}} was made by another version of Candor ({{tables}}): install that one, or a later, or restore a back-up',
    backup: {
      needsErasures:
        'restore needs --erasures FILE, the journal of what was erased since the back-up was made: the file that the service copies it to, or erasures.jsonl of the data folder of before, so that nothing comes back that people had erased. Where neither is left: --without-erasures',
      noJournal:
        'the journal of erasures {{path}} can’t be read or written ({{why}}): name another file with --erasures',
      notJournal:
        '{{path}} is no journal of erasures: name the file that --erasures of the service names, or erasures.jsonl of the data folder of before',
      journalInside:
        'the journal of erasures {{path}} would be lost with the data folder: name a file outside with --erasures, best on another disk',
      unjournaled:
        '{{path}} can’t be written ({{code}}): what is erased now is missing there, until it can be',
      unreadLines: '{{path}} has lines that say nothing, and are passed over: {{lines}}',
      erasedAgain:
        'Records erased again, which people had withdrawn, or whose account was erased: {{rows}}',
      withoutErasures:
        'What people withdrew after the back-up was made, and accounts that were erased after it, are back: erase them again, if you know of any',
      noSocket: '{{path}} can’t be made ({{code}}): for a back-up, stop the service first',
      notHeld:
        'the service can’t hold its databases still ({{code}}): make room in its data folder, and try again',
      unrest:
        'somebody’s data was erased each time while the back-up was made: try again at a quieter hour',
      busy: 'another back-up is being made: wait until it is over',
    },
    maps: {
      kept_one: '{{count}} source map of {{version}} is kept beside the data.',
      kept_other: '{{count}} source maps of {{version}} are kept beside the data.',
      needs: 'upload-source-maps needs a version and a folder, such as 1.0.0 build/maps',
      badVersion: '{{version}} is no version, such as 1.0.0 or 1.1.0-beta.2',
      noData: 'there is no data folder {{path}}',
      noRelease: '{{path}}, which the build writes, is not there or says otherwise than it should',
      otherVersion: 'these source maps are of {{found}}, and not of {{version}}',
      tooMany: 'the folder holds more than {{files}} files, or folders more than {{deep}} deep',
      noMap: '{{file}} is no source map, and is left out',
      tooLarge: '{{file}} is larger than {{mib}} MiB, and is left out',
      otherBuild: '{{file}} is of another build than {{version}}’s, and is left out',
      unreadable: '{{path}} can’t be read, or its maps can’t be kept: {{code}}',
    },
    forgetAlone: '--forget-old goes with rotate-pepper',
    started: 'Candor telemetry service at {{url}}',
    token: 'The analysts’ token is in {{file}}; to read what arrived:',
    rotated: 'The service hashes with the pepper {{pepper}} from now on.',
    damaged: '{{path}} is damaged: put back a copy, or move it away to have a new one made',
    setAside:
      'the database {{path}} can’t be read: it is set aside as {{aside}}, and a new one is made. Withdrawals don’t reach what is set aside: delete it once it is examined',
    diskFull: 'the disk is full: what is stored can be read, and nothing can be added',
    noReserve: 'the disk has no room for {{path}}, without which erasing can fail: make some',
    dumpsStay: 'dumps that are due could not be deleted: {{code}}',
    dueStays: 'records that are due could not be deleted: {{code}}',
    rebuilt: 'Computed anew from {{records}} records; days of census or usage: {{days}}.',
    insightsPrepared: 'insights: {{rows}} records of an earlier version are prepared',
    insightsMended:
      'damaged numbers of the insights were found, and are computed anew from the records: {{days}}',
    insightsLost:
      'damaged numbers of the insights were found, and are told no more, since their records are deleted already: {{days}}',
    tablesRemade:
      'tables of the insights that are damaged, or of another version, are made anew from the records: {{tables}}',
    insightsWait: 'the insights could not be prepared, and will be in a minute: {{code}}',
    tooFewDevices: '--least-devices can be raised from {{least}}, not lowered',
    keptTooShort:
      '--{{option}} must be {{days}} at least: clients send a record again for up to 30 days, and one that was gone by then would count twice',
    learnedDamaged:
      '{{path}} can’t be read: what was learned is not open to everyone until an officer opens it again',
    accessLog: {
      setAside:
        'the access log {{path}} can’t be read: it is set aside as {{aside}}, and a new one is begun, which says so',
      unwritten:
        'the access log {{path}} can’t be written, so that nothing about single persons is shown: make room on the disk',
      needs: 'access-log goes with “verify”',
      badHead: '--head must be a hash of 64 hexadecimal digits, and “{{head}}” is none',
      none: 'there is no access log at {{path}}: nobody has read anything about a single person there, or it was taken away',
      unusable: 'the access log {{path}} can’t be read: {{why}}',
      broken: {
        gap: 'the access log {{path}} does not hold: an entry is missing before {{seq}}',
        previous:
          'the access log {{path}} does not hold: entry {{seq}} does not follow the one before it',
        hash: 'the access log {{path}} does not hold: entry {{seq}} was changed',
      },
      cut: 'the access log {{path}} holds, but has no entry with the hash {{head}}: it was cut off, or another one put in its place',
      holds_one:
        'The access log holds: {{count}} entry. Note its head down, to tell later that nothing was cut off: {{head}}',
      holds_other:
        'The access log holds: {{count}} entries. Note its head down, to tell later that nothing was cut off: {{head}}',
    },
    person: {
      needs: 'person goes with an account, and “export” or “erase”',
      byRoute:
        'Where the service runs, an officer asks it: GET or DELETE /v1/persons/ACCOUNT, with the analysts’ token.',
      unnoted: 'the access log can’t be written, so that nothing is given or erased',
      cannotFind: {
        forgottenPeppers_one:
          'Not found: {{count}} record was hashed with a pepper that is forgotten. Whose it is, nobody can tell any more.',
        forgottenPeppers_other:
          'Not found: {{count}} records were hashed with peppers that are forgotten. Whose they are, nobody can tell any more.',
        erasedBefore: 'Not found: what was withdrawn, or deleted by age, which is gone.',
        usage: 'Not found: usage data, which have no account.',
        withoutUser:
          'Not found: error reports without a user ID, as before signing in. The device that sent them can withdraw them.',
      },
    },
    smtp: {
      fault: {
        host: 'must be the mail server’s name or address',
        port: 'must be a port, 1 to 65535',
        security: 'must be “tls”, “starttls”, or “none” for a server on this machine',
        user: 'must be the name that the service signs in with; it goes with passwordFile',
        passwordFile: 'must be the name of a file in the data folder; it goes with user',
        from: 'must be the sender’s e-mail address',
        stranger: 'does not belong there',
        whole: 'must be a JSON object with host, port, security and from',
      },
    },
    webhooks: {
      whole: 'must be a JSON object with networks, a list such as ["10.1.0.0/16"]',
    },
    alerts: {
      setAside:
        'the rules of alerts in {{path}} can’t be read: they are set aside as {{aside}}, and there are none until an officer makes them again',
      failed: 'alerts could not be looked after, and will be in five minutes: {{code}}',
      undelivered: 'an alert to {{where}} could not be delivered, and is tried again: {{problem}}',
      dropped: 'an alert to {{where}} was not delivered in seven days, and is dropped',
    },
    settings: {
      unusable: '{{path}} can’t be used: {{problem}}',
      stricter:
        'Officers’ {{path}} and the options both say; of each the stricter is in force: no number about fewer than {{leastDevices, number}} devices or people, census and usage records kept for {{recordDays, number}} days, error records and dumps for {{errorDays, number}}.',
      badOfficers:
        'must have leastDevices, recordDays and errorDays, or some of these, each a whole number: correct it, or put the file aside to go by the options alone',
    },
    openId: {
      at: 'at “{{place}}”: {{problem}}',
      namedTwice: '“{{key}}” stands twice',
      noSecret: 'the secret {{path}} can’t be read ({{why}})',
      emptySecret: 'the secret {{path}} is empty',
      fault: {
        name: 'must be what the button to sign in says, 1 to 100 characters',
        issuer: 'must be the provider’s address, as https://…, or http://… on this machine',
        clientId: 'must be the ID that the provider has given to Candor',
        clientSecretFile: 'must be the name of a file in the data folder',
        address:
          'must be this service’s address as browsers know it, such as https://telemetry.contoso.com, or http://… on this machine',
        scopes: 'must be a list of scopes, and “openid” one of them',
        groupsClaim: 'must be the name of a claim',
        roles:
          'must tell of each group, of one at least, which of “analyst”, “engineer” and “officer” its people are, as in "insights-readers": ["analyst"]',
        stranger: 'does not belong there',
        whole: 'must be a JSON object with name, issuer, clientId, address and roles',
      },
      failed: 'a sign-in by OpenID Connect failed ({{problem}}): {{why}}',
      problem: {
        providerAway:
          '{{name}} can’t be reached, or does not answer as it should. Nobody was signed in.',
        providerRefused: '{{name}} did not sign you in.',
        badAnswer: 'What {{name}} answered can’t be trusted. Nobody was signed in.',
        unknown:
          'This sign-in was not begun in this browser, took too long, or was over already. Nobody was signed in.',
        noRole:
          '{{name}} knows you, but none of your groups may read here. Ask whoever runs this service for a role.',
      },
      again: 'To sign in again: {{page}}',
    },
  },
  poolCommand: {
    name: 'Candor pool',
    usage: `Usage:
  candor-pool [serve] [--listen ADDRESS:PORT] [--tls-cert FILE --tls-key FILE] [--port PORT]
              [--data DIR] [--telemetry URL] [--trust-proxy NETWORK]...
              [--allow-origin ORIGIN]... [--connections-per-address N] [--requests-per-minute N]
      Starts the pool, on 127.0.0.1 unless ADDRESS is another one of this machine, such as 0.0.0.0 or [::] for all.
      PORT 0 takes any free one (default 4790).
      Beyond this machine it speaks TLS only, by the certificate chain and the private key in two PEM FILEs; they
      are looked at while it runs, and a renewed certificate is used at once.
      DIR holds pool.json; it is made where there is none (default data/pool; installed by a package,
      /var/lib/candor-pool).
      URL is the telemetry service’s: meetings in a browser report to it by way of the pool,
      while meetings.telemetry is on. It is https, or http on this device.
      NETWORK, in CIDR, is where proxies are that are believed about X-Forwarded-For, besides
      those on this machine; the last address there that is none of theirs is the client’s.
      ORIGIN is a web page’s that may speak to the pool, such as https://phone.contoso.com, besides the
      join page and Candor. One address, such as an office’s, may have N connections (default 1000)
      and make N requests a minute (default 6000); IPv6 counts by networks of 64 bits.
  candor-pool check [--host NAME] [--json] [as above]...
      Tells what is wrong with a set-up, and what to do; NAME is the one that clients know the pool by.
      Exit status 1 if there is a fault.
  candor-pool show
      Prints the organisations and accounts.
  candor-pool add-organisation DOMAIN [--name NAME]
  candor-pool add-account ADDRESS [--name NAME] [--password-from-input]
  candor-pool set-password ADDRESS [--password-from-input]
      The password is made and printed, or read from the input’s first line.
  candor-pool set-name ADDRESS NAME
      Sets by which name the people of the same organisation, and of its meetings, see somebody.
  candor-pool remove-account ADDRESS
  candor-pool rename DOMAIN NAME
      Gives an organisation another name.
  candor-pool remove-organisation DOMAIN
      Removes an organisation, and its accounts with it.
  candor-pool import FILE [--leave-out-bad]
      Adds the accounts of a CSV file with the columns address and name, and prints each one’s password.
      If a line is bad, it says so and adds none, unless bad lines are to be left out.
  candor-pool set policy.KEY VALUE --organisation DOMAIN
      Sets a policy for an organisation’s people, such as policy.DisableAutomaticSendTracing true.
  candor-pool unset policy.KEY --organisation DOMAIN
      Takes a policy back, as if it had never been set.
  candor-pool set meetings.telemetry on|off
      Sets MeetingUxEnableTelemetry for the meetings of this pool, from the next join on.
  candor-pool admin add NAME --role owner|administrator|helpdesk [--url URL]
      Makes an administrator of the pool’s page at /admin/, and prints the one-time link by which they choose their
      password and set up their authenticator; URL is the pool’s own address (default http://127.0.0.1:4790).
  candor-pool admin reset NAME [--url URL]
      Makes password and authenticator void, and prints another such link.
  candor-pool admin list
  candor-pool admin remove NAME
All but serve take --data DIR, and change a pool that runs at once.
--help says this, --version the version.
  candor-pool backup FILE [--data DIR]
      Copies all that DIR holds into one FILE, while the pool runs or not, and reads it again. FILE holds
      passwords as the pool keeps them, and the relays’ secret.
  candor-pool verify FILE
      Reads a back-up, and tells whether it is whole, and when it was made.
  candor-pool restore FILE [--data DIR]
      Puts a back-up back into an empty or new DIR.
`,
    accountsAreBack:
      'Accounts, passwords, administrators, policies and the relays’ secret are those of that time: who was removed since then is back. “candor-pool show” lists accounts, “candor-pool admin list” administrators. No one-time link is good any more.',
    needs: '{{command}} needs {{operands}}',
    operand: {
      DOMAIN: 'DOMAIN',
      ADDRESS: 'ADDRESS',
      NAME: 'NAME',
      KEY: 'KEY',
      VALUE: 'VALUE',
      FILE: 'FILE',
    },
    noPolicyToUnset: 'there is no policy “{{key}}” to take back: name one as policy.KEY',
    notSet: '{{key}} is not set for {{domain}}',
    fileBusy: '{{path}} can’t be used now: somebody may be writing it; try again',
    import: {
      tooLarge: '{{file}} is larger than 4 MiB',
      noColumn: 'the first line must name the columns, one of which is “address”',
      tooManyLines: 'the file has more than {{most}} lines',
      badCsv: 'the file is no CSV',
      badCsvAt: 'the file is no CSV from line {{line}} on',
      changed: 'the pool was changed meanwhile: try again',
      bad_one: 'nothing was imported, since a line is bad; --leave-out-bad leaves it out',
      bad_other:
        'nothing was imported, since {{count}} lines are bad; --leave-out-bad leaves them out',
      line: 'line {{line}}, {{address}}: {{problem}}',
      problem: {
        badAddress: 'no address such as alice@contoso.com',
        badName: 'the name is too long, or can’t be seen',
        noOrganisation: 'no organisation of this pool',
        thereAlready: 'is there already',
        twice: 'is in line {{first}} already',
        columns: 'more fields than columns',
      },
    },
    admin: {
      badName:
        '“{{name}}” is no name for an administrator: 1 to 64 letters from a to z, digits, and . _ - @ between them',
      badRole: '--role must be one of {{roles}}, and not “{{role}}”',
      badUrl:
        '--url must be the pool’s address, such as https://pool.contoso.com, and not “{{url}}”',
      none: 'There is no administrator yet: candor-pool admin add NAME --role owner',
      notEnrolled: '(has not enrolled)',
      unknown: 'there is no administrator “{{name}}”',
      link: '{{name}} enrols by this link, once, until {{until}}; it is not shown again:\n{{link}}',
    },
    notAddress: '“{{text}}” is no address such as alice@contoso.com',
    badTelemetry:
      '--telemetry must be an https address, or http to this device only, without user name, password, query or fragment, and not “{{url}}”',
    badOrigin:
      '--allow-origin must be an origin as browsers write it, such as https://phone.contoso.com, without a path and in lower case, and not “{{origin}}”',
    notOnOrOff: '{{key}} must be on or off, and not “{{value}}”',
    noSetting: 'there is no setting “{{key}}”: set meetings.telemetry, or policy.KEY',
    noPolicy: 'there is no policy “{{name}}”: it can be {{names}}',
    badPolicy: '{{problem}}, and not “{{value}}”',
    severalOrganisations: 'there are several organisations: name one with --organisation',
    noneYet: 'there is no organisation yet: add one with candor-pool add-organisation DOMAIN',
    noOrganisation: 'there is no organisation “{{domain}}”',
    thereAlready: '{{name}} is there already',
    organisationFirst: 'add the organisation first: candor-pool add-organisation {{domain}}',
    noAccount: 'there is no account {{account}}',
    noPassword: 'the input holds no password',
    notSettable: 'that can’t be set: {{problem}}',
    password: 'Password: {{password}}',
    done: 'Done.',
    started: 'Candor pool at {{url}}',
    noBrowserMeetings:
      'Nobody can join meetings in a browser: run “npm run build”, and start again.',
    unusable: '{{path}} can’t be used: {{problem}}',
    unreadable: '{{path}} can’t be read ({{code}})',
    changeLogUnwritten:
      'the log of changes can’t be written ({{why}}): what was changed in pool.json holds, and is noted with the next change',
    changeLogSetAside:
      '{{path}} could not be read: it is kept as {{aside}}, and a new log of changes was begun',
    refuses:
      '{{problem}}; until it is mended usage data and error reports are refused, and all else stays as it was',
    meetingsSetAside: '{{path}} can’t be used: it is {{aside}} now, and there are no meetings',
    notWritten: '{{path}} can’t be written ({{code}})',
    file: {
      namedTwice: 'it names {{key}} twice',
      at: '{{place}}: {{problem}}',
      domain: 'must be a domain such as contoso.com, in lower case',
      address: 'must be an address such as alice@contoso.com, in lower case',
      policy: 'must be a policy that Candor understands',
      displayName:
        'must be a name of 1 to 128 characters, all of which can be seen, with a letter or a digit',
      ha1: 'must be what candor-pool set-password writes',
      telemetry: 'must be true or false',
      turnUrls:
        'must be one to eight addresses of TURN servers, such as turn:turn.contoso.com or turns:turn.contoso.com:443',
      turnSecret: 'must be the secret that coturn has too, of 16 to 256 characters',
      turnLifetime: 'must be a whole number of seconds, from 60 to 86400',
      orphan: 'every account’s domain must be one of the organisations',
      unfit: 'does not belong there, or is not of the kind that does',
    },
  },
  startCommand: {
    building: 'Candor: building the client.',
    noSandbox: 'Candor: as root, Electron runs without its sandbox.',
    service: 'Telemetry service',
    stores: 'What it stores',
    insights: 'What it tells',
    insightsToken: 'sign in there with the token in {{file}}',
    read: 'Read what arrived',
    pool: 'Pool',
    signInAs: 'Sign in as',
    password: 'password',
    admin: 'Its administration',
    adminLink: 'begin there as {{name}}, once, until {{until}}, by {{link}}',
    adminSignIn: 'sign in there as {{name}}, with your password and authenticator',
    data: 'The client’s data',
    stop: 'Open Options with the gear or Ctrl+comma. Close the window, or press Ctrl+C here, to stop.',
    second: 'Press Enter here to open a second client, and talk to the first.',
    runsOn: {
      electron: 'Candor runs on Electron, whose binary is at hand.',
      'stand-in':
        'Candor runs on the stand-in for Electron, whose binary is not here, or is not what CANDOR_RUNTIME asks for.',
    },
    demo: {
      held: 'Made-up data',
      until: 'of ninety days, up to {{day}}; start again on another day for newer ones',
      made: 'Candor: {{records}} records were made up for the demonstration.',
      notOurs:
        '{{path}} holds records that were not made up: move them away, since a demonstration would delete them',
    },
    ended: 'Candor: the client was ended by {{signal}}.',
  },
  tour: {
    title: 'Candor: a tour',
    intro:
      'Two people talk. One of them lets error reports be sent, sees what that means, and takes it back.',
    at: 'The tour is at {{file}}.',
    greeting: 'Good morning! Is the plan ready?',
    answer: 'It is, and so is the coffee.',
    signIn: {
      title: 'Signing in',
      notice: 'Before anyone signs in, the window says what is collected.',
    },
    talk: { title: 'Two people talk', notice: 'Each message says what became of it.' },
    otherSide: { title: 'The other side', notice: 'The same conversation, at Bob’s.' },
    options: {
      title: 'Options',
      notice: 'The box is never ticked for you; the text says what a report holds.',
    },
    optIn: {
      title: 'Opting in',
      notice: 'Alice ticks it. It counts from OK on, and for what comes after.',
    },
    error: {
      title: 'An error, and its report',
      notice: 'The very bytes that travelled, and what was checked of the service’s receipt.',
    },
    withdraw: {
      title: 'Taking it back',
      notice: 'What waits is deleted before the dialog closes; what was sent can be erased too.',
    },
    ledger: {
      title: 'The ledger',
      notice: 'Every choice, and the service’s signed word that its rows are gone.',
    },
    refusal: {
      title: 'An organisation refuses',
      notice: 'The box is locked, and says who decided, and where.',
    },
  },
} as const;
