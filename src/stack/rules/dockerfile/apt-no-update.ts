import { aptCalls, type AptCall } from '../../facts/apt.ts';
import { stepsBefore, type StageFacts, type Step } from '../../facts/image.ts';
import type { ShellCommand } from '../../read/shell.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** apt-get install without package lists: the official images come without any. */
export const aptNoUpdate: Rule = {
  id: 'dockerfile/apt-no-update',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const stage of images.flatMap(({ stages }) => stages)) {
      if (stage.image?.distribution !== 'debian') continue;
      for (const call of stage.steps.flatMap(aptCalls)) {
        if (call.action !== 'install' || mayHaveLists(stage, call)) continue;
        const [first] = call.packages;
        const from = { ...call.command.span, to: call.command.span.from };
        yield {
          message: `The build stops here: apt-get does not know ${first === undefined ? 'any package' : `\`${first.value}\``}, because the image comes without package lists and no \`apt-get update\` fetches them.`,
          at: { ...call.command.span, to: first?.span.to ?? call.command.span.to },
          fixes: [{ title: 'Run apt-get update first', changes: [replace(from, 'apt-get update && ')] }],
        };
      }
    }
  },
};

/** Whether lists may be there when a call runs: an update before it, and no removal in between. */
function mayHaveLists(stage: StageFacts, call: AptCall): boolean {
  const before = call.step.commands.slice(0, call.step.commands.indexOf(call.command));
  const commands = [...stepsBefore(stage, call.step).flatMap((step) => step.commands), ...before];
  const last = commands.findLast(
    (command) => isUpdate(command) || removesLists(command) || isOpaque(command),
  );
  return (
    hasListMount(call.step) || (last !== undefined && !removesLists(last)) || !call.packages.some(isFromLists)
  );
}

const isUpdate = ({ program, args }: ShellCommand): boolean =>
  (program === 'apt-get' || program === 'apt') &&
  args.some(({ value }) => value === 'update' || value === undefined);

const removesLists = ({ program, args }: ShellCommand): boolean =>
  program === 'rm' && args.some(({ value }) => value?.startsWith('/var/lib/apt') === true);

/** A script or a program that may itself call apt-get update. */
const isOpaque = ({ program }: ShellCommand): boolean =>
  program === undefined ||
  /\.sh$|^(sh|bash|dash|make|curl|wget|xargs|eatmydata|apt-fast|aptitude)$/.test(program);

const hasListMount = ({ instruction }: Step): boolean =>
  instruction.kind === 'run' &&
  instruction.mounts.some(({ options }) => options.get('target')?.startsWith('/var/lib/apt') === true);

/** Not a file: `apt-get install ./tool.deb` asks no list. */
const isFromLists = ({ value }: { value: string }): boolean => value !== '' && !/^\.|\.deb$/.test(value);
