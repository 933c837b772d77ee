import type { RuleId } from '../rules/rule.ts';

/**
 * How Drydock stands to one code of another tool: the rules that say the same (with `but`, where the other tool says it
 * where it is not so), or the reason why no rule does.
 */
type Stance = { rules: readonly RuleId[]; but?: string } | { reason: string };

/** A tool that also checks Dockerfiles. */
export interface OtherTool {
  name: string;
  /** The version whose codes these are. */
  version: string;
  /** The tool's own page on a code. */
  page(code: string): string;
  /** By the tool's code. */
  codes: Readonly<Record<string, Stance>>;
}

const otherSystems: Stance = {
  reason:
    'It is about a package manager of other systems; Drydock knows Debian, and of Alpine what stops a build.',
};
const otherLanguages: Stance = {
  reason: 'It is about the packages of another language; what Drydock checks is a Python image.',
};
const aptPins: Stance = {
  reason:
    'Wrong on Debian and Alpine: their archives keep one version of a package, so a pin stops the build on the day of the next security fix.',
};
const labels: Stance = {
  reason:
    'Labels change nothing in how the stack runs, and which ones you need is an agreement of your own team.',
};
const ownRegister: Stance = {
  reason: 'It speaks only when you have configured hadolint with a list of your own.',
};
const startsInShell: Stance = {
  rules: [
    'dockerfile/shell-form-cmd',
    'dockerfile/shell-form-entrypoint',
    'dockerfile/json-single-quotes',
    'dockerfile/broken-json',
  ],
  but: 'A `HEALTHCHECK` in shell form is right: it gets no signals, and `|| exit 1` needs the shell.',
};
const secrets: Stance = {
  rules: ['dockerfile/secret-in-env'],
  but: 'A name that ends in `_FILE` holds a path, and one like `PASSWORD_RESET_TIMEOUT` a number.',
};
const constantPlatform: Stance = {
  reason:
    'A fixed platform is right where the server differs from the machine that builds, as with an ARM laptop and an x86 server.',
};
const targetPlatform: Stance = { reason: 'It repeats the default and does no harm.' };
const wordSplitting: Stance = {
  reason:
    'In a `RUN` the splitting is often the purpose, as in `apt-get install $BUILD_DEPS`: quotes would break that.',
};

