import { peakResidentKiB } from './peak-memory.ts';
import { startStandIn } from './stand-in.ts';

/** Runs the stand-in in a process that tests may kill: `node crash-server.ts DIRECTORY` tells its URL to its parent. */
const [directory = ''] = process.argv.slice(2);
const { target } = await startStandIn({ directory });
process.send?.(target);
// Tests ask for the most memory that this process ever held, in KiB.
process.on('message', () => process.send?.(peakResidentKiB()));
process.on('disconnect', () => process.exit());
