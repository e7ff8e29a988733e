import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Site, SiteFile } from './site.ts';

const streamPath = '/live-reload';
const scriptPath = '/live-reload.js';

/** The script is a file and not inline, because the content security policy holds in development too. */
const script = `new EventSource('${streamPath}').addEventListener('reload', () => location.reload());\n`;

/** Makes pages of `npm run dev` keep an event stream open and reload when it says so. */
export function liveReload() {
  const streams = new Set<ServerResponse>();
  return {
    scripts: { [scriptPath]: { contentType: 'text/javascript; charset=utf-8', body: script } },
    isStream: ({ url }: IncomingMessage): boolean => url === streamPath,
    open: (response: ServerResponse): void => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(': open\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
    },
    send: (): void => streams.forEach((stream) => stream.write('event: reload\ndata: \n\n')),
    injectedInto: (site: Site): Site => {
      const index = site.get('/index.html');
      return index === undefined ? site : new Map([...site, ['/index.html', withScript(index)]]);
    },
  };
}

function withScript(index: SiteFile): SiteFile {
  const tag = `<script src="${scriptPath}" defer></script></head>`;
  const html = Buffer.from(index.body('identity').toString('utf8').replace('</head>', tag));
  return { ...index, isCompressible: false, body: () => html };
}
