import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** One file of the built site, ready to be sent. */
export interface SiteFile {
  type: string;
  body: Buffer;
  /** Compressed forms, where they are smaller. */
  br: Buffer | undefined;
  gzip: Buffer | undefined;
  etag: string;
  headers: Readonly<Record<string, string>>;
}

/** The files of the built site by the path that asks for them, `/image/`; `notFound` answers for all others. */
export interface SiteFiles {
  byPath: ReadonlyMap<string, SiteFile>;
  notFound: SiteFile | undefined;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

const compressible = /^(text\/|application\/(json|xml|wasm|manifest)|image\/svg)/;
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Reads the built site whole into memory, so that a request can reach nothing that was not there at the start. */
export async function readSite(folder: string): Promise<SiteFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, SiteFile]> => {
        const path = join(entry.parentPath, entry.name);
        const address = `/${path.slice(join(folder, sep).length).split(sep).join('/')}`;
        return [address.replace(/\/index\.html$/, '/'), await prepare(address, await readFile(path))];
      }),
  );
  const byPath = new Map(files);
  return { byPath, notFound: byPath.get('/404.html') };
}

async function prepare(address: string, body: Buffer): Promise<SiteFile> {
  const type = types[extname(address)] ?? 'application/octet-stream';
  const isPage = type.startsWith('text/html');
  const pays = compressible.test(type) && body.length > 256;
  // The last step of the scale gains a tenth on the scripts and costs a second at the start; what is larger takes too long.
  const quality = body.length < 1_000_000 ? constants.BROTLI_MAX_QUALITY : 9;
  return {
    type,
    body,
    br: pays ? await toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }) : undefined,
    gzip: pays ? await toGzip(body, { level: 9 }) : undefined,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    headers: {
      'X-Content-Type-Options': 'nosniff',
      // A name with a hash in it belongs to one content for ever; everything else is asked for again.
      'Cache-Control': address.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      // A worker takes its policy from its own script's answer.
      'Content-Security-Policy': policy(isPage ? inlineScriptHashes(body.toString('utf8')) : []),
      ...(isPage
        ? {
            'Referrer-Policy': 'strict-origin-when-cross-origin',
            'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
            'Cross-Origin-Opener-Policy': 'same-origin',
          }
        : {}),
    },
  };
}

/** Styles stay open, because the editor writes style sheets of its own; scripts are ours or known by their hash. */
const policy = (hashes: readonly string[]): string =>
  [
    `default-src 'self'`,
    [`script-src 'self' 'wasm-unsafe-eval'`, ...hashes].join(' '),
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `worker-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');

/** The hashes of the scripts that stand in a page itself. */
export const inlineScriptHashes = (html: string): string[] =>
  Array.from(html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g), ([, script = '']) => script)
    .filter((script) => script !== '')
    .map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
