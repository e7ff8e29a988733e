import { PoolFixture } from './pool-fixture.ts';

// Creates a user in the directory given, prints that it did, and waits to be killed.
const pool = await PoolFixture.start({ directory: process.argv[2] ?? '' });
await pool.enrol('demo', 'My own password 1');
process.stdout.write('made\n');
