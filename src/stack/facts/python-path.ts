import { normalPath, resolvePath } from './paths.ts';

/** What a name in a path's expression stands for; `undefined` when that cannot be known. */
export type PathLookup = (name: string) => string | undefined;

/**
 * Works out a path as settings write it: `BASE_DIR / 'static'`, `os.path.join(BASE_DIR, 'static')`,
 * `Path(__file__).resolve().parent.parent`, `str(…)` around any of them.
 *
 * @param lookup the value of a name; `__file__` is one of them
 * @returns `undefined` for anything else
 */
export function pathOf(expression: string, lookup: PathLookup): string | undefined {
  const reader = new Reader(expression, lookup);
  const value = reader.quotient();
  return reader.atEnd() ? value : undefined;
}

const tokens = /\s*(?:([A-Za-z_]\w*)|r?("[^"\\\n]*"|'[^'\\\n]*')|(\d+)|([()[\].,/]))/y;

interface Token {
  kind: 'name' | 'string' | 'number' | 'sign';
  text: string;
}

/** Functions that leave a path what it is. Symbolic links are not followed: an image's project has none. */
const plain = new Set([
  'str',
  'Path',
  'pathlib.Path',
  'os.path.abspath',
  'os.path.realpath',
  'os.path.normpath',
  'abspath',
  'realpath',
]);

class Reader {
  private readonly tokens: Token[] = [];
  private at = 0;
  private failed = false;
  private readonly lookup: PathLookup;

  constructor(text: string, lookup: PathLookup) {
    this.lookup = lookup;
    tokens.lastIndex = 0;
    const source = text.trim();
    // No path is written at such length, and brackets are read one inside the other.
    this.failed = source.length > 500;
    while (!this.failed && tokens.lastIndex < source.length) {
      const match = tokens.exec(source);
      if (match === null) {
        this.failed = true;
        return;
      }
      const [, name, quoted, number, sign] = match;
      if (name !== undefined) this.tokens.push({ kind: 'name', text: name });
      else if (quoted !== undefined) this.tokens.push({ kind: 'string', text: quoted.slice(1, -1) });
      else if (number !== undefined) this.tokens.push({ kind: 'number', text: number });
      else this.tokens.push({ kind: 'sign', text: sign ?? '' });
    }
  }

  atEnd(): boolean {
    return !this.failed && this.at === this.tokens.length;
  }

  quotient(): string | undefined {
    let value = this.postfix();
    while (this.take('/')) value = joined(value, this.postfix());
    return value;
  }

  private postfix(): string | undefined {
    const first = this.tokens[this.at++];
    if (first === undefined) return this.fail();
    if (first.kind === 'string') return first.text;
    if (first.kind === 'sign' && first.text === '(') {
      const inner = this.quotient();
      return this.take(')') ? this.members(inner) : this.fail();
    }
    if (first.kind !== 'name') return this.fail();
    const name = this.dotted(first.text);
    return this.members(this.take('(') ? this.call(name) : this.lookup(name));
  }

  /** The rest of `os.path.join` and its like; any other name ends at its first dot. */
  private dotted(first: string): string {
    let name = first;
    while (/^(os|os\.path|pathlib)$/.test(name) && this.take('.'))
      name += `.${this.tokens[this.at++]?.text ?? ''}`;
    return name;
  }

  private call(name: string): string | undefined {
    const args = this.arguments();
    const [first, ...rest] = args;
    if (name === 'os.path.join' || name === 'join') return rest.reduce(joined, first);
    if (name === 'os.path.dirname' || name === 'dirname')
      return first === undefined ? undefined : parent(first);
    return plain.has(name) && rest.length === 0 ? first : undefined;
  }

  private arguments(): (string | undefined)[] {
    const args: (string | undefined)[] = [];
    while (!this.take(')')) {
      if (this.at >= this.tokens.length) {
        this.fail();
        break;
      }
      args.push(this.quotient());
      if (!this.take(',') && this.tokens[this.at]?.text !== ')') {
        this.fail();
        break;
      }
    }
    return args;
  }

  private members(of: string | undefined): string | undefined {
    let value = of;
    while (this.take('.')) {
      const name = this.tokens[this.at++]?.text;
      if (name === 'parent') value = value === undefined ? undefined : parent(value);
      else if (name === 'parents' && this.take('[')) {
        const count = Number(this.tokens[this.at++]?.text);
        if (!this.take(']') || !(count < 100)) return this.fail();
        for (let up = 0; up <= count && value !== undefined; up++) value = parent(value);
      } else if (this.take('(')) {
        const args = this.arguments();
        if (name === 'joinpath') value = args.reduce(joined, value);
        else if (!/^(resolve|absolute|as_posix|__str__)$/.test(name ?? '')) return this.fail();
      } else return this.fail();
    }
    return value;
  }

  private take(sign: string): boolean {
    const token = this.tokens[this.at];
    const is = token?.kind === 'sign' && token.text === sign;
    if (is) this.at++;
    return is;
  }

  private fail(): undefined {
    this.failed = true;
    return undefined;
  }
}

const parent = (path: string): string => normalPath(`${path}/..`);
const joined = (left: string | undefined, right: string | undefined): string | undefined =>
  left === undefined || right === undefined ? undefined : resolvePath(left, right);
