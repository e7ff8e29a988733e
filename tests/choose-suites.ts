/**
 * The suites that the arguments of `npm test` name, each once and in the order of `suites`; without arguments those of `all`.
 * @param named name on the command line → names of suites
 * @throws Error that lists the right names when an argument is none of them
 */
export function chooseSuites<T extends { readonly name: string }>(
  suites: readonly T[],
  named: Readonly<Record<string, readonly string[]>>,
  args: readonly string[],
): readonly T[] {
  const unknown = args.filter((it) => !Object.hasOwn(named, it));
  if (unknown.length > 0) {
    const names = Object.keys(named).join(', ');
    throw new Error(
      `npm test does not know "${unknown.join(' ')}". Say nothing for every check, or some of: ${names}.`,
    );
  }
  const wanted = new Set((args.length === 0 ? ['all'] : args).flatMap((it) => named[it] ?? []));
  return suites.filter(({ name }) => wanted.has(name));
}
