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
  {
    spec: 'tests/e2e/script-injection.e2e.ts',
    test: 'the page refuses ${name} that was brought into it',
    reason:
      'a browser and a built app take minutes for each: without require-trusted-types-for in the template, or with ' +
      'unsafe-inline and data: in its script-src, they turn red by hand; the mutants of the template show each directive',
  },
  {
    spec: 'tests/e2e/script-injection.e2e.ts',
    test: 'the page lets nobody make a policy ${name}',
    reason:
      'a browser and a built app take minutes for each: without trusted-types in the template they turn red by hand; a ' +
      'mutant of the template shows the directive',
  },
  {
    spec: 'tests/attack/isolation.spec.ts',
    test: 'measure-folder leads no path out of',
    reason:
      'it answers numbers only: that they are not those of a stranger’s folder, the mutants of the test before show',
  },
  {
    spec: 'tests/attack/isolation.spec.ts',
    test: 'measure-folder shows nothing of another user to a cursor',
    reason: 'it answers numbers only: search-files reads the same cursors with the same code, and has a mutant',
  },
  {
    spec: 'tests/attack/validation.spec.ts',
    test: 'copy-files asks for each required input by its name',
    reason: 'the rule that it shares with move-files refuses a request without items, too',
  },
  {
    spec: 'scripts/deploy/site-files.spec.ts',
    test: 'has no source map, and names none',
    reason: 'Node itself reads backend/bundle.mjs, so no mutant reaches it: with sourcemap = true it turns red by hand',
  },
];
