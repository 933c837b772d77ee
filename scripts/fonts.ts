/**
 * Cuts the type faces down to what the site uses and writes them to `src/styles/fonts`, which is committed.
 * Run it after a change of the characters: `node scripts/fonts.ts`.
 */
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const range = (from: number, to: number): string =>
  String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, index) => from + index));

/** What the faces of prose can show: ASCII and the punctuation that our pages use. */
const prose = `${range(0x20, 0x7e)}\u00a0‘’“”–—…·×−é`;

/** What the faces of code can show: Latin-1 as well, because a reader may write it into a file. */
const code = `${prose}${range(0xa1, 0xff)}•€`;

/** The characters that a face has. */
export const charactersOf = (face: string): string => (face.includes('mono') ? code : prose);

const sans = '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2';
const mono = (style: string) => `@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-${style}.woff2`;
const serif = '@fontsource/ibm-plex-serif/files/ibm-plex-serif-latin-400-normal.woff2';

/** The name of each file that is served, and where it comes from. */
export const faces: Readonly<Record<string, string>> = {
  'plex-sans': sans,
  'plex-mono-400': mono('400-normal'),
  'plex-mono-500': mono('500-normal'),
  'plex-mono-400-italic': mono('400-italic'),
  'plex-serif-400': serif,
};

const root = new URL('../', import.meta.url);

/**
 * Cuts one face down to its characters.
 *
 * @param name one of `faces`; for any other it throws
 */
export async function makeFace(name: string): Promise<Buffer> {
  const source = faces[name];
  if (source === undefined) throw new Error(`There is no face ${name}.`);
  return subsetFont(await readFile(new URL(`node_modules/${source}`, root)), charactersOf(name), {
    targetFormat: 'woff2',
    keepFeatures: ['kern', 'ccmp', 'liga', 'mark'],
    ...(name === 'plex-sans' ? { variationAxes: { wght: { min: 400, max: 700 } } } : {}),
  });
}

async function write(): Promise<void> {
  await mkdir(new URL('src/styles/fonts/', root), { recursive: true });
  for (const name of Object.keys(faces)) {
    const cut = await makeFace(name);
    await writeFile(new URL(`src/styles/fonts/${name}.woff2`, root), cut);
    process.stdout.write(`${name}.woff2  ${cut.length} bytes\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write();
