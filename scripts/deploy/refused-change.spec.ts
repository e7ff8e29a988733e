import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { expect, it } from '@jest/globals';

import { unlessRefused } from './refused-change.ts';

/** A CloudFormation whose stack has these change sets, which wait to be executed. */
function withWaiting(ids: readonly string[]): CloudFormationClient {
  const client = new CloudFormationClient({ region: 'eu-central-1' });
  client.middlewareStack.add(
    () => () => {
      const Summaries = ids.map((ChangeSetId) => ({ ChangeSetId, ExecutionStatus: 'AVAILABLE' }));
      const ended = { ChangeSetId: 'ended', ExecutionStatus: 'EXECUTE_COMPLETE' };
      return Promise.resolve({ response: {}, output: { $metadata: {}, Summaries: [...Summaries, ended] } });
    },
    { step: 'initialize', priority: 'high' },
  );
  return client;
}

it('a change that the person refuses publishes no app', async () => {
  const waiting = ['refused-last-week'];
  const refuse = () => Promise.resolve(void waiting.push('refused-now'));
  await expect(unlessRefused(withWaiting(waiting), 'airlock', refuse)).rejects.toThrow('the app was not published');
});

it('a change that is made, and one that was refused before, keep nobody from the app', async () => {
  const executed = unlessRefused(withWaiting(['refused-last-week']), 'airlock', () => Promise.resolve());
  await expect(executed).resolves.toBeUndefined();
});
