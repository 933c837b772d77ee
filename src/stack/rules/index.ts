import { cmdNotInstalled } from './across/cmd-not-installed.ts';
import { dbDriverMissing } from './across/db-driver-missing.ts';
import { djDatabaseUrlMissing } from './across/dj-database-url-missing.ts';
import { entrypointNotCopied } from './across/entrypoint-not-copied.ts';
import { uwsgiNoCompiler } from './across/uwsgi-no-compiler.ts';
import { uwsgiNotRequired } from './across/uwsgi-not-required.ts';
import { whitenoiseMissing } from './across/whitenoise-missing.ts';
import { aptNoUpdate } from './dockerfile/apt-no-update.ts';
import { aptNoYes } from './dockerfile/apt-no-yes.ts';
import { jsonSingleQuotes } from './dockerfile/json-single-quotes.ts';
import { packageGone } from './dockerfile/package-gone.ts';
import { requirementsNotCopied } from './dockerfile/requirements-not-copied.ts';
import { secretInEnv } from './dockerfile/secret-in-env.ts';
import { unknownInstruction } from './dockerfile/unknown-instruction.ts';
import { userNotCreated } from './dockerfile/user-not-created.ts';
import { uwsgiEnvTypo } from './dockerfile/uwsgi-env-typo.ts';
import { requirementsSyntax } from './requirements/syntax.ts';
import type { Rule } from './rule.ts';

/** Every rule. */
export const rules: readonly Rule[] = [
  unknownInstruction,
  packageGone,
  aptNoUpdate,
  aptNoYes,
  userNotCreated,
  jsonSingleQuotes,
  requirementsNotCopied,
  uwsgiEnvTypo,
  secretInEnv,
  requirementsSyntax,
  uwsgiNoCompiler,
  entrypointNotCopied,
  uwsgiNotRequired,
  cmdNotInstalled,
  djDatabaseUrlMissing,
  dbDriverMissing,
  whitenoiseMissing,
];
