import { createServer } from 'node:http';

import { listen } from '../listen.ts';
import { serverOptions } from '../server-options.ts';
import { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';

export type { Outcome } from './execution.ts';
export { FunctionRunner, type FunctionOptions } from './function-runner.ts';
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';

export interface RunningGateway {
  /** The address with the stage and without a slash at its end: `http://127.0.0.1:3000/api`. */
  readonly url: string;
  readonly port: number;
  readonly invoke: Gateway['invoke'];
  readonly close: () => Promise<void>;
}

/** Starts the gateway on a port of its own. In the whole stack the web server passes `/api/*` to it instead. */
export async function startGateway(options: GatewayOptions & { readonly port: number }): Promise<RunningGateway> {
  const gateway = createGateway(options);
  const server = createServer(serverOptions(), (request, response) => {
    gateway.handle(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${port}/${options.template.api.stageName}`,
    port,
    invoke: gateway.invoke,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await gateway.close();
    },
  };
}
