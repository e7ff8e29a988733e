import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

export interface Pattern {
  /** Path below the checkout of the first file that has it. */
  readonly file: string;
  /** The literal as it is in the source: `/^a+$/u`. */
  readonly text: string;
  readonly expression: RegExp;
}

const shipped = '{backend/src,packages/contract/src,packages/checksum/src,frontend/src}/**/*.ts';

/** Returns every regular expression in the sources of the functions and the app, once each. */
export function shippedPatterns(root: string): readonly Pattern[] {
  const files = globSync(shipped, { cwd: root }).filter((file) => !/\.spec\.ts$|[/\\]testing[/\\]/.test(file));
  const found = files.sort().flatMap((file) => literalsIn(join(root, file)).map((text) => ({ file, text })));
  const byText = new Map(found.toReversed().map((it) => [it.text, it]));
  return [...byText.values()].map((it) => ({ ...it, expression: expressionOf(it.text) }));
}

function literalsIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const literals: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) literals.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return literals;
}

function expressionOf(text: string): RegExp {
  const end = text.lastIndexOf('/');
  return new RegExp(text.slice(1, end), text.slice(end + 1));
}

/**
 * Returns texts of this length that are hard for the pattern: its own letters and words, alone and in pairs, again and again,
 * with an end that it does not expect.
 */
export function hardTexts({ text }: Pattern, length: number): readonly string[] {
  const words = text.split(/[\\^$.*+?()[\]{}|/]+/).filter((word) => word !== '');
  const pieces = [
    ...new Set([...words, ...Array.from(words.join('')).slice(0, 24), 'a', '0', ' ', '/', '"', '.', '-']),
  ];
  const pumps = new Set(pieces.flatMap((piece) => [piece, `${piece}a`, `${piece}0`, `a${piece}`]));
  return [...pumps].map((pump) => `${pump.repeat(Math.ceil(length / pump.length)).slice(0, length)}\u0000`);
}
