/**
 * Names that a Python package of the reader's must not take, because an import of them finds something else.
 *
 * Source: `sys.stdlib_module_names` of CPython 3.13 (the public, lower-case ones), read 2026-11-23;
 * 3.14 added `annotationlib` and `compression`, 3.12 still had none that are missing here.
 */
const standardLibrary = `
abc annotationlib antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 calendar
cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib
contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings
ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt
getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress
itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt
multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools
pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd pyclbr pydoc pyexpat queue quopri
random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal
site smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys
sysconfig syslog tabnanny tarfile tempfile termios test textwrap this threading time timeit tkinter token tokenize
tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv
warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`;

/** What the stack itself installs into the same interpreter. */
const installedPackages = `
django asgiref sqlparse psycopg psycopg_binary psycopg2 whitenoise uwsgi uwsgidecorators gunicorn pip setuptools
wheel typing_extensions dj_database_url`;

/** Modules that an `import` of the same name finds before, or instead of, the reader's own package. */
export const takenModules: ReadonlySet<string> = new Set(
  `${standardLibrary} ${installedPackages}`.trim().split(/\s+/),
);

/** Words of the language, which cannot name anything. Source: `keyword.kwlist` of CPython 3.14, lower-case ones. */
export const pythonKeywords: ReadonlySet<string> = new Set(
  `and as assert async await break class continue def del elif else except finally for from global if import in is
   lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);
