/**
 * A jest transformer that compiles the declarations of Angular's libraries, as `ng build` does. jest keeps the result. Without
 * it, every spec file would compile all that it uses of Angular Material in the compiler for browsers, ten seconds each.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { needsLinking } from '@angular/compiler-cli/linker';
import linker from '@angular/compiler-cli/linker/babel';

import { importedNames, onlyExports } from './only-exports.ts';

// The plugin needs the Babel that the Angular compiler itself has, and other tools of this checkout have an older one.
const { transformSync } = createRequire(import.meta.resolve('@angular/compiler-cli'))('@babel/core');

const read = (file) => readFileSync(new URL(file, import.meta.url), 'utf8');
const icons = read('../app/icons/icon.ts');
const ownText = ['link-angular.mjs', 'only-exports.ts'].map(read).join('');

/** Lucide's 1,700 icons are 14 MB of code; like the built app, a spec gets the few that the app imports. */
function withoutUnusedIcons(source, filename) {
  const [, name] =
    /(@lucide\/\w+)\/(?:fesm2022|dist\/esm)\/lucide-\w+\.mjs$/.exec(filename.replaceAll('\\', '/')) ?? [];
  return name === undefined ? source : onlyExports(source, importedNames(icons, name));
}

function link(source, filename) {
  if (!needsLinking(filename, source)) return source;
  return transformSync(source, {
    filename,
    plugins: [[linker, { sourceMapping: false }]],
    babelrc: false,
    configFile: false,
    browserslistConfigFile: false,
    compact: false,
  }).code;
}

export default {
  process: (source, filename) => ({ code: link(withoutUnusedIcons(source, filename), filename) }),
  getCacheKey: (source, filename, { configString }) =>
    createHash('sha256').update([source, filename, configString, icons, ownText].join('\0')).digest('hex'),
};
