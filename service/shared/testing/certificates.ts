import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateFiles } from '../listening/certificate.ts';

/** The host that the certificates are for, besides this machine's loopback addresses. */
export const tlsHost = 'pool.contoso.com';

interface Issued extends CertificateFiles {
  readonly serial: string;
}

/** A test's own certification authority, made with OpenSSL in a folder. */
export interface Authority {
  /** The certificate that clients are to trust. */
  readonly ca: Buffer;
  /** @param options `days` when it is valid, in days from now; `by` an intermediate. */
  readonly issue: (
    name: string,
    options?: {
      readonly days?: readonly [from: number, until: number];
      readonly isAuthority?: boolean;
      readonly by?: CertificateFiles;
      readonly newKey?: readonly string[];
    },
  ) => Issued;
}

const configuration = `
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
unique_subject = no
policy = named
copy_extensions = copy
[named]
commonName = supplied
`;

const ec = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const asn1 = (days: number) =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;

export function makeAuthority(folder: string): Authority {
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const made = (name: string) => ({
    key: join(folder, `${name}.key.pem`),
    cert: join(folder, `${name}.pem`),
  });
  const request = (name: string, newKey: readonly string[], ...more: readonly string[]) => [
    'req',
    '-newkey',
    ...newKey,
    '-nodes',
    '-keyout',
    made(name).key,
    '-subj',
    `/CN=${name}`,
    ...more,
  ];
  writeFileSync(join(folder, 'ca.conf'), configuration);
  writeFileSync(join(folder, 'index.txt'), '');
  const root = made('root');
  openssl(...request('root', ec, '-x509', '-days', '3', '-out', root.cert));
  return {
    ca: readFileSync(root.cert),
    issue(name, { days = [-1, 90], isAuthority = false, by = root, newKey = ec } = {}) {
      const files = made(name);
      const extension = isAuthority
        ? 'basicConstraints=critical,CA:TRUE'
        : `subjectAltName=DNS:${tlsHost},IP:127.0.0.1,IP:::1`;
      openssl(...request(name, newKey, '-out', `${name}.csr`, '-addext', extension));
      const validity = ['-startdate', asn1(days[0]), '-enddate', asn1(days[1])];
      const issuer = ['-cert', by.cert, '-keyfile', by.key];
      openssl(
        ...['ca', '-batch', '-notext', '-config', 'ca.conf', ...issuer, ...validity],
        ...['-in', `${name}.csr`, '-out', files.cert],
      );
      const serial = openssl('x509', '-in', files.cert, '-noout', '-serial').trim().slice(7);
      return { ...files, serial };
    },
  };
}

/** Writes a chain into one file. */
export function chain(folder: string, name: string, ...files: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(files.map((file) => readFileSync(file))));
  return path;
}

/** Copies files to where a server reads them. */
export function install(from: CertificateFiles, to: CertificateFiles): void {
  copyFileSync(from.cert, to.cert);
  copyFileSync(from.key, to.key);
}
