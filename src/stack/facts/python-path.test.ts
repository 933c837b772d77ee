import { describe, expect, test } from 'vitest';
import { pathOf } from './python-path.ts';

const names: Record<string, string> = { __file__: '/code/shop/settings/deploy.py', BASE_DIR: '/code' };
const lookup = (name: string): string | undefined => names[name];

describe('a path as settings write it', () => {
  test.each([
    ["BASE_DIR / 'static'", '/code/static'],
    ['BASE_DIR / "var" / "static/"', '/code/var/static'],
    ["os.path.join(BASE_DIR, 'static')", '/code/static'],
    ["os.path.join(BASE_DIR, 'a', 'b',)", '/code/a/b'],
    ['str(BASE_DIR / "static")', '/code/static'],
    ['str(BASE_DIR.joinpath("static"))', '/code/static'],
    ['BASE_DIR.parent / "static"', '/static'],
    ['Path(__file__).resolve().parent.parent', '/code/shop'],
    ['Path(__file__).resolve().parents[2]', '/code'],
    ['pathlib.Path(__file__).parent', '/code/shop/settings'],
    ['os.path.dirname(os.path.dirname(os.path.abspath(__file__)))', '/code/shop'],
    ['(BASE_DIR / "static").as_posix()', '/code/static'],
    ["'/var/static'", '/var/static'],
    ['BASE_DIR / "/srv/static"', '/srv/static'],
  ])('%s', (expression, path) => {
    expect(pathOf(expression, lookup)).toBe(path);
  });

  test.each([
    "ROOT / 'static'",
    "env('STATIC_ROOT')",
    "os.environ.get('STATIC_ROOT', BASE_DIR)",
    "BASE_DIR / f'{x}'",
    'BASE_DIR + "/static"',
    'root - 3',
    'BASE_DIR / ',
    'BASE_DIR.parents[99999999999]',
    '(BASE_DIR',
    'os.path.join(BASE_DIR',
    '',
    '('.repeat(100_000),
  ])('unknown: %.40s', (expression) => {
    expect(pathOf(expression, lookup)).toBeUndefined();
  });
});
