import { aptCalls, packagesOf, type AptCall } from '../../facts/apt.ts';
import { stepsBefore, type StageFacts } from '../../facts/image.ts';
import type { Stack } from '../../stack.ts';
import { insertAfter } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** apt-get that also installs what the packages merely recommend. */
export const aptRecommends: Rule = {
  id: 'dockerfile/apt-recommends',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    // In any other stage it costs nothing that is shipped.
    for (const { final } of images)
      for (const call of final.lineage.flatMap(aptCalls)) {
        if (call.action !== 'install' || !staysIn(call) || isToldOtherwise(stack, final, call)) continue;
        const word = call.command.args.find(({ value }) => value === 'install');
        const [first] = call.packages;
        if (word === undefined || first === undefined) continue;
        const what =
          call.packages.length === 1
            ? `\`${first.value}\` recommends and does not need`
            : 'these packages recommend and do not need';
        yield {
          message: `The image also gets what ${what}. \`--no-install-recommends\` leaves that out.`,
          at: { ...word.span, to: Math.max(word.span.to, first.span.to) },
          fixes: leaveOut(final, call, word),
        };
      }
  },
};

/** At least one of the packages is from Debian's archive, and is not purged in the same step. */
function staysIn({ step, packages, complete }: AptCall): boolean {
  const { installed } = packagesOf([step]);
  return packages.some(({ value }) => installed.has(value) && !/^$|^\.|\.deb$/.test(value)) && complete;
}

/** An option, or a file that apt reads. */
function isToldOtherwise(stack: Stack, stage: StageFacts, { step, command, options }: AptCall): boolean {
  if (options.has('no-install-recommends')) return true;
  if (command.args.some(({ value }) => value === undefined || /APT::Install-Recommends/i.test(value)))
    return true;
  return [...stepsBefore(stage, step), step].some(({ instruction: { span, kind } }) => {
    const text = stack.get(span.path)?.text.slice(span.from, span.to) ?? '';
    return /apt\.conf|APT::Install-Recommends/i.test(text) || (kind === 'copy' && /\s\/etc\/?$/.test(text));
  });
}

/** Not where a download would then fail: these speak TLS, and only recommend the certificates for it. */
function leaveOut(
  { image }: StageFacts,
  { packages }: AptCall,
  word: AptCall['command']['args'][number],
): Fix[] {
  const names = packages.map(({ value }) => value);
  const needsCertificates = names.some((name) => /^(curl|wget|git|gnupg|openssl)$/.test(name));
  const hasCertificates = image?.python !== undefined || names.includes('ca-certificates');
  if (needsCertificates && !hasCertificates) return [];
  return [
    {
      title: 'Leave out what is only recommended',
      changes: [insertAfter(word.span, ' --no-install-recommends')],
    },
  ];
}
