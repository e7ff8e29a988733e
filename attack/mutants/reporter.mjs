import { writeFileSync } from 'node:fs';

/** Writes what became of each mutant to the file that MUTANT_REPORT names. */
export default class Reporter {
  #results = [];

  onTestResult({ context }, { testResults, testExecError }) {
    this.#results.push({
      mutant: context.config.displayName.name,
      ran: testExecError === undefined && testResults.length > 0,
      red: testResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    });
  }

  onRunComplete() {
    writeFileSync(process.env.MUTANT_REPORT, JSON.stringify(this.#results));
  }
}
