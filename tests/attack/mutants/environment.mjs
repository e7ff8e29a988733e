import fs from 'node:fs';

import { TestEnvironment } from 'jest-environment-node';

/**
 * An environment for Jest that runs only the tests which the mutant names. It also mutates the files that they read
 * through `node:fs`: the template, the lock file and pages.
 */
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
    // When `beforeAll` fails, the tests fail whatever they check, so this error fails the whole spec.
    if (event.name === 'hook_failure' && event.hook.type === 'beforeAll') state.unhandledErrors.push(event.error);
  }
}
