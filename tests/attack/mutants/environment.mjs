import fs from 'node:fs';

import { TestEnvironment } from 'jest-environment-node';

/** Runs only the tests that the mutant names, and mutates what they read through `node:fs`: template, lock file, pages. */
export default class MutantEnvironment extends TestEnvironment {
  #mutant;
  #readFileSync = fs.readFileSync;

  constructor(config, context) {
    super(config, context);
    this.#mutant = config.projectConfig.testEnvironmentOptions;
  }

  async setup() {
    await super.setup();
    const { file, from, to } = this.#mutant;
    const read = this.#readFileSync;
    fs.readFileSync = (path, ...options) => {
      const content = read(path, ...options);
      return path === file && typeof content === 'string' ? content.replace(from, () => to) : content;
    };
  }

  async teardown() {
    fs.readFileSync = this.#readFileSync;
    await super.teardown();
  }

  handleTestEvent(event, state) {
    const { only } = this.#mutant;
    if (event.name === 'run_start' && only !== undefined) state.testNamePattern = new RegExp(only);
    // Tests that nothing was prepared for are red whatever they ask.
    if (event.name === 'hook_failure' && event.hook.type === 'beforeAll') state.unhandledErrors.push(event.error);
  }
}
