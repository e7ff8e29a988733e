import ts from 'typescript';

/**
 * Returns the part of an ES module that these exports need, as a bundler would keep it. The module must be free of side
 * effects. A name that it does not export is left out, and whoever imports that name is told so as usual.
 */
export function onlyExports(source: string, names: ReadonlySet<string>): string {
  const file = ts.createSourceFile('module.mjs', source, ts.ScriptTarget.Latest);
  const textOf = (node: ts.Node): string => node.getText(file);
  const exported = file.statements.filter(ts.isExportDeclaration).flatMap((it) => exportOnly(it, names, textOf));
  const declaring = new Map(
    file.statements.flatMap((it) => declaredNames(it, textOf).map((name) => [name, it] as const)),
  );
  const needed = new Set<ts.Statement>();
  const unread = [...exported];
  for (let text = unread.pop(); text !== undefined; text = unread.pop()) {
    const found = words(text).flatMap((name) => declaring.get(name) ?? []);
    for (const statement of found.filter((it) => !needed.has(it))) {
      needed.add(statement);
      unread.push(textOf(statement));
    }
  }
  return [...file.statements.filter((it) => needed.has(it)).map(textOf), ...exported].join('\n');
}

/** Returns the names that a module imports from a package. */
export function importedNames(source: string, packageName: string): ReadonlySet<string> {
  const { statements } = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest);
  const names = statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const bindings = statement.importClause?.namedBindings;
    if (statement.moduleSpecifier.text !== packageName || !bindings || !ts.isNamedImports(bindings)) return [];
    return bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
  });
  return new Set(names);
}

/** Returns the text of an export with only those names, or nothing. */
function exportOnly(
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
  names: ReadonlySet<string>,
  textOf: (node: ts.Node) => string,
): readonly string[] {
  if (!exportClause || !ts.isNamedExports(exportClause)) return [];
  const kept = exportClause.elements.filter(({ name }) => names.has(name.text)).map(textOf);
  const from = moduleSpecifier ? ` from ${textOf(moduleSpecifier)}` : '';
  return kept.length === 0 ? [] : [`export { ${kept.join(', ')} }${from};`];
}

/** Returns the names that a statement gives to the module. */
function declaredNames(statement: ts.Statement, textOf: (node: ts.Node) => string): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => words(textOf(name)));
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name ? [statement.name.text] : [];
  return ts.isImportDeclaration(statement) ? boundNames(statement.importClause) : [];
}

function boundNames(clause: ts.ImportClause | undefined): readonly string[] {
  const bindings = clause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [bindings];
  return [clause, ...named].flatMap((it) => it?.name?.text ?? []);
}

/** Returns all words of a code text, among them every identifier. */
const words = (text: string): readonly string[] => text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
