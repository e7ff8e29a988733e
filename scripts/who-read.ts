/**
 * `npm run who-read -- FOLDER KEY`: prints who read and wrote a file, from the records of a stack with Audit=on that were copied
 * into a folder (docs/operate.md, "Who read this file").
 */
import { accessesIn, accessesOf, accessHead, accessText } from './who-read/records.ts';

const usage = `Usage: npm run who-read -- FOLDER KEY

  FOLDER   where the log files of CloudTrail are (*.json.gz), in folders or not
  KEY      the key of a file, users/SUB/reports/q3.pdf, or with a slash at its end everything below it`;

const [folder, key, ...others] = process.argv.slice(2);
if (folder === undefined || key === undefined || others.length > 0) {
  console.log(usage);
  process.exitCode = folder === '--help' ? 0 : 2;
} else {
  print(folder, key);
}

function print(from: string, wanted: string): void {
  try {
    const found = accessesOf(accessesIn(from), wanted);
    console.log([accessHead, ...found.map(accessText)].join('\n'));
    if (found.length === 0) console.error(`Nobody read or wrote ${wanted} in the records of ${from}.`);
  } catch (error) {
    console.error(`The records in ${from} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
