import Sequencer from '@jest/test-sequencer';

/** The specs that take longest, which the size of their files does not tell. */
const longest = [
  'tests/attack/fuzz/functions.spec.ts',
  'tests/conformance/iam/differential.spec.ts',
  'tests/attack/fuzz/gateway.spec.ts',
  'local/changes.spec.ts',
  'local/run.spec.ts',
  'tests/attack/isolation.spec.ts',
  'tests/template/checks.spec.ts',
  'packages/stand-ins/s3/conformance.spec.ts',
  'scripts/doctor/broken-stack.spec.ts',
];

/**
 * Starts the longest specs first, so that all workers end together. jest remembers how long a spec took, but in a fresh clone it
 * goes by the size of the files.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLongest = ({ path }) => longest.some((file) => path.replaceAll('\\', '/').endsWith(file));
    return super.sort(tests).toSorted((a, b) => Number(isLongest(b)) - Number(isLongest(a)));
  }
}
