import { launchOf } from '../../facts/launch.ts';
import type { Script } from '../../read/entrypoint.ts';
import type { StackFile } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** A start script that does not begin with `#!`, so that the kernel does not know who reads it. */
export const noShebang: Rule = {
  id: 'entrypoint/no-shebang',
  severity: 'error',
  reads: ['entrypoint'],
  *check({ images, scripts }) {
    for (const image of images) {
      const started = launchOf(image, scripts)?.script;
      if (started?.openedBy !== 'kernel' || started.script.shebang !== undefined) continue;
      const { file, script } = started;
      const hidden = hiddenShebang(file);
      const why =
        script.bom !== undefined && hidden !== undefined
          ? 'an invisible byte order mark stands in front of its `#!`'
          : hidden === undefined
            ? 'its first line does not begin with `#!`'
            : 'its `#!` is not in the first line';
      const end = file.text.indexOf('\n');
      yield {
        message: `The container does not start, with \`exec format error\`: the kernel cannot tell who reads \`${file.path}\`, since ${why}.`,
        at: { path: file.path, from: 0, to: end === -1 ? file.text.length : end },
        related: [{ value: 'starts it', span: started.word.span }],
        fixes: [mend(file, script, hidden)],
      };
    }
  },
};

/** Where a `#!` stands behind a byte order mark or empty lines. */
function hiddenShebang({ text }: StackFile): number | undefined {
  const blank = /^\uFEFF?[ \t\r\n]*(?=#![ \t]*\/)/.exec(text)?.[0];
  return blank === undefined || blank === '' ? undefined : blank.length;
}

function mend({ path, text }: StackFile, { bom }: Script, hidden: number | undefined): Fix {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return hidden === undefined
    ? {
        title: 'Begin it with #!/bin/sh',
        changes: [replace({ path, from: 0, to: bom?.to ?? 0 }, `#!/bin/sh${end}`)],
      }
    : {
        title: 'Put #! at the very beginning',
        changes: [replace({ path, from: 0, to: hidden }, '')],
      };
}
