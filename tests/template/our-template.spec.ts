/** Tests of template.yaml that are neither about operations (operations.spec.ts) nor about protection (checks.spec.ts). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parseTemplate, resolveTemplate } from '@airlock/template';

const root = join(import.meta.dirname, '../..');
const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
const template = parseTemplate(join(root, 'template.yaml'));
const deployed = resolveTemplate(template, place);

const properties = (logicalId: string) => deployed.resource(logicalId).properties;

describe('the API', () => {
  it('is at the stage that the distribution expects', () => {
    expect(deployed.api.stageName).toBe('api');
    const behaviors = properties('Distribution').at('DistributionConfig').at('CacheBehaviors').list();
    expect(behaviors.map((it) => it.at('PathPattern').value)).toEqual(['/api/*']);
  });
});

/** Returns the text of each statement of a policy, from its effect on. Statements that an alias repeats are not there. */
function statementsIn(yaml: string): readonly string[] {
  return [...yaml.matchAll(/^( *)(- )?Effect: .*\n/gm)].map(({ index, 0: first, 1: indent = '', 2: dash = '' }) => {
    const rest = yaml.slice(index + first.length).split('\n');
    const own = rest.findIndex(
      (line) => !line.startsWith(indent + ' '.repeat(dash.length)) || /^ *- [A-Z&]/.test(line),
    );
    return [first, ...rest.slice(0, own)].map((line) => line.replace(/^[ -]*/, '')).join('\n');
  });
}

const repeated = (all: readonly string[]): readonly string[] => all.filter((it, index) => all.indexOf(it) !== index);

describe('the source', () => {
  const source = readFileSync(join(root, 'template.yaml'), 'utf8');

  it('has each statement of a policy once', () => {
    const statements = statementsIn(source);
    expect(statements.length).toBeGreaterThan(30);
    expect(repeated(statements)).toEqual([]);
    const [statement = ''] = statements;
    expect(repeated([...statements, statement])).toEqual([statement]);
  });

  it.each(['-files-', '-state-', '-web-', '-changes'])('has the name ${AWS::StackName}%s… once', (name) => {
    expect(source.split(`'\${AWS::StackName}${name}`).length - 1).toBe(1);
  });
});

describe('a wrong parameter is refused with a sentence before anything is created', () => {
  const refused: readonly (readonly [Record<string, string | number>, string])[] = [
    [{ DevOrigin: 'http://localhost:4200/' }, 'must be an origin such as http://localhost:4200'],
    [{ AppDomainName: 'https://files.example.com' }, 'must be a domain name such as files.example.com'],
    [{ AppCertificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/a' }, 'in us-east-1'],
    [{ AppDomainName: 'files.example.com' }, 'AppDomainName and AppCertificateArn go together'],
    [{ WebAclArn: 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b' }, 'a web ACL of scope CLOUDFRONT'],
    [{ WebAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b' }, 'WebAclArn needs RegionalWebAclArn'],
    [{ RegionalWebAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b' }, 'a web ACL of scope REGIONAL'],
    [{ FilesKmsKeyArn: 'arn:aws:kms:eu-central-1:123456789012:alias/files' }, 'the ARN of a key (not of an alias)'],
    [{ AlarmEmail: 'ops' }, 'must be one mail address'],
    [{ MonthlyBudgetUsd: 20 }, 'MonthlyBudgetUsd needs AlarmEmail'],
    [{ MonthlyBudgetUsd: -1 }, 'below MinValue'],
    [{ S3Endpoint: 'http://127.0.0.1:9000/' }, 'must be an origin such as http://127.0.0.1:9000'],
    [{ CognitoEndpoint: 'cognito' }, 'must be an origin such as http://127.0.0.1:9229'],
    [{ LogRetentionDays: 31 }, 'not one of AllowedValues'],
    [{ AccessTokenMinutes: 1 }, 'below MinValue'],
    [{ Mfa: 'MAYBE' }, 'not one of AllowedValues'],
    [{ SelfSignUp: 'true' }, 'There is no parameter "SelfSignUp"'],
    [{ Environment: 'staging' }, 'not one of AllowedValues'],
    [{ Environment: 'prod' }, 'A production stack needs AlarmEmail'],
  ];

  it.each(refused)('%j', (parameters, sentence) => {
    expect(() => resolveTemplate(template, { ...place, parameters })).toThrow(sentence);
  });
});
