/** A text as man(7) takes it: no line of it is a request, and no character starts one. */
const escape = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', "'")
    .replaceAll(/^([.'])/gm, '\\&$1');

/** What a page says. */
export interface ManPage {
  readonly name: string;
  readonly synopsis: string;
  /** What `--help` prints, in English. */
  readonly usage: string;
  /** What else is there, and what for. */
  readonly files: readonly (readonly [path: string, meaning: string])[];
  readonly version: string;
}

/** A page of section 8, system administration (man-pages(7)); its usage is what `--help` prints. */
export function manPage({ name, synopsis, usage, files, version }: ManPage): string {
  return [
    `.TH ${name} 8 "" "Candor ${version}" "System administration"`,
    '.SH NAME',
    `${name} \\- ${escape(synopsis)}`,
    '.SH SYNOPSIS',
    `.B ${name}`,
    '.RI [ COMMAND ]',
    '.RI [ OPTION ]...',
    '.SH DESCRIPTION',
    `systemd runs it as ${name}.service. Run by root, commands become the server's own user first.`,
    '.nf',
    escape(usage.trim()),
    '.fi',
    '.SH FILES',
    ...files.flatMap(([path, meaning]) => ['.TP', `.I ${escape(path)}`, escape(meaning)]),
    '.SH SEE ALSO',
    '.BR systemctl (1),',
    '.BR journalctl (1)',
    '',
  ].join('\n');
}
