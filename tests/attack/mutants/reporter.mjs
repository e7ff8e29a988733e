import { writeFileSync } from 'node:fs';

/** A reporter for Jest that writes the results of each mutant to the file that MUTANT_REPORT names. */
export default class Reporter {
  #results = [];

  onTestResult({ context }, { testResults, testExecError, perfStats }) {
    this.#results.push({
      mutant: context.config.displayName.name,
      ...(testExecError && { broken: String(testExecError.stack ?? testExecError.message).slice(0, 500) }),
      seconds: perfStats.runtime / 1000,
      tests: testResults.map((it) => ({ name: it.fullName, status: statusOf(it) })),
    });
  }

  onRunComplete() {
    writeFileSync(process.env.MUTANT_REPORT, JSON.stringify(this.#results));
  }
}

/** Returns the status of a test. A timeout has a status of its own, because a slow machine proves nothing. */
const statusOf = ({ status, failureMessages }) =>
  failureMessages.some((it) => it.includes('Exceeded timeout of')) ? 'timed out' : status;
