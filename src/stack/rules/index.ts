import { cmdNotInstalled } from './across/cmd-not-installed.ts';
import { collectstaticNeedsSecret } from './across/collectstatic-needs-secret.ts';
import { dbDriverMissing } from './across/db-driver-missing.ts';
import { djDatabaseUrlMissing } from './across/dj-database-url-missing.ts';
import { djangoNeedsPython } from './across/django-needs-python.ts';
import { entrypointNotCopied } from './across/entrypoint-not-copied.ts';
import { entrypointNotExecutable } from './across/entrypoint-not-executable.ts';
import { entrypointPath } from './across/entrypoint-path.ts';
import { ignoreEnv } from './across/ignore-env.ts';
import { ignoreMissing } from './across/ignore-missing.ts';
import { ignoreNeeded } from './across/ignore-needed.ts';
import { libpqPurged } from './across/libpq-purged.ts';
import { manageMissing } from './across/manage-missing.ts';
import { mimeTypesMissing } from './across/mime-types-missing.ts';
import { psqlNotInstalled } from './across/psql-not-installed.ts';
import { psycopg2NoLibpq } from './across/psycopg2-no-libpq.ts';
import { psycopg2Python } from './across/psycopg2-python.ts';
import { requirementsAbsent } from './across/requirements-absent.ts';
import { requirementsInclude } from './across/requirements-include.ts';
import { settingsModuleNoFile } from './across/settings-module-no-file.ts';
import { shellNotInstalled } from './across/shell-not-installed.ts';
import { toolNotInstalled } from './across/tool-not-installed.ts';
import { uwsgiNoCompiler } from './across/uwsgi-no-compiler.ts';
import { uwsgiNoPcre } from './across/uwsgi-no-pcre.ts';
import { uwsgiNotRequired } from './across/uwsgi-not-required.ts';
import { uwsgiStaticMapPath } from './across/uwsgi-static-map-path.ts';
import { uwsgiStaticMapUrl } from './across/uwsgi-static-map-url.ts';
import { whitenoiseMissing } from './across/whitenoise-missing.ts';
import { wsgiCallable } from './across/wsgi-callable.ts';
import { wsgiFileDotted } from './across/wsgi-file-dotted.ts';
import { wsgiFileMissing } from './across/wsgi-file-missing.ts';
import { addForCopy } from './dockerfile/add-for-copy.ts';
import { alpineWithApt } from './dockerfile/alpine-with-apt.ts';
import { aptListsKept } from './dockerfile/apt-lists-kept.ts';
import { aptNoUpdate } from './dockerfile/apt-no-update.ts';
import { aptNoYes } from './dockerfile/apt-no-yes.ts';
import { aptRecommends } from './dockerfile/apt-recommends.ts';
import { argScope } from './dockerfile/arg-scope.ts';
import { badArguments } from './dockerfile/bad-arguments.ts';
import { baseUnpinned } from './dockerfile/base-unpinned.ts';
import { brokenJson } from './dockerfile/broken-json.ts';
import { buildDepsKept } from './dockerfile/build-deps-kept.ts';
import { collectstaticPrompt } from './dockerfile/collectstatic-prompt.ts';
import { copyAllBeforePip } from './dockerfile/copy-all-before-pip.ts';
import { copyFromUnknown } from './dockerfile/copy-from-unknown.ts';
import { copyRootHome } from './dockerfile/copy-root-home.ts';
import { debianEol } from './dockerfile/debian-eol.ts';
import { emptyContinuation } from './dockerfile/empty-continuation.ts';
import { envLegacy } from './dockerfile/env-legacy.ts';
import { envSameLine } from './dockerfile/env-same-line.ts';
import { envSpace } from './dockerfile/env-space.ts';
import { exposeHostPort } from './dockerfile/expose-host-port.ts';
import { exposeInvalidPort } from './dockerfile/expose-invalid-port.ts';
import { exposeVsUwsgi } from './dockerfile/expose-vs-uwsgi.ts';
import { jsonSingleQuotes } from './dockerfile/json-single-quotes.ts';
import { manDirsHack } from './dockerfile/man-dirs-hack.ts';
import { manageNotInWorkdir } from './dockerfile/manage-not-in-workdir.ts';
import { multipleCmd } from './dockerfile/multiple-cmd.ts';
import { noCmd } from './dockerfile/no-cmd.ts';
import { noFrom } from './dockerfile/no-from.ts';
import { noHealthcheck } from './dockerfile/no-healthcheck.ts';
import { noUnbuffered } from './dockerfile/no-unbuffered.ts';
import { packageGone } from './dockerfile/package-gone.ts';
import { pipCache } from './dockerfile/pip-cache.ts';
import { pythonEol } from './dockerfile/python-eol.ts';
import { requirementsNotCopied } from './dockerfile/requirements-not-copied.ts';
import { fromArg } from './dockerfile/from-arg.ts';
import { fromArgDefault } from './dockerfile/from-arg-default.ts';
import { undefinedVariable } from './dockerfile/undefined-variable.ts';
import { stageName } from './dockerfile/stage-name.ts';
import { maintainer } from './dockerfile/maintainer.ts';
import { sudo } from './dockerfile/sudo.ts';
import { runForgets } from './dockerfile/run-forgets.ts';
import { serviceInBuild } from './dockerfile/service-in-build.ts';
import { pipeHidesFailure } from './dockerfile/pipe-hides-failure.ts';
import { pipRedirect } from './dockerfile/pip-redirect.ts';
import { pipUnpinned } from './dockerfile/pip-unpinned.ts';
import { workdirMissing } from './dockerfile/workdir-missing.ts';
import { runBashismInSh } from './dockerfile/bashism-in-sh.ts';
import { secretInEnv } from './dockerfile/secret-in-env.ts';
import { settingsEnvAfterCollectstatic } from './dockerfile/settings-env-after-collectstatic.ts';
import { shellFormCmd } from './dockerfile/shell-form-cmd.ts';
import { shellFormEntrypoint } from './dockerfile/shell-form-entrypoint.ts';
import { stageBaseDiffers } from './dockerfile/stage-base-differs.ts';
import { unknownInstruction } from './dockerfile/unknown-instruction.ts';
import { unterminatedHeredoc } from './dockerfile/unterminated-heredoc.ts';
import { userBeforeApt } from './dockerfile/user-before-apt.ts';
import { userMissing } from './dockerfile/user-missing.ts';
import { userNotCreated } from './dockerfile/user-not-created.ts';
import { uwsgiBadNumber } from './dockerfile/uwsgi-bad-number.ts';
import { uwsgiDieOnTerm } from './dockerfile/uwsgi-die-on-term.ts';
import { uwsgiEnvTypo } from './dockerfile/uwsgi-env-typo.ts';
import { uwsgiHarakiriThreads } from './dockerfile/uwsgi-harakiri-threads.ts';
import { uwsgiLoopback } from './dockerfile/uwsgi-loopback.ts';
import { uwsgiNeedApp } from './dockerfile/uwsgi-need-app.ts';
import { uwsgiNoListener } from './dockerfile/uwsgi-no-listener.ts';
import { uwsgiNoMaster } from './dockerfile/uwsgi-no-master.ts';
import { venvNotOnPath } from './dockerfile/venv-not-on-path.ts';
import { workdirRelative } from './dockerfile/workdir-relative.ts';
import { bashismInSh } from './entrypoint/bashism-in-sh.ts';
import { crlf } from './entrypoint/crlf.ts';
import { noArgs } from './entrypoint/no-args.ts';
import { noExec } from './entrypoint/no-exec.ts';
import { noShebang } from './entrypoint/no-shebang.ts';
import { duplicate } from './requirements/duplicate.ts';
import { requirementsSyntax } from './requirements/syntax.ts';
import type { Rule } from './rule.ts';
import { unpinned } from './requirements/unpinned.ts';
import { moduleAsPath } from './settings/module-as-path.ts';
import { staticRootMissing } from './settings/static-root-missing.ts';

