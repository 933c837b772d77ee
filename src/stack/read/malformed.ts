import type { Located } from '../stack.ts';

/** Why Docker refuses an instruction. */
export type Refusal =
  | 'no-arguments'
  | 'one-argument' //       `COPY a`
  | 'not-a-pair' //         `ENV A`, `LABEL a=b c`
  | 'blank-name' //         `ARG =x`
  | 'unclosed-quote'
  | 'unclosed-heredoc'
  | 'substitution' //       `${A^^}`
  | 'unset' //              `${A:?}`
  | 'words-behind' //       `FROM a b`
  | 'image-name' //         `FROM a:`
  | 'image-capitals' //     `FROM Python`
  | 'stage-name' //         `FROM a AS 1b`
  | 'unknown-flag'
  | 'flag-twice'
  | 'flag-without-value'
  | 'no-switch' //          `--link=perhaps`
  | 'from-variable' //      `COPY --from=$STAGE`
  | 'mode' //               `--chmod=999`
  | 'network'
  | 'duration'
  | 'count'
  | 'mount-field' //        `--mount=target`
  | 'mount-key'
  | 'mount-key-of-type' //  `--mount=type=bind,target=/a,uid=1`
  | 'mount-type'
  | 'mount-value'
  | 'mount-target' //       `--mount=type=cache`
  | 'healthcheck' //        `HEALTHCHECK curl …`
  | 'healthcheck-command' // `HEALTHCHECK CMD`
  | 'healthcheck-none' //   `HEALTHCHECK NONE x`
  | 'signal'
  | 'empty-path' //         `VOLUME ""`
  | 'not-json' //           `SHELL bash`
  | 'not-strings' //        `SHELL [1]`
  | 'trigger'; //           `ONBUILD FROM x`

/** What Docker refuses, and why. */
export interface Malformed {
  reason: Refusal;
  at: Located<string>;
  /** What it takes in this place, where that is a list of words. */
  known: readonly string[];
}

export const refused = (reason: Refusal, at: Located<string>, known: readonly string[] = []): Malformed => ({
  reason,
  at,
  known,
});
