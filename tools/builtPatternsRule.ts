import type { Rule } from 'eslint';
import ts from 'typescript';

type MemberExpression = Extract<Rule.Node, { type: 'MemberExpression' }>;
type ObjectPattern = Extract<Rule.Node, { type: 'ObjectPattern' }>;

/** What typescript-eslint's parser provides to rules, as far as it is used here. */
interface TypeServices {
  readonly program: ts.Program;
  readonly getTypeAtLocation: (node: object) => ts.Type;
}

/** String methods that turn a text into a pattern, unless they are given one. */
const searching = new Set(['match', 'matchAll', 'search']);
const TEXT = ts.TypeFlags.StringLike | ts.TypeFlags.Any | ts.TypeFlags.Unknown;

const nameOf = ({ computed, property }: MemberExpression): string | undefined => {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' ? String(property.value) : undefined;
};

function createKinds({ program, getTypeAtLocation }: TypeServices) {
  const checker = program.getTypeChecker();
  const isText = (type: ts.Type): boolean => {
    if (type.isUnionOrIntersection()) return type.types.some(isText);
    if ((type.flags & TEXT) !== 0 || type.getSymbol()?.name === 'String') return true;
    const bound = type.isTypeParameter() ? checker.getBaseConstraintOfType(type) : undefined;
    return type.isTypeParameter() && (bound === undefined || isText(bound));
  };
  const isPattern = (type: ts.Type): boolean =>
    type.isUnion() ? type.types.every(isPattern) : type.getSymbol()?.name === 'RegExp';
  return {
    isText: (node: object) => isText(getTypeAtLocation(node)),
    isPattern: (node: object) => isPattern(getTypeAtLocation(node)),
  };
}

/**
 * Finds patterns that are made from a text at run time, which no checker of patterns sees (docs/decisions/0050). It
 * goes by types, not by names: whatever is not surely a pattern may be a text.
 */
export const builtPatternsRule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      built:
        'Give it a pattern that is written as a literal, which lint can check: of a text it makes one itself.',
    },
  },
  create(context) {
    const { isText, isPattern } = createKinds(context.sourceCode.parserServices as TypeServices);
    const checkUse = (node: MemberExpression): void => {
      const name = nameOf(node);
      if (name === 'compile' && isPattern(node.object))
        context.report({ node, messageId: 'built' });
      if (name === undefined || !searching.has(name) || !isText(node.object)) return;
      const { parent } = node;
      const [given] =
        parent.type === 'CallExpression' && parent.callee === node ? parent.arguments : [];
      if (!given || !isPattern(given)) context.report({ node, messageId: 'built' });
    };
    const checkParts = (node: ObjectPattern): void => {
      for (const part of node.properties)
        if (
          part.type === 'Property' &&
          part.key.type === 'Identifier' &&
          (searching.has(part.key.name)
            ? isText(node)
            : part.key.name === 'compile' && isPattern(node))
        )
          context.report({ node: part, messageId: 'built' });
    };
    return { MemberExpression: checkUse, ObjectPattern: checkParts };
  },
};
