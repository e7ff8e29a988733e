import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { xmlElements, type XmlElements } from '../s3/xml.ts';
import { serverOptions } from '../server-options.ts';
import { assumeRole, type Account } from './assume-role.ts';
import { authenticate, type Verifier } from './authenticate.ts';
import { StsError } from './errors.ts';

export type ServerNeeds = Account & Verifier;

const version = '2011-06-15';
const namespace = `https://sts.amazonaws.com/doc/${version}/`;
/** The largest body that is read, far above the largest valid request. */
const maxBodyBytes = 64 * 1024;

/** Creates an HTTP server that answers like the query API of STS: `POST /` with a form, XML back. */
export function createStsServer(needs: ServerNeeds): Server {
  return createServer(serverOptions(), (request, response) => {
    void answer(needs, request, response);
  });
}

async function answer(needs: ServerNeeds, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  response.setHeader('x-amzn-RequestId', requestId);
  try {
    const { arn, session } = await perform(needs, request);
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = session;
    const Expiration = expiresAt.toISOString().replace('.000Z', 'Z');
    const AssumeRoleResult = {
      AssumedRoleUser: { AssumedRoleId: `${roleId(arn)}:${arn.slice(arn.lastIndexOf('/') + 1)}`, Arn: arn },
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration,
      },
    };
    send(response, 200, 'AssumeRoleResponse', { AssumeRoleResult, ResponseMetadata: { RequestId: requestId } });
  } catch (error) {
    if (request.destroyed && !request.complete) {
      response.destroy();
      return;
    }
    const { status, code, message } = known(error);
    const Type = status < 500 ? 'Sender' : 'Receiver';
    send(response, status, 'ErrorResponse', { Error: { Type, Code: code, Message: message }, RequestId: requestId });
  }
}

async function perform(needs: ServerNeeds, request: IncomingMessage) {
  const body = await readBody(request);
  const principal = authenticate(needs, request, body);
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  if (request.method !== 'POST' || request.url !== '/' || !isForm) {
    throw new StsError('NotImplemented', 'Only POST / with a form is implemented by the local stack.');
  }
  const parameters = new URLSearchParams(body.toString('utf8'));
  const action = parameters.get('Action') ?? '';
  if (parameters.get('Version') !== version || !/^[A-Z]\w+$/.test(action)) {
    const of = parameters.get('Version') ?? '';
    throw new StsError('InvalidAction', `Could not find operation ${action} for version ${of}`);
  }
  if (action !== 'AssumeRole') throw new StsError('NotImplemented', `${action} is not implemented by the local stack.`);
  return assumeRole(needs, principal, parameters);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    sizeBytes += part.length;
    if (sizeBytes <= maxBodyBytes) parts.push(part);
  }
  if (sizeBytes > maxBodyBytes) throw new StsError('NotImplemented', `A body of more than ${maxBodyBytes} bytes.`);
  return Buffer.concat(parts);
}

function known(error: unknown): StsError {
  if (error instanceof StsError) return error;
  console.error('The local STS failed:', error);
  return new StsError('InternalFailure', 'The request processing has failed because of an unknown error.');
}

/** Makes an id for a role, as long as the ids of AWS, which the template does not contain. */
const roleId = (arn: string): string =>
  `AROA${Buffer.from(arn).toString('hex').toUpperCase().slice(-17).padStart(17, '0')}`;

function send(response: ServerResponse, status: number, root: string, content: XmlElements): void {
  const text = `<${root} xmlns="${namespace}">${xmlElements(content)}</${root}>`;
  response.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(text) }).end(text);
}
