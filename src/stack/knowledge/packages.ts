/**
 * Packages that older guides install and that Debian 13 has no longer, with what to install in their place; `undefined`
 * where nothing took it.
 *
 * Source: `apt-cache policy` and `apt-cache showpkg` in Debian 13.7 (trixie), 2026-11-23.
 */
const goneInTrixie: Readonly<Record<string, string | undefined>> = {
  libpcre3: 'libpcre2-8-0',
  'libpcre3-dev': 'libpcre2-dev',
  'mime-support': 'media-types',
  netcat: 'netcat-openbsd',
  'libmysqlclient-dev': 'default-libmysqlclient-dev',
  'mysql-client': 'default-mysql-client',
  'postgresql-client-11': 'postgresql-client',
  'postgresql-client-12': 'postgresql-client',
  'postgresql-client-13': 'postgresql-client',
  'postgresql-client-14': 'postgresql-client',
  'postgresql-client-15': 'postgresql-client',
  'postgresql-client-16': 'postgresql-client',
  'python-dev': 'python3-dev',
  'python-pip': 'python3-pip',
  'python3-distutils': undefined,
  'software-properties-common': undefined,
  'libssl1.1': 'libssl3t64',
  libffi6: 'libffi8',
  libffi7: 'libffi8',
  libtiff5: 'libtiff6',
  libwebp6: 'libwebp7',
  libreadline7: 'libreadline8t64',
  'libgl1-mesa-glx': 'libgl1',
  'libpng12-0': 'libpng16-16t64',
  'ttf-dejavu': 'fonts-dejavu',
  'chromium-browser': 'chromium',
  wkhtmltopdf: undefined,
};

/** What has become of a package in a release of Debian; `undefined` when it is there, or when that is not known. */
export function gonePackage(
  name: string,
  release: string | undefined,
): { instead: string | undefined } | undefined {
  return release === 'trixie' && Object.hasOwn(goneInTrixie, name)
    ? { instead: goneInTrixie[name] }
    : undefined;
}

/** Packages that bring a C compiler, by the word that asks for them. */
export const bringsCompiler = (name: string): boolean =>
  /^(build-essential|gcc(-\d+)?|clang(-\d+)?|g\+\+(-\d+)?)$/.test(name);

/** Headers that bring no libpcre2-dev along. Source: `apt-get install -s` in Debian 13.7, 2026-11-23. */
const headersWithoutPcre: ReadonlySet<string> = new Set(
  `default-libmysqlclient-dev libbz2-dev libc6-dev libcap-dev libcurl4-openssl-dev libev-dev libexpat1-dev libffi-dev
   libfreetype-dev libfreetype6-dev libgeos-dev libgmp-dev libicu-dev libjansson-dev libjpeg-dev libjpeg62-turbo-dev
   libkrb5-dev liblcms2-dev libldap-dev libldap2-dev liblzma-dev libmagic-dev libmariadb-dev libmemcached-dev
   libncurses-dev libopenjp2-7-dev libpng-dev libpq-dev libproj-dev libreadline-dev libsasl2-dev libsqlite3-dev libssl-dev
   libsystemd-dev libtiff-dev libwebp-dev libxml2-dev libxmlsec1-dev libxslt1-dev libyaml-dev linux-libc-dev python3-dev
   uuid-dev zlib1g-dev`.split(/\s+/),
);

/** Whether a package is, or may depend on, the headers of PCRE. */
export const mayBringPcre = (name: string): boolean => name.endsWith('-dev') && !headersWithoutPcre.has(name);

/**
 * Whether a package brings /etc/mime.types: media-types itself, or one that depends on it.
 *
 * Source: `apt-cache rdepends media-types` in Debian 13.7, 2026-11-23.
 */
export const bringsMimeTypes = (name: string): boolean =>
  /^(media-types|mime-support|mailcap|apache2|caddy|s3fs|radosgw|mercurial|(lib)?python3|(lib)?php)/.test(
    name,
  );
