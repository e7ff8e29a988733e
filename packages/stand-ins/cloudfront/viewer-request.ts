import { runInNewContext } from 'node:vm';

import type { ResolvedTemplate } from '@airlock/template';

/** Turns the URI of a request into the URI that is looked up in the bucket. */
export type RewriteUri = (method: string, uri: string) => string;

/**
 * Runs the template's own CloudFront function, so that a path that becomes index.html in AWS does so here.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export function viewerRequest(template: ResolvedTemplate): RewriteUri {
  const behavior = template.resource('Distribution').properties.at('DistributionConfig').at('DefaultCacheBehavior');
  const association = behavior.at('FunctionAssociations').list()[0] ?? behavior.fail('Has no function.');
  if (association.at('EventType').text() !== 'viewer-request') association.fail('Only viewer-request is implemented.');
  const arn = association.at('FunctionARN').text();
  const functions = template.ofType('AWS::CloudFront::Function');
  const found = functions.find(({ logicalId }) => template.attribute(logicalId, 'FunctionARN') === arn);
  const code = (found?.properties ?? association.fail('Is not a function of this template.')).at('FunctionCode').text();
  const handler: unknown = runInNewContext(`${code}\nhandler`, {});
  if (!isHandler(handler)) return association.fail('The code has no function "handler".');
  return (method, uri) => {
    const result: unknown = handler({
      version: '1.0',
      context: {},
      request: { method, uri, querystring: {}, headers: {} },
    });
    if (typeof result === 'object' && result !== null && 'uri' in result && typeof result.uri === 'string') {
      return result.uri;
    }
    return association.fail('Answers of the function itself are not implemented by the local stack.');
  };
}

const isHandler = (value: unknown): value is (event: object) => unknown => typeof value === 'function';
