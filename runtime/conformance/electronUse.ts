import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');
const declarations = join('node_modules', 'electron', 'electron.d.ts');
const listens = new Set(['on', 'once', 'off', 'addListener', 'removeListener']);

/** The names of members of Electron's API that the client uses, each with the files that name it. */
export type ElectronUse = ReadonlyMap<string, readonly string[]>;

/**
 * Every method, property, event, option and constructor of Electron's API that the client's own code names, found with
 * the compiler. A name consists of the type in `electron.d.ts` that declares the member, and the member's own:
 * `App.getLocale`, `App event will-quit`, `new Tray`.
 */
export function electronUse(): ElectronUse {
  const configFile = join(root, 'electron', 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile));
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const uses = new Map<string, Set<string>>();
  for (const path of fileNames) {
    const note = (name: string | undefined): void => {
      if (name === undefined) return;
      uses.set(name, (uses.get(name) ?? new Set()).add(relative(root, path)));
    };
    const visit = (node: ts.Node): void => {
      namedMembers(node, checker).map(memberName).forEach(note);
      note(eventName(node, checker));
      note(constructed(node, checker));
      ts.forEachChild(node, visit);
    };
    const source = program.getSourceFile(path);
    if (source !== undefined) visit(source);
  }
  const sorted = [...uses].sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map(sorted.map(([name, files]) => [name, [...files]]));
}

/** The members that a node names: by reading a property, by destructuring an object, or by passing an option. */
function namedMembers(node: ts.Node, checker: ts.TypeChecker): readonly ts.Symbol[] {
  if (ts.isPropertyAccessExpression(node)) {
    const found = checker.getSymbolAtLocation(node.name);
    return found === undefined ? [] : [found];
  }
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name;
    const type = checker.getTypeAtLocation(node.parent);
    return ts.isIdentifier(name) ? propertiesOf(type, name.text, checker) : [];
  }
  if (!mayGiveOptions(node)) return [];
  const wanted = checker.getContextualType(node);
  if (wanted === undefined) return [];
  // Whatever is spread into an object, or was put into a variable before, is still an option.
  const given = checker.getTypeAtLocation(node);
  return (given.isUnion() ? given.types : [given])
    .filter(({ flags }) => (flags & ts.TypeFlags.Object) !== 0)
    .flatMap((type) => checker.getPropertiesOfType(type))
    .filter(
      ({ declarations = [] }) => declarations.length === 0 || !declarations.every(isElectrons),
    )
    .flatMap(({ name }) => propertiesOf(wanted, name, checker));
}

/** An object that is a literal, held by a variable or returned by a function; a property's name is none of these. */
function mayGiveOptions(node: ts.Node): node is ts.Expression {
  if (ts.isObjectLiteralExpression(node) || ts.isCallExpression(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  return ts.isCallExpression(parent) || ts.isNewExpression(parent)
    ? parent.expression !== node
    : ts.isPropertyAssignment(parent) && parent.initializer === node;
}

function propertiesOf(type: ts.Type, name: string, checker: ts.TypeChecker): ts.Symbol[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.flatMap((part) => checker.getPropertyOfType(part, name) ?? []);
}

function isElectrons(node: ts.Node): boolean {
  return node.getSourceFile().fileName.endsWith(declarations);
}

function memberName(symbol: ts.Symbol): string | undefined {
  const declaration = symbol.declarations?.find(isElectrons);
  const owner = declaration && ownerOf(declaration.parent);
  return owner === undefined ? undefined : `${owner}.${symbol.name}`;
}

/** The type in which a symbol is declared; undefined if it is in none. */
function ownerOf(declaration: ts.Node): string | undefined {
  const owner = ts.findAncestor(
    declaration,
    (node): node is ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration =>
      ts.isInterfaceDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isTypeAliasDeclaration(node),
  );
  return owner?.name?.text;
}

function eventName(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const [first] = node.arguments;
  if (!listens.has(node.expression.name.text) || first === undefined) return undefined;
  const declaration = checker.getResolvedSignature(node)?.declaration;
  if (!ts.isStringLiteralLike(first) || declaration === undefined || !isElectrons(declaration))
    return undefined;
  return `${ownerOf(declaration) ?? ''} event ${first.text}`;
}

function constructed(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  if (!ts.isNewExpression(node)) return undefined;
  const symbol = checker.getTypeAtLocation(node).getSymbol();
  return symbol?.declarations?.some(isElectrons) === true ? `new ${symbol.name}` : undefined;
}
