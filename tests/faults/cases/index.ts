import type { FaultCase } from '../rig/fault-case.ts';
import { changedNames } from './changed-names.ts';
import { downloadFaults } from './downloads.ts';
import { filmDownloadFaults } from './film-downloads.ts';
import { lostAnswers } from './lost-answers.ts';
import { manyDownloadFaults } from './many-downloads.ts';
import { networkFaults } from './network.ts';
import { resumeFaults } from './resume.ts';
import { serverFaults } from './server-faults.ts';
import { sessionFaults } from './session.ts';
import { smallFileFaults } from './small-files.ts';

export const faults: readonly FaultCase[] = [
  ...networkFaults,
  ...serverFaults,
  ...smallFileFaults,
  ...lostAnswers,
  ...sessionFaults,
  ...resumeFaults,
  ...changedNames,
  ...downloadFaults,
  ...filmDownloadFaults,
  ...manyDownloadFaults,
];
