/** Languages that are highlighted, each with the endings of its files. The names are those of highlight.js. */
const endings: Readonly<Record<string, string>> = {
  bash: 'sh bash zsh',
  c: 'c h',
  cpp: 'cpp cc cxx hpp hh',
  csharp: 'cs',
  css: 'css',
  diff: 'diff patch',
  go: 'go',
  graphql: 'graphql gql',
  ini: 'ini toml conf cfg properties',
  java: 'java',
  javascript: 'js mjs cjs jsx',
  json: 'json geojson webmanifest map',
  kotlin: 'kt kts',
  less: 'less',
  lua: 'lua',
  makefile: 'mk',
  markdown: 'md markdown',
  objectivec: 'm mm',
  perl: 'pl pm',
  php: 'php',
  python: 'py pyi',
  r: 'r',
  ruby: 'rb',
  rust: 'rs',
  scss: 'scss',
  sql: 'sql',
  swift: 'swift',
  typescript: 'ts mts cts tsx',
  vbnet: 'vb',
  xml: 'xml html htm xhtml svg xsl xsd rss atom plist vue',
  yaml: 'yaml yml',
};

const byEnding: ReadonlyMap<string, string> = new Map(
  Object.entries(endings).flatMap(([language, all]) => all.split(' ').map((it): [string, string] => [it, language])),
);

/** Returns the language of files with this ending, or `undefined` for plain text. */
export const languageOf = (ending: string): string | undefined => byEnding.get(ending);

/** Returns whether browsers would run script in a file of this ending, so that people may expect to see it run. */
export const canScript = (ending: string): boolean => /^(?:svg|x?html?)$/.test(ending);
