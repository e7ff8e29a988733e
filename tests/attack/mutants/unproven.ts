/** A test against which no mutant of code or template is run, with the reason. */
export interface Unproven {
  readonly spec: string;
  /** Text that is in the names of these tests. */
  readonly test: string;
  /** The reason, which continues the words "has no mutant, for ". */
  readonly reason: string;
}

export const unproven: readonly Unproven[] = [
  {
    spec: 'tests/e2e/complaints.e2e.ts',
    test: 'a journey fails for ${name}',
    reason:
      'a browser and a built app take minutes for each: without the files in img-src or unsafe-inline in style-src of ' +
      'the template journeys turn red by hand, and this test without a listener of tests/e2e/complaints.ts',
  },
];
