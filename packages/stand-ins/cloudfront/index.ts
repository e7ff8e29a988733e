import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import type { ClientConfig } from '@airlock/contract';
import type { ResolvedTemplate } from '@airlock/template';

import { listen } from '../listen.ts';
import { serverOptions } from '../server-options.ts';
import { liveReload } from './live-reload.ts';
import type { Mails } from './mailbox/mail.ts';
import { mailboxPath, serveMailbox } from './mailbox/serve-mailbox.ts';
import { proxyApi } from './proxy-api.ts';
import { overrideHeaders } from './override-headers.ts';
import { policyHeaders } from './response-headers.ts';
import { serveSite } from './serve-site.ts';
import { readSite } from './site.ts';
import { viewerRequest } from './viewer-request.ts';

export interface WebOptions {
  readonly template: ResolvedTemplate;
  /** The folder of the built app. */
  readonly root: string;
  readonly port: number;
  readonly config: ClientConfig;
  /** The gateway's handler for `/api/*`, or the base URL of another API. */
  readonly api: URL | ((request: IncomingMessage, response: ServerResponse) => Promise<void>);
  /** The mails that the user pool would have sent, to be shown at `mailboxUrl`. */
  readonly mails: Mails;
  /** Whether pages reload themselves after `reload()`. */
  readonly isDevelopment?: boolean;
  /** How long a client may take for the headers of a request, in milliseconds. */
  readonly patienceMs?: number;
}

export interface Web {
  /** The origin that the app has in the browser: `http://localhost:4200`. */
  readonly url: string;
  /** The link that opens the page with the mails, with the key of the mailbox; the product has no such page. */
  readonly mailboxUrl: string;
  readonly port: number;
  /** Reads the built app again. */
  readonly reload: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Serves what the template's CloudFront distribution serves to a browser, on this machine: the app, its configuration,
 * the API.
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  let site = readSite(options.root);
  const live = options.isDevelopment === true ? liveReload() : undefined;
  const config = { contentType: 'application/json', body: JSON.stringify(options.config) };
  const siteOptions = {
    site: () => live?.injectedInto(site) ?? site,
    rewriteUri: viewerRequest(options.template),
    headers: policyHeaders(options.template),
    generated: { '/config.json': config, ...live?.scripts },
  };
  const apiHeaders = policyHeaders(options.template, '/api/*');
  const server = createServer(serverOptions(options.patienceMs), (request, response) => {
    if (refusesHost(request, response)) return;
    if (isApi(request.url)) {
      overrideHeaders(response, apiHeaders);
      callApi(options.api, request, response);
      return;
    }
    if (live?.isStream(request) === true) {
      live.open(response);
      return;
    }
    if (serveMailbox(options.mails, siteOptions.headers, request, response)) return;
    serveSite(siteOptions, request, response);
  });
  const port = await listen(server, options.port);
  return {
    url: `http://localhost:${port}`,
    mailboxUrl: `http://localhost:${port}${mailboxPath}#${options.mails.key}`,
    port,
    reload: () => {
      site = readSite(options.root);
      live?.send();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isApi = (url = '/'): boolean => /^\/api(?:[/?]|$)/.test(url);

function callApi(api: WebOptions['api'], request: IncomingMessage, response: ServerResponse): void {
  if (api instanceof URL) {
    proxyApi(api, request, response);
    return;
  }
  api(request, response).catch(() => response.destroy());
}

/**
 * Refuses requests for other host names: a page of another site may let its own name point to 127.0.0.1, and then its
 * requests carry that name. The app works at `localhost` only, because bucket and API allow that origin.
 */
function refusesHost(request: IncomingMessage, response: ServerResponse): boolean {
  const host = request.headers.host ?? '';
  const port = String(request.socket.localPort);
  const name = host.replace(/:\d+$/, '');
  if (name !== 'localhost' && name !== '127.0.0.1') {
    response.writeHead(421, { 'Content-Type': 'text/plain' }).end(`Open http://localhost:${port} instead.`);
    return true;
  }
  if (name === 'localhost' || request.headers['sec-fetch-mode'] !== 'navigate') return false;
  response.writeHead(307, { Location: `http://localhost:${port}${request.url ?? '/'}` }).end();
  return true;
}
