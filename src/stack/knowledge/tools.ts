/**
 * Programs that scripts of this kind call, that are in no slim image, and the Debian packages that bring them. The first
 * one is what to install.
 *
 * Source: `command -v` in `python:3.x-slim` and `debian:trixie-slim`, package contents of Debian 13.7, 2026-11-23.
 */
const tools: Readonly<Record<string, readonly string[]>> = {
  curl: ['curl'],
  wget: ['wget'],
  nc: ['netcat-openbsd', 'netcat-traditional', 'netcat', 'busybox', 'ncat'],
  netcat: ['netcat-openbsd', 'netcat-traditional', 'netcat'],
  telnet: ['inetutils-telnet', 'telnet'],
  ps: ['procps'],
  pgrep: ['procps'],
  pkill: ['procps'],
  top: ['procps'],
  ping: ['iputils-ping', 'inetutils-ping'],
  ip: ['iproute2'],
  ss: ['iproute2'],
  git: ['git'],
  jq: ['jq'],
  unzip: ['unzip'],
  envsubst: ['gettext-base', 'gettext'],
  msgfmt: ['gettext'],
  gosu: ['gosu'],
  sudo: ['sudo'],
  tini: ['tini'],
  'dumb-init': ['dumb-init'],
  dos2unix: ['dos2unix'],
  'wait-for-it': ['wait-for-it'],
  ssh: ['openssh-client', 'ssh'],
  mysql: ['default-mysql-client', 'mariadb-client'],
  mysqladmin: ['default-mysql-client', 'mariadb-client'],
  'redis-cli': ['redis-tools', 'redis'],
  sqlite3: ['sqlite3'],
};

/** Programs that come with the client of PostgreSQL. */
export const postgresTools: readonly string[] = [
  'psql',
  'pg_isready',
  'pg_dump',
  'pg_restore',
  'createdb',
  'dropdb',
];

/** The other programs known here. */
export const otherTools: readonly string[] = Object.keys(tools);

/** The Debian packages that bring a program; `undefined` for one that is not known here. */
export function packagesWith(program: string): readonly string[] | undefined {
  if (postgresTools.includes(program)) return ['postgresql-client'];
  return Object.hasOwn(tools, program) ? tools[program] : undefined;
}

/** Whether a Debian package brings a program, as far as names tell. */
export const bringsTool = (name: string, program: string): boolean =>
  postgresTools.includes(program)
    ? /^(postgresql|postgis|pgcli|libpq-oauth)/.test(name)
    : packagesWith(program)?.includes(name) === true;
