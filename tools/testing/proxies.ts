import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CertificateFiles } from '../../service/shared/listening/certificate.ts';

const deploy = join(import.meta.dirname, '../../deploy');

export interface Proxy {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

interface Given {
  /** An empty one. */
  readonly folder: string;
  /** For both servers' names and 127.0.0.1. */
  readonly tls: CertificateFiles;
  readonly servicePort: string;
  readonly poolPort: string;
}

/** What a proxy is started with: its command, and what is written to its configuration. */
type Configure = (given: Given & { readonly port: number }) => {
  readonly command: readonly [string, ...string[]];
  readonly files: Readonly<Record<string, string>>;
};

const read = (name: string, { servicePort, poolPort }: Given): string =>
  readFileSync(join(deploy, name), 'utf8')
    .replaceAll('127.0.0.1:4780', `127.0.0.1:${servicePort}`)
    .replaceAll('127.0.0.1:4790', `127.0.0.1:${poolPort}`);

/** `deploy/nginx.conf` with other ports and certificates, within what Debian's nginx.conf is. */
const nginx: Configure = (given) => {
  const { folder, port, tls } = given;
  const sites = read('nginx.conf', given)
    .replaceAll('listen 443 ', `listen 127.0.0.1:${port} `)
    .replaceAll(/^ *listen \[::\].*\n/gm, '')
    .replaceAll(/ssl_certificate \S+;/g, `ssl_certificate ${tls.cert};`)
    .replaceAll(/ssl_certificate_key \S+;/g, `ssl_certificate_key ${tls.key};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  return {
    command: ['nginx', '-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
    files: {
      'nginx.conf': `daemon off; pid ${join(folder, 'pid')}; error_log stderr;
        events {} http { ${temporary.join(' ')} include ${join(folder, 'sites.conf')}; }`,
      'sites.conf': sites,
    },
  };
};

/** `deploy/Caddyfile` with other ports and a certificate, without what asks anybody for one. */
const caddy: Configure = (given) => {
  const { folder, port, tls } = given;
  const sites = read('Caddyfile', given)
    .replace('pool.contoso.com {', 'pool.contoso.com, 127.0.0.1 {')
    .replaceAll(/^(\S+\.contoso\.com.*)\{$/gm, `$1{\n\ttls ${tls.cert} ${tls.key}`);
  // Caddy would enter an authority of its own into this machine's store of those that are trusted.
  const options = `{\n\tadmin off\n\tskip_install_trust\n\tauto_https off\n\thttps_port ${port}\n\tdefault_bind 127.0.0.1\n\tstorage file_system ${folder}\n}\n`;
  return {
    command: ['caddy', 'run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')],
    files: { Caddyfile: options + sites },
  };
};

export const proxies = { nginx, caddy } as const;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Starts a proxy; again at another port, where the one that was free is taken meanwhile. */
export async function startProxy(configure: Configure, given: Given, tries = 3): Promise<Proxy> {
  const port = await freePort();
  const { command, files } = configure({ ...given, port });
  mkdirSync(given.folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(given.folder, name), text);
  const [program, ...args] = command;
  const env = { ...process.env, HOME: given.folder, XDG_DATA_HOME: given.folder };
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const gone = once(child, 'close');
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  // Without a pause this would keep the proxy from the processor.
  while (!isGone() && !(await answers(port))) await setTimeout(50);
  if (isGone()) {
    await gone;
    if (tries === 1) throw new Error(said);
    return startProxy(configure, given, tries - 1);
  }
  return {
    port,
    stop: async () => {
      child.kill();
      await gone;
    },
  };
}
