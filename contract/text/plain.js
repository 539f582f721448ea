// The texts that are shown before Candor is installed: plain JavaScript, for a Node that can't read TypeScript.

/** @param {string} language @param {number} bytes */
const megabytes = (language, bytes) =>
  (bytes / 1e6).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @type {import('./plain.d.ts').PlainTexts} */
export const plainTexts = {
  en: {
    oldNode: (lowest, version) =>
      `Candor: Node ${lowest} or later is needed, and this is ${version}.`,
    installing: () => 'Candor: installing what package-lock.json names; this takes about a minute.',
    notInstalled: () =>
      'Candor: npm could not install. Is the package registry within reach? Then run this again.',
    noNode: () =>
      'Candor: Node 24 was not installed. Does npm run with --ignore-scripts? Allow the package “node” its script.',
    electronMissing: () =>
      'Candor: Electron’s binary is fetched, about 110 MB. Press Ctrl+C to go on without it.',
    fetchingElectron: (received, total, perSecond) => {
      const [size, speed] = [megabytes('en', received), megabytes('en', perSecond)];
      if (total === undefined) return `Electron: ${size} MB, ${speed} MB/s`;
      const share = Math.floor((100 * received) / total);
      return `Electron: ${size} of ${megabytes('en', total)} MB (${share}%), ${speed} MB/s`;
    },
    electronInterrupted: () => 'Candor: fetching Electron was stopped.',
    electronStalled: (seconds) =>
      `Candor: fetching Electron was given up, since nothing came for ${seconds} seconds.`,
    electronFailed: (problem) => `Candor: Electron could not be fetched (${problem}).`,
    hostNotFound: (host) => `${host} was not found`,
    electronLater: () => '“npx install-electron” fetches it at any later time.',
    poolNode: (version) =>
      `candor-pool needs Node 22.18 or later, and this is ${version}. In a clone of Candor, “npm install” brings one, and “npx candor-pool” uses it.`,
  },
  fr: {
    oldNode: (lowest, version) =>
      `Candor : il faut Node ${lowest} ou une version ultérieure, et c’est ici ${version}.`,
    installing: () =>
      'Candor : installation de ce que nomme package-lock.json ; cela prend environ une minute.',
    notInstalled: () =>
      'Candor : npm n’a pas pu installer. Le registre de paquets est-il accessible ? Relancez ensuite cette commande.',
    noNode: () =>
      'Candor : Node 24 n’a pas été installé. npm s’exécute-t-il avec --ignore-scripts ? Autorisez le script du paquet « node ».',
    electronMissing: () =>
      'Candor : téléchargement du binaire d’Electron, environ 110 Mo. Ctrl+C pour continuer sans lui.',
    fetchingElectron: (received, total, perSecond) => {
      const [size, speed] = [megabytes('fr', received), megabytes('fr', perSecond)];
      if (total === undefined) return `Electron : ${size} Mo, ${speed} Mo/s`;
      const share = Math.floor((100 * received) / total);
      return `Electron : ${size} sur ${megabytes('fr', total)} Mo (${share} %), ${speed} Mo/s`;
    },
    electronInterrupted: () => 'Candor : le téléchargement d’Electron a été arrêté.',
    electronStalled: (seconds) =>
      `Candor : le téléchargement d’Electron a été abandonné, car rien n’est arrivé pendant ${seconds} secondes.`,
    electronFailed: (problem) => `Candor : Electron n’a pas pu être téléchargé (${problem}).`,
    hostNotFound: (host) => `${host} est introuvable`,
    electronLater: () => '« npx install-electron » le télécharge à tout moment.',
    poolNode: (version) =>
      `candor-pool a besoin de Node 22.18 ou d’une version ultérieure, et c’est ici ${version}. Dans un clone de Candor, « npm install » en apporte un, et « npx candor-pool » l’utilise.`,
  },
};

/** As terminalLanguage in terminal.ts, by the variables alone. @type {typeof import('./plain.d.ts').plainText} */
export function plainText(environment) {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const isFrench = /^fr\b|^fr_/i.test(LC_ALL || LC_MESSAGES || LANG || '');
  return plainTexts[isFrench ? 'fr' : 'en'];
}
