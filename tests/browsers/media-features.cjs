// Playwright 1.65 sends `emulation.setMediaFeaturesOverride` for every context, which Firefox ESR answers with "unknown
// command". Its answer is ignored here: pages are light, and follow no wish of a test. Loaded with `--require`.
const { Module } = require('node:module');

const compile = Module.prototype._compile;
Module.prototype._compile = function (source, file, ...rest) {
  const call = /(\.send\("emulation\.setMediaFeaturesOverride", \{[^;]*?\}\));/g;
  const isOurs = /playwright-core[\\/]lib[\\/].*\.js$/.test(file);
  return compile.call(this, isOurs ? source.replace(call, '$1.catch(() => undefined);') : source, file, ...rest);
};