/** The codes of hadolint 2.15.1, from its rules' source, and those of ShellCheck in it that occurred in our corpus. */
const hadolintCodes: Readonly<Record<string, Stance>> = {
  DL1000: {
    rules: [
      'dockerfile/unknown-instruction',
      'dockerfile/bad-arguments',
      'dockerfile/expose-host-port',
      'dockerfile/expose-invalid-port',
      'dockerfile/unterminated-heredoc',
    ],
    but: 'It means that hadolint could not read the file, and some heredocs that Docker reads it cannot.',
  },
  DL1001: { reason: 'It is about comments that silence hadolint itself.' },
  DL3000: { rules: ['dockerfile/workdir-relative'] },
  DL3001: {
    rules: ['dockerfile/service-in-build'],
    but: 'Of its list only starting a service is a mistake for sure: what it starts is gone when the step ends.',
  },
  DL3002: { rules: ['dockerfile/user-missing'] },
  DL3003: {
    rules: ['dockerfile/run-forgets'],
    but: '`cd` in front of other commands of the same `RUN` is right, and forgets itself where it should.',
  },
  DL3004: { rules: ['dockerfile/sudo'] },
  DL3006: { rules: ['dockerfile/base-unpinned'], but: 'Names of stages match without regard to capitals.' },
  DL3007: { rules: ['dockerfile/base-unpinned'] },
  DL3008: aptPins,
  DL3009: { rules: ['dockerfile/apt-lists-kept'], but: '`rm -r` removes the lists as well as `rm -rf`.' },
  DL3010: {
    reason: 'A matter of size alone, and `ADD` unpacks by the look of a file, which surprises more often.',
  },
  DL3011: { rules: ['dockerfile/expose-invalid-port'] },
  DL3012: { rules: ['dockerfile/multiple-cmd'] },
  DL3013: {
    rules: ['dockerfile/pip-unpinned', 'dockerfile/pip-redirect'],
    but: 'Wheels that were built one stage before have their version, and `--upgrade pip` asks for the newest on purpose.',
  },
  DL3014: { rules: ['dockerfile/apt-no-yes'] },
  DL3015: { rules: ['dockerfile/apt-recommends'] },
  DL3016: otherLanguages,
  DL3018: aptPins,
  DL3019: {
    reason: 'It saves the two megabytes of an index on Alpine; there Drydock says only what stops a build.',
  },
  DL3020: { rules: ['dockerfile/add-for-copy'] },
  DL3021: { reason: 'Wrong today: BuildKit makes the folder itself, with or without the slash.' },
  DL3022: { rules: ['dockerfile/copy-from-unknown'] },
  DL3023: { rules: ['dockerfile/copy-from-unknown'] },
  DL3024: { rules: ['dockerfile/stage-name'] },
  DL3025: startsInShell,
  DL3026: ownRegister,
  DL3027: {
    reason:
      '`apt` prints a warning and does the same; Drydock holds `apt install` to the rules for `apt-get install`.',
  },
  DL3028: otherLanguages,
  DL3029: constantPlatform,
  DL3030: otherSystems,
  DL3032: otherSystems,
  DL3033: otherSystems,
  DL3034: otherSystems,
  DL3035: otherSystems,
  DL3036: otherSystems,
  DL3037: otherSystems,
  DL3038: otherSystems,
  DL3040: otherSystems,
  DL3041: otherSystems,
  DL3042: {
    rules: ['dockerfile/pip-cache'],
    but: 'In a stage that is not shipped the cache adds nothing to the image, and an `ONBUILD` step runs in another build.',
  },
  DL3043: { rules: ['dockerfile/bad-arguments'] },
  DL3044: { rules: ['dockerfile/env-same-line'], but: 'Between single quotes Docker replaces nothing.' },
  DL3045: { rules: ['dockerfile/workdir-missing'] },
  DL3046: {
    reason: 'Wrong on Debian 13: the file that grew with the number of the user stays empty there.',
  },
  DL3047: { reason: 'A matter of taste: it makes the log of a build longer, nothing else.' },
  DL3048: labels,
  DL3049: labels,
  DL3050: labels,
  DL3051: labels,
  DL3052: labels,
  DL3053: labels,
  DL3054: labels,
  DL3055: labels,
  DL3056: labels,
  DL3057: { rules: ['dockerfile/no-healthcheck'] },
  DL3058: labels,
  DL3059: {
    reason:
      'Separate steps are cached separately, which is often better; where a later step cannot take back what an earlier one left, other rules say so.',
  },
  DL3060: otherLanguages,
  DL3061: { rules: ['dockerfile/no-from'] },
  DL3062: otherLanguages,
  DL3063: { rules: ['dockerfile/stage-name'] },
  DL3064: secrets,
  DL3065: targetPlatform,
  DL3066: {
    reason:
      'Only Kubernetes with `runAsNonRoot` needs a number; Docker and Compose look the name up in the image. What matters here is that a user is set and exists.',
  },
  DL3067: { reason: 'Copying a whole file system is how one flattens an image; nothing breaks by it.' },
  DL4000: { rules: ['dockerfile/maintainer'] },
  DL4001: { reason: 'A matter of taste: two programs for one task cost a few megabytes.' },
  DL4003: { rules: ['dockerfile/multiple-cmd'] },
  DL4004: { rules: ['dockerfile/multiple-cmd'] },
  DL4005: { reason: 'The link does what it says; that `SHELL` would be neater is a matter of taste.' },
  DL4006: {
    rules: ['dockerfile/pipe-hides-failure'],
    but: 'A pipe that starts with `echo`, `seq` or a file that is there hides no failure; a download does.',
  },
  SC1072: { rules: ['dockerfile/json-single-quotes'] },
  SC2028: { reason: 'Wrong on Debian: the `echo` of its `/bin/sh` does turn `\\n` into a new line.' },
  SC2046: wordSplitting,
  SC2086: wordSplitting,
  SC2102: {
    reason:
      'pip\'s extras look like a pattern of the shell (`".[dev]"`), which stays as it is where no file matches it.',
  },
  SC2112: { rules: ['dockerfile/bashism-in-sh'] },
  SC2154: {
    reason: 'It cannot be told: the variable may come from the base image, a build argument or `eval`.',
  },
  SC2164: { rules: ['dockerfile/run-forgets'] },
  SC2261: { rules: ['dockerfile/pip-redirect'] },
  SC3009: { rules: ['dockerfile/bashism-in-sh'] },
  SC3014: { rules: ['dockerfile/bashism-in-sh'], but: 'The shell of Alpine takes `==`.' },
  SC3037: { rules: ['dockerfile/bashism-in-sh'], but: 'The shell of Alpine takes `echo -e`.' },
  SC3046: { rules: ['dockerfile/bashism-in-sh'] },
};

