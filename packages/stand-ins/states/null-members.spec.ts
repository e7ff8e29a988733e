import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, it } from '@jest/globals';

import { machineArn, startFixture, type StatesFixture } from './testing/states-fixture.ts';

let fixture: StatesFixture;
afterEach(() => fixture.close());

it('reads null as a member that is not there', async () => {
  fixture = await startFixture({ invoke: () => new Promise<never>(() => undefined) });
  const { sfn } = fixture;
  // The SDK itself leaves such members out.
  sfn.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: Uint8Array };
      const input = JSON.parse(new TextDecoder().decode(request.body)) as object;
      request.body = Buffer.from(JSON.stringify({ name: null, input: null, error: null, ...input }));
      return next(args);
    },
    { step: 'build', priority: 'high' },
  );
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn }));
  expect((await sfn.send(new StopExecutionCommand({ executionArn }))).stopDate).toBeInstanceOf(Date);
});
