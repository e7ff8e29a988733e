import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';

import type { AdoptClients } from '../adopt.ts';

/** What AWS answers to one kind of command, by its input: an answer, or an error that is thrown. */
type Answer = (input: Readonly<Record<string, unknown>>) => object;
export type Answers = Readonly<Record<string, Answer>>;

export interface ScriptedAws {
  readonly clients: AdoptClients;
  /** The names of the commands that change something, in their order, with their inputs. */
  readonly changes: (readonly [name: string, input: Readonly<Record<string, unknown>>])[];
}

/** Makes an error as the SDK throws it. */
export const refusal = (name: string, message: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

/** Makes clients that send nothing and get scripted answers. A command without an answer fails the test. */
export function scriptedAws(answers: Answers): ScriptedAws {
  const changes: ScriptedAws['changes'] = [];
  const script = <Client extends { send: unknown }>(client: Client): Client => {
    client.send = (command: {
      readonly constructor: { readonly name: string };
      readonly input: Record<string, unknown>;
    }) => {
      const name = command.constructor.name.replace(/Command$/, '');
      if (!/^(?:Describe|Get|Head|List)/.test(name)) changes.push([name, command.input]);
      const answer = answers[name];
      if (answer === undefined) return Promise.reject(new Error(`No answer to ${name}.`));
      const given = answer(command.input);
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
    };
    return client;
  };
  const place = { region: 'eu-central-1', credentials: { accessKeyId: 'AKIA', secretAccessKey: 'none' } };
  const clients = {
    cloudFormation: script(new CloudFormationClient(place)),
    cognito: script(new CognitoIdentityProviderClient(place)),
    s3: script(new S3Client(place)),
  };
  return { clients, changes };
}
