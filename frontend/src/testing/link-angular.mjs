/**
 * A jest transformer that compiles the declarations of Angular's libraries, as `ng build` does. jest keeps the result. Without
 * it, every spec file would compile all that it uses of Angular Material in the compiler for browsers, ten seconds each.
 */
import { createRequire } from 'node:module';
import linker from '@angular/compiler-cli/linker/babel';

// The plugin needs the Babel that the Angular compiler itself has, and other tools of this checkout have an older one.
const { transformSync } = createRequire(import.meta.resolve('@angular/compiler-cli'))('@babel/core');

export default {
  process: (source, filename) => ({
    code: transformSync(source, {
      filename,
      plugins: [[linker, { sourceMapping: false }]],
      babelrc: false,
      configFile: false,
      browserslistConfigFile: false,
      compact: false,
    }).code,
  }),
};
