import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { pythonPackages } from '../../facts/pip.ts';
import { settingIn, stringsIn } from '../../facts/settings.ts';
import { settingsFileOf } from '../../facts/settings-in-use.ts';
import { launchOf } from '../../facts/launch.ts';
import { postgresDrivers } from '../../knowledge/python-packages.ts';
import type { PythonValue } from '../../read/python.ts';
import type { Located, Span } from '../../stack.ts';
import { addRequirement, requirementsRead } from '../requirement-fix.ts';
import type { Rule } from '../rule.ts';

/** PostgreSQL without a driver for it: told by ENGINE, or by dj_database_url together with a script that waits for Postgres. */
export const dbDriverMissing: Rule = {
  id: 'across/db-driver-missing',
  severity: 'error',
  reads: ['settings', 'python'],
  *check(facts) {
    for (const image of facts.images) {
      const { asked, complete } = pythonPackages(image, image.final, facts.requirements);
      if (!complete || asked.size === 0 || postgresDrivers.some((name) => asked.has(name))) continue;
      const need = needOf(facts, image);
      if (need === undefined) continue;
      const [path = 'requirements.txt'] = requirementsRead(image);
      yield {
        message: `The first thing that Django does with the database fails: these settings lead to PostgreSQL, and \`${path}\` asks for no driver of it.`,
        at: need.at,
        related: [{ value: 'what pip installs', span: { path, from: 0, to: 0 } }, ...need.related],
        fixes: addRequirement(facts, image, 'psycopg'),
      };
    }
  },
};

function needOf(facts: Facts, image: ImageFacts): { at: Span; related: Located<string>[] } | undefined {
  const path = settingsFileOf(facts, image);
  const databases = path === undefined ? undefined : settingIn(facts, path, 'DATABASES');
  if (databases?.state !== 'set') return undefined;
  const { value } = databases.assignment;
  const engine = stringsIn(value).find(({ value: text }) =>
    /^django\.(contrib\.gis\.)?db\.backends\.post(gresql(_psycopg2)?|gis)$/.test(text),
  );
  if (engine !== undefined) return { at: engine.span, related: [] };
  const call = callsIn(value).find(({ callee }) => /^dj_database_url\.(config|parse)$/.test(callee));
  const waits = call && waitsForPostgres(facts, image);
  if (call === undefined || waits === undefined || startsWithSqlite(call)) return undefined;
  return {
    at: { ...call.span, to: call.span.from + call.callee.length },
    related: [{ value: 'waits for PostgreSQL', span: waits }],
  };
}

type Call = Extract<PythonValue, { kind: 'call' }>;

function callsIn(value: PythonValue): Call[] {
  if (value.kind === 'call') return [value];
  return value.kind === 'dict' ? value.entries.flatMap((entry) => callsIn(entry.value)) : [];
}

/** A default of SQLite may be the only database that is ever used. */
const startsWithSqlite = ({ args, keywords }: Call): boolean =>
  [...args, ...keywords.values()].some(
    (value) => value.kind === 'string' && value.value.startsWith('sqlite'),
  );

function waitsForPostgres(facts: Facts, image: ImageFacts): Span | undefined {
  const script = launchOf(image, facts.scripts)?.script?.script;
  return script?.commands.find(({ words }) =>
    words.some(({ written }) => /\b(psycopg2?|psql|pg_isready)\b/.test(written)),
  )?.span;
}
