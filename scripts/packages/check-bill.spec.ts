import { describe, expect, it } from '@jest/globals';

import { billProblems, type Bill } from './check-bill.ts';
import type { LockedPackage } from './lock-file.ts';

const digest = Buffer.alloc(64, 7);
const locked: readonly LockedPackage[] = [
  {
    path: 'node_modules/checker',
    name: 'checker',
    version: '1.2.3',
    integrity: `sha512-${digest.toString('base64')}`,
    dependencies: {},
    optionalDependencies: {},
  },
];
const component = {
  'bom-ref': 'checker@1.2.3',
  name: 'checker',
  version: '1.2.3',
  purl: 'pkg:npm/checker@1.2.3',
  hashes: [{ alg: 'SHA-512' as const, content: digest.toString('hex') }],
  licenses: [{ license: { id: 'MIT' } }],
};
const whole: Bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: 'urn:uuid:00000000-0000-4000-8000-000000000000',
  metadata: { component: { 'bom-ref': 'airlock@0.1.0', name: 'airlock' } },
  components: [component],
  dependencies: [{ ref: 'airlock@0.1.0', dependsOn: ['checker@1.2.3'] }],
};

describe('billProblems', () => {
  it('finds nothing in a whole bill', () => {
    expect(billProblems(whole, locked)).toEqual([]);
  });

  it.each([
    ['a package', { components: [], dependencies: [] }, ['checker@1.2.3 is missing.']],
    ['a licence', { components: [{ ...component, licenses: [] }] }, ['checker@1.2.3 has no licence.']],
    [
      'a checksum',
      { components: [{ ...component, hashes: [] }] },
      ['checker@1.2.3 has not the checksum of the lock file.'],
    ],
    [
      'a component',
      { dependencies: [{ ref: 'airlock@0.1.0', dependsOn: ['other@1.0.0'] }] },
      ['other@1.0.0 is depended on, but it is no component.'],
    ],
    ['its own reference', { components: [component, component] }, ['Two components have one reference.']],
  ])('finds that %s is missing', (_, changed, problems) => {
    expect(billProblems({ ...whole, ...changed }, locked)).toEqual(problems);
  });
});
