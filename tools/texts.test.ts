import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { en } from '../contract/text/en.ts';

const root = join(import.meta.dirname, '..');

/** The sources of what people see. */
const sources = globSync(
  [
    'contract/{*,insights/*}.ts',
    'renderer/**/*.{ts,tsx}',
    'electron/**/*.ts',
    'service/**/*.ts',
    'cli/*.ts',
    'tools/{build,start,tour,tourClient,tourPage}.ts',
    'tools/demo/*.ts',
  ],
  { cwd: root },
)
  .filter((file) => !/\.(test|testkit)\.tsx?$|\/testing\//.test(file))
  .map((file) => ({
    file,
    parsed: ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    ),
  }));

function* nodesIn(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesIn(child);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `help.pii.${kind}` stands for every key of that form. */
function patternOf({ head, templateSpans }: ts.TemplateExpression): RegExp {
  const rest = templateSpans.map(({ literal }) => `[\\w.-]+${escaped(literal.text)}`);
  return new RegExp(`^${escaped(head.text)}${rest.join('')}$`);
}

const keysOf = (tree: object, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key] : keysOf(value as object, `${path}${key}.`),
  );

describe('the texts', () => {
  it('are all shown somewhere', () => {
    const named = new Set<string>();
    const patterns: RegExp[] = [];
    for (const { parsed } of sources)
      for (const node of nodesIn(parsed)) {
        if (ts.isStringLiteralLike(node)) named.add(node.text);
        // `t.tour.signIn` is that text, or everything below it.
        if (ts.isPropertyAccessExpression(node)) {
          const path = /\bt\.([\w.]+)$/.exec(node.getText())?.[1];
          if (path?.includes('.')) patterns.push(new RegExp(`^${escaped(path)}(\\.|$)`));
        }
        // Without a dot before its first gap, a template is some other string.
        if (ts.isTemplateExpression(node) && node.head.text.includes('.'))
          patterns.push(patternOf(node));
      }
    const unused = keysOf(en)
      .map((key) => key.replace(/_(one|other)$/, ''))
      .filter((key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });
});

/** The attributes and properties, of a component, a menu or a dialog, that are read or heard. */
const spokenAttribute = /^(aria-label|aria-description|title|label|placeholder|alt)$/;
const spokenProperty = /^(title|label|message|detail|body|buttons)$/;

const hasWords = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) && /\p{L}{2}/u.test(node.text);

function wordsIn(node: ts.Node): string[] {
  if (ts.isJsxText(node)) return /\p{L}/u.test(node.text) ? [node.text.trim()] : [];
  const isSpoken =
    (ts.isJsxAttribute(node) && spokenAttribute.test(node.name.getText())) ||
    (ts.isPropertyAssignment(node) && spokenProperty.test(node.name.getText()));
  if (!isSpoken || !node.initializer) return [];
  const value = ts.isJsxExpression(node.initializer)
    ? node.initializer.expression
    : node.initializer;
  if (!value) return [];
  const values = ts.isArrayLiteralExpression(value) ? value.elements : [value];
  return values.filter(hasWords).map((one) => one.getText());
}

it('no window, menu or dialog says anything that is not among the texts', () => {
  const strangers = sources
    .filter(({ file }) => /\.tsx$|^electron\/\w+\.ts$/.test(file))
    .flatMap(({ file, parsed }) =>
      [...nodesIn(parsed)].flatMap(wordsIn).map((words) => `${file}: ${words}`),
    );
  expect(strangers).toEqual([]);
});

/** The calls that say something to whoever sits at a terminal. */
const spokenCall =
  /^(say|log|giveUp|failed|refuse|marked|CannotStart|console\.\w+|process\.stdout\.write)$/;

/** Finds two words in a row; a reason meant for a program is a plain string, and not said to anybody. */
function* sentencesIn(call: ts.CallExpression | ts.NewExpression): Generator<string> {
  const isForProgram =
    call.expression.getText() === 'failed' || call.expression.getText() === 'refuse';
  for (const argument of call.arguments ?? []) {
    if (isForProgram && !ts.isArrowFunction(argument)) continue;
    for (const node of nodesIn(argument)) {
      const isText =
        ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddleOrTemplateTail(node);
      if (isText && /\p{L}{2} \p{Ll}{2}/u.test(node.text)) yield node.text.trim();
    }
  }
}

it('no command says anything that is not among the texts', () => {
  const strangers = sources
    .filter(({ file }) => /^(cli|service|tools)\//.test(file))
    .flatMap(({ file, parsed }) =>
      [...nodesIn(parsed)]
        .filter((node) => ts.isCallExpression(node) || ts.isNewExpression(node))
        .filter(({ expression }) => spokenCall.test(expression.getText()))
        .flatMap((call) => [...sentencesIn(call)].map((words) => `${file}: ${words}`)),
    );
  expect(strangers).toEqual([]);
});
