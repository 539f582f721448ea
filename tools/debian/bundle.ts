import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');

/** A source's own folder, which it reads files by, as it is within the bundle's folder. */
const OWN_FOLDER = 'import.meta.dirname';
/** A source that runs in a thread or a process of its own. */
const OWN_PROCESS = /new URL\('(\.\/\w+\.ts)', import\.meta\.url\)/g;

/** Keeps what sources find by their own place where it was, relative to the bundle's folder. */
function keepPlaces(): Plugin {
  return {
    name: 'candor:keep-places',
    // Before the quotes change.
    enforce: 'pre',
    transform(code, id) {
      if (id.includes('node_modules') || !id.startsWith(root)) return null;
      const folder = relative(root, dirname(id));
      return {
        code: code
          .replaceAll(OWN_FOLDER, `(${OWN_FOLDER} + ${JSON.stringify(`/${folder}`)})`)
          .replace(OWN_PROCESS, (_, file: string) => {
            const reference = this.emitFile({ type: 'chunk', id: join(dirname(id), file) });
            return `new URL(import.meta.ROLLUP_FILE_URL_${reference})`;
          }),
        map: null,
      };
    },
    // Vite's own would look for it at the root of a website.
    resolveFileUrl: ({ relativePath }) =>
      `new URL(${JSON.stringify(`./${relativePath}`)}, import.meta.url).href`,
  };
}

/** The package of a file in `node_modules`, such as `@fastify/static`; undefined for our own. */
function packageOf(id: string): string | undefined {
  const [, path] = id.split(/node_modules\/(?!.*node_modules\/)/);
  return path
    ?.split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * Bundles a server of ours, with all that it imports, for the Node that is packaged with it.
 * @param main the source that starts it, relative to the repository; it becomes `main.js` in `folder`.
 * @returns the packages that are in it, by name.
 */
export async function bundleServer(main: string, folder: string): Promise<readonly string[]> {
  const packages = new Set<string>();
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      keepPlaces(),
      {
        name: 'candor:name-packages',
        generateBundle(_, chunks) {
          for (const chunk of Object.values(chunks))
            for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
              const name = packageOf(id);
              if (name !== undefined) packages.add(name);
            }
        },
      },
    ],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: {
        checks: { bundlerTimings: false },
        input: { main: join(root, main) },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return [...packages].sort();
}
