import { catalogue } from '../contract/catalogue.ts';
import { categories, tellsOf, type Category, type Datum } from '../contract/datum.ts';
import { dumpRows } from '../contract/dumpRows.ts';
import { envelopeData } from '../contract/envelopeData.ts';
import { recordShapes } from '../contract/recordShapes.ts';

const titles: Readonly<Record<Category, string>> = {
  census: 'Census data',
  usage: 'Usage data',
  error: 'Error reports',
};

const rules: Readonly<Record<Category, string>> = {
  census:
    'Always on. Identifies no person and no organisation. One snapshot a day, and one after each update.',
  usage:
    'On by default; an administrator can turn it off. May name the organisation, never a person. Counters, rolled up by day.',
  error:
    'Off until the user opts in, and only while no policy refuses it. One record an incident; repeats are counted.',
};

const identifies: Readonly<Record<ReturnType<typeof tellsOf>, string>> = {
  none: 'nothing',
  pseudonym: 'no one (random or hashed)',
  organisation: 'the organisation',
  person: 'a person, possibly',
  self: 'the person',
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function exampleOf({ example }: Datum): string {
  return `\`${typeof example === 'object' ? JSON.stringify(example) : example}\``;
}

function row(field: string, datum: Datum): string {
  const stored = datum.hashedByService ? '; the service stores only its hash' : '';
  const cells = [
    datum.label.en,
    `\`${field}\``,
    datum.step === undefined ? datum.type : `${datum.type}, to ${datum.step}`,
    exampleOf(datum),
    identifies[tellsOf(datum)] + stored,
    datum.purpose.en,
    datum.since,
    `${datum.owner}, by ${datum.reviewBy}`,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function section(category: Category): string {
  const data: Readonly<Record<string, Datum>> = catalogue[category];
  const records = Object.entries(recordShapes).filter(([, shape]) => shape.category === category);
  return [
    `## ${titles[category]}`,
    '',
    rules[category],
    '',
    '| Datum | Field | Type | Example | Identifies | Purpose | Since | Review |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries(data).map(([field, datum]) => row(field, datum)),
    '',
    'Records:',
    '',
    ...records.map(([name, { required, optional }]) => {
      const fields = [...required, ...optional.map((field) => `${field}?`)];
      return `- \`${name}\`: ${fields.map((field) => `\`${field}\``).join(', ')}`;
    }),
  ].join('\n');
}

/** The text of docs/data-catalogue.md. */
export function dataCatalogue(): string {
  const envelope = Object.entries(envelopeData).map(
    ([part, { purpose }]) => `| \`${part}\` | ${cell(purpose.en)} |`,
  );
  return [
    '# Data catalogue',
    '',
    'Everything that Candor can record, send or store. Generated from `contract/catalogue.ts`, which holds `contract/engineCatalogue.ts`, by `npm run docs`; a test holds the two together. A field that ends in `?` is optional. Under Review stand the role that answers for the datum, and the version that is not released before that role has decided whether it is still needed.',
    '',
    ...categories.flatMap((category) => [section(category), '']),
    '## Memory dumps',
    '',
    'A crash can leave a memory dump. It travels with its error report or not at all, and only if a second setting lets it: the person’s in Options > General on the desktop, that of Windows Error Reporting for a guest. The table is filled by the function that decides (`contract/dumpDecision.ts`).',
    '',
    '| Surface | Error reports | Setting | The dump |',
    '| --- | --- | --- | --- |',
    ...dumpRows.map(
      ({ surface, errorReports, setting, fate }) =>
        `| ${surface} | ${errorReports} | ${setting} | ${fate} |`,
    ),
    '',
    '## What travels with every record',
    '',
    '| Part | What it is |',
    '| --- | --- |',
    ...envelope,
    '',
  ].join('\n');
}
