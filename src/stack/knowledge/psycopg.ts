import type { Requirements } from '../read/requirements.ts';

type Package = Requirements['packages'][number];

/** The package is one that pip compiles, against the headers of libpq: psycopg2, or `psycopg[c]`. */
export const isCompiled = ({ name, extras }: Package): boolean =>
  name === 'psycopg2' ||
  name === 'psycopg-c' ||
  (name === 'psycopg' && extras.includes('c') && !extras.includes('binary'));

/** It looks for libpq when the program runs: those that are compiled, and psycopg in pure Python. */
export const needsLibpq = (each: Package): boolean =>
  isCompiled(each) || (each.name === 'psycopg' && !each.extras.includes('binary'));

/** The package that has libpq in it, for either of the two. */
export const bringsLibpqAlong: readonly string[] = ['psycopg-binary', 'psycopg2-binary'];

/** Debian packages with the headers of libpq, and with the library. */
export const bringsLibpqHeaders = (name: string): boolean =>
  /^(libpq-dev|postgresql-server-dev-(all|\d+))$/.test(name);
export const bringsLibpq = (name: string): boolean =>
  /^(libpq|postgresql|postgis|pgcli)/.test(name) || /gdal|mapnik|python3-psycopg/.test(name);

/**
 * Debian packages that are known to be without libpq. Source: `apt-get install --dry-run` on Debian 13.7, 2026-11-23.
 */
export const isWithoutLibpq = (name: string): boolean => known.has(name);
const known = new Set(
  `apt-transport-https apt-utils bash binutils build-essential bzip2 ca-certificates cron curl default-libmysqlclient-dev
   dos2unix dumb-init fonts-dejavu g++ gcc gettext gettext-base git gnupg gosu iproute2 iputils-ping jq less
   libc6-dev libexpat1 libffi-dev libffi8 libfreetype6 libgettextpo-dev libjpeg-dev libjpeg62-turbo libjpeg62-turbo-dev
   libmagic1 libmemcached11t64 libpango-1.0-0 libpangoft2-1.0-0 libpcre2-8-0 libpcre2-dev libpng-dev libssl-dev libssl3t64
   libxml2 libxml2-dev libxslt1-dev libxslt1.1 libz-dev linux-libc-dev locales logrotate lsb-release make media-types
   mime-support nano netcat-openbsd netcat-traditional nginx openssh-client openssl pkg-config pkgconf procps python3-dev
   redis-tools sqlite3 sudo supervisor tini tzdata unzip vim vim-tiny wget xz-utils zip zlib1g zlib1g-dev`.split(
    /\s+/,
  ),
);
