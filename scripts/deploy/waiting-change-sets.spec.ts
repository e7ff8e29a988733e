import { CloudFormationClient, type ChangeSetSummary, type Stack } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from '@jest/globals';

import { requireExecuted, waitingChangeSets } from './waiting-change-sets.ts';

const stack: Stack = { StackName: 'airlock', StackStatus: 'REVIEW_IN_PROGRESS', CreationTime: new Date(0) };
const waits = (ChangeSetId: string): ChangeSetSummary => ({ ChangeSetId, ExecutionStatus: 'AVAILABLE' });
const empty: ChangeSetSummary = { ChangeSetId: 'empty', Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE' };

/** Makes a client that answers with pages of change sets. */
function clientWith(...pages: readonly (readonly ChangeSetSummary[])[]): CloudFormationClient {
  const client = new CloudFormationClient({ region: 'eu-central-1' });
  let page = 0;
  client.middlewareStack.add(
    () => () => {
      const [Summaries, NextToken] = [pages[page], page + 1 < pages.length ? `${page}` : undefined];
      page += 1;
      return Promise.resolve({ response: {}, output: { $metadata: {}, Summaries, NextToken } });
    },
    { step: 'initialize', priority: 'high' },
  );
  return client;
}

describe('the change sets that wait', () => {
  it('are read from every page, without those that cannot be executed', async () => {
    const client = clientWith([waits('first'), empty], [waits('second')]);
    expect(await waitingChangeSets(client, stack)).toEqual(new Set(['first', 'second']));
  });

  it('are none of a stack that does not exist, which is not asked for', async () => {
    expect(await waitingChangeSets(clientWith([waits('first')]), undefined)).toEqual(new Set());
  });
});

describe('a deploy', () => {
  it.each([
    ['that was executed', [], []],
    ['that had nothing to change', [empty], []],
    ['while an older change set waits', [waits('old'), empty], ['old']],
  ] as const)('%s goes on', async (_, now, before) => {
    await expect(requireExecuted(clientWith(now), stack, new Set(before))).resolves.toBeUndefined();
  });

  it('whose question was answered with no ends with a sentence, before the app is published', async () => {
    const refused = requireExecuted(clientWith([waits('old'), waits('new')]), stack, new Set(['old']));
    await expect(refused).rejects.toThrow('The change set was not executed, because the question was not answered');
  });
});
