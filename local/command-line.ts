import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { StartError } from './start-error.ts';
import type { StartOptions } from './start-stack.ts';

export const usage = `Usage: npm start -- [options]

  --port N         port of the app (4200); a busy one is replaced by the next free one
  --directory D    where files, users and keys are kept (.local)
  --api URL        use this API instead of the built-in one, such as http://127.0.0.1:3000 of "sam local start-api"
  --docker         let containers reach S3 and Cognito (done with --api when Docker runs)
  --parameter N=V  a parameter of template.yaml, such as ScopedCredentials=on; may be repeated
  --s3-ledger F    write a line of JSON for every request to S3 into this file
  --help           print this`;

/**
 * Reads the options of `npm start`.
 * @throws StartError that says what is wrong with the arguments
 */
export function readCommandLine(args: readonly string[]): StartOptions | 'help' {
  const { values } = parsed(args);
  if (values.help === true) return 'help';
  return {
    ...(values.port !== undefined && { ports: { web: portOf(values.port) } }),
    ...(values.directory !== undefined && { directory: resolve(values.directory) }),
    ...(values.api !== undefined && { api: urlOf(values.api) }),
    ...(values.parameter !== undefined && { parameters: parametersOf(values.parameter) }),
    ...(values['s3-ledger'] !== undefined && { s3Ledger: resolve(values['s3-ledger']) }),
    ...(values.docker !== undefined && { docker: values.docker }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        directory: { type: 'string' },
        api: { type: 'string' },
        docker: { type: 'boolean' },
        parameter: { type: 'string', multiple: true },
        's3-ledger': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartError(`--port ${text}: must be a number from 0 to 65535.\n\n${usage}`);
}

function parametersOf(texts: readonly string[]): Readonly<Record<string, string>> {
  const entries = texts.map((text) => {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return [name, value] as const;
    throw new StartError(`--parameter ${text}: must be NAME=VALUE.\n\n${usage}`);
  });
  return Object.fromEntries(entries);
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:') return url;
  throw new StartError(`--api ${text}: must be an address such as http://127.0.0.1:3000.\n\n${usage}`);
}
