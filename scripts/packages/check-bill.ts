import * as v from 'valibot';

import type { LockedPackage } from './lock-file.ts';

const hash = v.object({ alg: v.literal('SHA-512'), content: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)) });
const component = v.looseObject({
  'bom-ref': v.string(),
  name: v.string(),
  version: v.string(),
  purl: v.pipe(v.string(), v.startsWith('pkg:npm/')),
  hashes: v.optional(v.array(hash), []),
  licenses: v.optional(v.array(v.unknown()), []),
});

/** The parts of a CycloneDX 1.5 document that we promise. npm writes more, and it stays. */
export const bill = v.looseObject({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.literal('1.5'),
  serialNumber: v.pipe(v.string(), v.regex(/^urn:uuid:[0-9a-f-]{36}$/)),
  metadata: v.looseObject({ component: v.looseObject({ 'bom-ref': v.string(), name: v.string() }) }),
  components: v.array(component),
  dependencies: v.array(v.object({ ref: v.string(), dependsOn: v.array(v.string()) })),
});
export type Bill = v.InferOutput<typeof bill>;

/**
 * Returns a sentence for everything that is missing in a bill of materials: a locked package, its checksum or its licence, or
 * the component that a dependency names. An empty list means that the bill is whole.
 */
export function billProblems({ metadata, components, dependencies }: Bill, locked: readonly LockedPackage[]): string[] {
  const byReference = new Map(components.map((it) => [it['bom-ref'], it]));
  const known = new Set([metadata.component['bom-ref'], ...byReference.keys()]);
  const unknown = dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((it) => !known.has(it));
  return [
    ...(byReference.size < components.length ? ['Two components have one reference.'] : []),
    ...unknown.map((it) => `${it} is depended on, but it is no component.`),
    ...locked.flatMap(({ name, version = '', integrity = '' }) => {
      const found = byReference.get(`${name}@${version}`);
      if (found === undefined) return [`${name}@${version} is missing.`];
      const wanted = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
      return [
        ...(found.licenses.length > 0 ? [] : [`${name}@${version} has no licence.`]),
        ...(found.hashes.some(({ content }) => content === wanted)
          ? []
          : [`${name}@${version} has not the checksum of the lock file.`]),
      ];
    }),
  ];
}
