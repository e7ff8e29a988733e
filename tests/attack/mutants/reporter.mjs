import { writeFileSync } from 'node:fs';

/** Writes what became of each mutant to the file that MUTANT_REPORT names. */
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

/** A slow machine is no proof of anything. */
const statusOf = ({ status, failureMessages }) =>
  failureMessages.some((it) => it.includes('Exceeded timeout of')) ? 'timed out' : status;
