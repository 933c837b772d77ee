/**
 * Serves the built site as production would: compressed, with its security headers, on localhost only.
 * `node scripts/serve.ts [--port N] [--dir dist]`; without a port it is 4400, or the next one that is free.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readSite, type SiteFile, type SiteFiles } from './site-files.ts';

const firstPort = 4400;

/** Answers requests from the files of the site. */
export function siteServer(site: SiteFiles): Server {
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const path = pathOf(request);
    const file = site.byPath.get(path);
    if (file !== undefined) send(request, response, 200, file);
    else if (site.byPath.has(`${path}/`)) response.writeHead(308, { Location: `${path}/` }).end();
    else if (site.notFound !== undefined) send(request, response, 404, site.notFound);
    else response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
  });
}

/** The path that is asked for. Files are looked up by it and never opened, so it need not be made safe. */
function pathOf({ url = '/' }: IncomingMessage): string {
  const path = url.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function send(request: IncomingMessage, response: ServerResponse, status: number, file: SiteFile): void {
  const headers: Record<string, string> = { ...file.headers, ETag: file.etag };
  if (file.br ?? file.gzip) headers['Vary'] = 'Accept-Encoding';
  if (status === 200 && request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const accepts = String(request.headers['accept-encoding'] ?? '');
  const encoding =
    file.br && /\bbr\b/.test(accepts) ? 'br' : file.gzip && /\bgzip\b/.test(accepts) ? 'gzip' : undefined;
  const body = (encoding && file[encoding]) ?? file.body;
  if (encoding !== undefined) headers['Content-Encoding'] = encoding;
  response.writeHead(status, { ...headers, 'Content-Type': file.type, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Listens on the port, or on the next free one when the port was not asked for by name. */
function listen(server: Server, port: number, exact: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && !exact && port < firstPort + 100)
        resolve(listen(server, port + 1, exact));
      else reject(error);
    });
    server.listen(port, 'localhost', () => {
      server.removeAllListeners('error');
      resolve(port);
    });
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, dir: { type: 'string' } } });
  const folder = values.dir ?? fileURLToPath(new URL('../dist', import.meta.url));
  const site = await readSite(folder);
  const port = await listen(siteServer(site), Number(values.port ?? firstPort), values.port !== undefined);
  process.stdout.write(`Drydock is served at http://localhost:${port}/  (Ctrl-C ends it)\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main().catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    process.stderr.write(
      code === 'ENOENT' ? 'There is no built site yet: run `npm run build` first.\n' : `${message}\n`,
    );
    process.exitCode = 1;
  });