/** The checks of BuildKit's frontend, from its list of rules. */
const buildkitCodes: Readonly<Record<string, Stance>> = {
  BuildError: {
    rules: [
      'dockerfile/no-from',
      'dockerfile/unknown-instruction',
      'dockerfile/bad-arguments',
      'dockerfile/env-space',
      'dockerfile/broken-json',
      'dockerfile/expose-invalid-port',
      'dockerfile/unterminated-heredoc',
      'dockerfile/copy-from-unknown',
      'dockerfile/from-arg',
      'dockerfile/from-arg-default',
    ],
  },
  StageNameCasing: { reason: 'A matter of taste: names of stages match without regard to capitals.' },
  FromAsCasing: { reason: 'A matter of taste: `as` and `AS` mean the same.' },
  NoEmptyContinuation: { rules: ['dockerfile/empty-continuation'] },
  ConsistentInstructionCasing: { reason: 'A matter of taste: `run` and `RUN` mean the same.' },
  DuplicateStageName: { rules: ['dockerfile/stage-name'] },
  ReservedStageName: { rules: ['dockerfile/stage-name'] },
  JSONArgsRecommended: startsInShell,
  MaintainerDeprecated: { rules: ['dockerfile/maintainer'] },
  UndefinedArgInFrom: { rules: ['dockerfile/from-arg'] },
  WorkdirRelativePath: { rules: ['dockerfile/workdir-relative'] },
  UndefinedVar: {
    rules: ['dockerfile/arg-scope', 'dockerfile/env-same-line', 'dockerfile/undefined-variable'],
  },
  MultipleInstructionsDisallowed: { rules: ['dockerfile/multiple-cmd'] },
  LegacyKeyValueFormat: { rules: ['dockerfile/env-legacy'] },
  InvalidBaseImagePlatform: {
    reason: 'It takes a look at the base image itself, which a browser cannot have.',
  },
  RedundantTargetPlatform: targetPlatform,
  SecretsUsedInArgOrEnv: secrets,
  InvalidDefaultArgInFrom: { rules: ['dockerfile/from-arg-default', 'dockerfile/from-arg'] },
  FromPlatformFlagConstDisallowed: constantPlatform,
  CopyIgnoredFile: { rules: ['across/ignore-needed'] },
  InvalidDefinitionDescription: { reason: 'An experiment about the form of comments, off by default.' },
  ExposeProtoCasing: { reason: 'A matter of taste: `8000/TCP` and `8000/tcp` mean the same.' },
  ExposeInvalidFormat: { rules: ['dockerfile/expose-host-port'] },
};

const kebab = (name: string): string =>
  name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();

/** The other tools, each with all its codes and where Drydock stands to them. */
export const otherTools: Readonly<Record<'hadolint' | 'buildkit', OtherTool>> = {
  hadolint: {
    name: 'hadolint',
    version: '2.15.1',
    page: (code) =>
      code.startsWith('SC')
        ? `https://www.shellcheck.net/wiki/${code}`
        : `https://github.com/hadolint/hadolint/wiki/${code}`,
    codes: hadolintCodes,
  },
  buildkit: {
    name: 'docker build --check',
    version: 'Docker Engine 28.5',
    page: (code) =>
      code === 'BuildError'
        ? 'https://docs.docker.com/reference/dockerfile/'
        : `https://docs.docker.com/reference/build-checks/${kebab(code)}/`,
    codes: buildkitCodes,
  },
};