/** Every rule. */
export const rules: readonly Rule[] = [
  unknownInstruction,
  badArguments,
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
  noFrom,
  emptyContinuation,
  unterminatedHeredoc,
  brokenJson,
  envSpace,
  baseUnpinned,
  pythonEol,
  debianEol,
  alpineWithApt,
  manDirsHack,
  argScope,
  shellFormEntrypoint,
  shellFormCmd,
  noCmd,
  multipleCmd,
  envSameLine,
  envLegacy,
  exposeHostPort,
  exposeInvalidPort,
  copyFromUnknown,
  workdirRelative,
  addForCopy,
  userMissing,
  copyRootHome,
  noUnbuffered,
  noHealthcheck,
  crlf,
  noShebang,
  noExec,
  noArgs,
  bashismInSh,
  entrypointNotExecutable,
  entrypointPath,
  psqlNotInstalled,
  toolNotInstalled,
  shellNotInstalled,
  wsgiFileMissing,
  wsgiFileDotted,
  wsgiCallable,
  settingsModuleNoFile,
  moduleAsPath,
  collectstaticNeedsSecret,
  staticRootMissing,
  manageMissing,
  aptRecommends,
  aptListsKept,
  buildDepsKept,
  pipCache,
  userBeforeApt,
  copyAllBeforePip,
  manageNotInWorkdir,
  settingsEnvAfterCollectstatic,
  collectstaticPrompt,
  uwsgiNoListener,
  uwsgiLoopback,
  uwsgiBadNumber,
  uwsgiNoMaster,
  uwsgiDieOnTerm,
  uwsgiNeedApp,
  exposeVsUwsgi,
  venvNotOnPath,
  uwsgiHarakiriThreads,
  stageBaseDiffers,
  uwsgiNoPcre,
  mimeTypesMissing,
  unpinned,
  duplicate,
  psycopg2NoLibpq,
  libpqPurged,
  djangoNeedsPython,
  psycopg2Python,
  requirementsInclude,
  requirementsAbsent,
  ignoreNeeded,
  ignoreEnv,
  ignoreMissing,
  uwsgiStaticMapPath,
  uwsgiStaticMapUrl,
  fromArg,
  fromArgDefault,
  undefinedVariable,
  stageName,
  maintainer,
  sudo,
  runForgets,
  serviceInBuild,
  pipeHidesFailure,
  pipRedirect,
  pipUnpinned,
  workdirMissing,
  runBashismInSh,
];
