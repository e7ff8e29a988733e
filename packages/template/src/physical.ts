import { createHash } from 'node:crypto';

import type { Cursor } from './json.ts';

/** Account, region and name of a stack. */
export interface StackPlace {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly urlSuffix: string;
}

/** Values that `!Ref` and `!GetAtt` give for a resource. */
export interface Physical {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Made {
  readonly stack: StackPlace;
  readonly logicalId: string;
  readonly properties: Cursor;
  /** Id that a running stand-in gave to the resource. */
  readonly given: string | undefined;
}

/**
 * Names a resource as CloudFormation would: by its own name property, or from stack and logical id, so that the same
 * stack has the same names at every start.
 * @throws TemplateError for a type whose `Ref` and attributes are not known here
 */
export function physical(type: string, made: Made): Physical {
  return (types[type] ?? unknownType(type, made))(made);
}

function unknownType(type: string, { properties }: Made): never {
  return properties.fail(`What !Ref and !GetAtt give for ${type} is not implemented by the local stack.`);
}

const lowerAlphanumeric = 'abcdefghijklmnopqrstuvwxyz0123456789';
const upperAlphanumeric = lowerAlphanumeric.toUpperCase();

function generated({ stack, logicalId }: Made, length: number, alphabet = lowerAlphanumeric): string {
  const digest = createHash('sha256').update(`${stack.accountId}/${stack.region}/${stack.name}/${logicalId}`).digest();
  return [...digest.subarray(0, length)].map((byte) => alphabet[byte % alphabet.length] ?? '').join('');
}

const named = (made: Made): string => `${made.stack.name}-${made.logicalId}-${generated(made, 12, upperAlphanumeric)}`;
const own = (made: Made, property: string): string =>
  made.given ?? made.properties.maybe(property)?.text() ?? named(made);

const lambdaFunction = (made: Made): Physical => {
  const id = own(made, 'FunctionName');
  return { id, attributes: { Arn: `${arn(made, 'lambda')}:function:${id}` } };
};

const stateMachine = (made: Made, nameProperty: string): Physical => {
  const name = own(made, nameProperty);
  const id = `${arn(made, 'states')}:stateMachine:${name}`;
  return { id, attributes: { Arn: id, Name: name } };
};

const restApi = (made: Made): Physical => {
  const id = made.given ?? generated(made, 10);
  return { id, attributes: { RestApiId: id } };
};

const stageName = (made: Made): string => made.properties.maybe('StageName')?.text() ?? named(made);

/** SAM makes `Api.Stage` a reference to the stage, which gives its name. */
const serverlessApi = (made: Made): Physical => {
  const { id, attributes } = restApi(made);
  return { id, attributes: { ...attributes, Stage: stageName(made) } };
};

const types: Readonly<Record<string, (made: Made) => Physical>> = {
  'AWS::S3::Bucket': (made) => {
    const { partition, region, urlSuffix } = made.stack;
    const id = own(made, 'BucketName').toLowerCase();
    return {
      id,
      attributes: {
        Arn: `arn:${partition}:s3:::${id}`,
        DomainName: `${id}.s3.${urlSuffix}`,
        RegionalDomainName: `${id}.s3.${region}.${urlSuffix}`,
      },
    };
  },
  'AWS::IAM::Role': (made) => {
    const id = own(made, 'RoleName');
    return { id, attributes: { Arn: `arn:${made.stack.partition}:iam::${made.stack.accountId}:role/${id}` } };
  },
  'AWS::Logs::LogGroup': (made) => {
    const id = own(made, 'LogGroupName');
    return { id, attributes: { Arn: `${arn(made, 'logs')}:log-group:${id}:*` } };
  },
  // What SAM describes, and what it becomes.
  'AWS::Serverless::Function': lambdaFunction,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Serverless::StateMachine': (made) => stateMachine(made, 'Name'),
  'AWS::StepFunctions::StateMachine': (made) => stateMachine(made, 'StateMachineName'),
  'AWS::Serverless::Api': serverlessApi,
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGateway::Stage': (made) => ({ id: stageName(made), attributes: {} }),
  'AWS::ApiGateway::Deployment': (made) => ({ id: generated(made, 6), attributes: {} }),
  'AWS::Cognito::UserPool': (made) => {
    const { region, urlSuffix } = made.stack;
    const id = made.given ?? `${region}_${generated(made, 9)}`;
    const provider = `cognito-idp.${region}.${urlSuffix}/${id}`;
    return {
      id,
      attributes: {
        Arn: `${arn(made, 'cognito-idp')}:userpool/${id}`,
        ProviderName: provider,
        ProviderURL: `https://${provider}`,
        UserPoolId: id,
      },
    };
  },
  'AWS::Cognito::UserPoolClient': (made) => {
    const id = made.given ?? generated(made, 26);
    return { id, attributes: { ClientId: id } };
  },
  'AWS::CloudFront::Distribution': (made) => {
    const id = made.given ?? `E${generated(made, 13, upperAlphanumeric)}`;
    return { id, attributes: { Id: id, DomainName: `d${generated(made, 13)}.cloudfront.net` } };
  },
  'AWS::CloudFront::OriginAccessControl': (made) => {
    const id = made.given ?? `E${generated(made, 13, upperAlphanumeric)}`;
    return { id, attributes: { Id: id } };
  },
  'AWS::CloudFront::ResponseHeadersPolicy': (made) => {
    const id = made.given ?? generated(made, 32, '0123456789abcdef');
    return { id, attributes: { Id: id } };
  },
  'AWS::CloudFront::Function': (made) => {
    const id = `arn:${made.stack.partition}:cloudfront::${made.stack.accountId}:function/${own(made, 'Name')}`;
    return { id, attributes: { FunctionARN: id } };
  },
  'AWS::ApiGateway::Account': (made) => {
    const id = made.given ?? generated(made, 10);
    return { id, attributes: { Id: id } };
  },
  'AWS::SNS::Topic': (made) => {
    const id = `${arn(made, 'sns')}:${own(made, 'TopicName')}`;
    return { id, attributes: { TopicArn: id } };
  },
};

const arn = ({ stack }: Made, service: string): string =>
  `arn:${stack.partition}:${service}:${stack.region}:${stack.accountId}`;
