/**
 * Users and groups that a Debian image brings along; `useradd` refuses a name that is there already.
 *
 * Source: /etc/passwd and /etc/group of `python:3.14-slim-trixie`, read 2026-11-23.
 */
export const debianAccounts: ReadonlySet<string> = new Set(
  `_apt adm audio backup bin cdrom daemon dialout dip disk fax floppy games irc kmem list lp mail man news nobody
   nogroup operator plugdev proxy root sasl shadow src staff sudo sync sys tape tty users utmp uucp video voice
   www-data`.split(/\s+/),
);

/**
 * Releases of Debian whose packages have left the servers that images ask, for archive.debian.org.
 *
 * Source: http://deb.debian.org/debian/dists/<release>/Release, asked 2026-11-23: 404 for these; bullseye, whose support
 * has ended too, was still there.
 */
export const archivedDebian: ReadonlySet<string> = new Set(['stretch', 'buster']);
