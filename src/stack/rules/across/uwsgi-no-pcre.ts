import { aptCalls } from '../../facts/apt.ts';
import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts, StageFacts } from '../../facts/image.ts';
import { comesCompiled, systemPackagesFor } from '../../facts/pip-build.ts';
import { packagesFrom, pipInstalls, type PipInstall } from '../../facts/pip.ts';
import { isOn, optionNamed, uwsgiServer } from '../../facts/uwsgi-server.ts';
import { bringsCompiler, mayBringPcre } from '../../knowledge/packages.ts';
import { needsPcre } from '../../knowledge/uwsgi.ts';
import { installPackage } from '../apt-fix.ts';
import type { Rule } from '../rule.ts';

/** Options that take regular expressions, for a uWSGI that is built without them. */
export const uwsgiNoPcre: Rule = {
  id: 'across/uwsgi-no-pcre',
  severity: 'error',
  yieldsTo: ['across/uwsgi-no-compiler', 'dockerfile/package-gone', 'dockerfile/apt-no-update'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      const asking = server?.options.filter(({ option }) => needsPcre(option)) ?? [];
      const [first, ...others] = asking;
      const build = first === undefined ? undefined : buildWithout(facts, image);
      if (server === undefined || first === undefined || build === undefined) continue;
      const { stage, install } = build;
      const strict = isOn(optionNamed(server, 'strict'));
      yield {
        message: strict
          ? `The container does not start: without the headers of PCRE, pip builds a uWSGI that has no \`${first.option}\`, and \`UWSGI_STRICT\` makes that an error.`
          : `uWSGI passes over \`${first.variable.value}\`${others.length === 0 ? '' : ` and ${others.length} more`}: without the headers of PCRE, pip builds it without regular expressions.`,
        at: first.variable.span,
        related: [{ value: 'builds uWSGI', span: install.command.span }, ...installedWith(stage, install)],
        fixes: [
          {
            title: 'Install libpcre2-dev before the build',
            changes: [installPackage(facts.stack, image, stage, 'libpcre2-dev', install)],
          },
        ],
      };
    }
  },
};

/** The step in which pip compiles uWSGI, when the headers are certainly not there. */
function buildWithout(
  { requirements }: Facts,
  image: ImageFacts,
): { stage: StageFacts; install: PipInstall } | undefined {
  for (const stage of image.stages)
    for (const install of stage.steps.flatMap(pipInstalls)) {
      if (!packagesFrom(image, stage, install, requirements).asked.has('uwsgi')) continue;
      const packages = comesCompiled(install) ? undefined : systemPackagesFor(stage, install);
      const certain = packages?.some(bringsCompiler) === true && !packages.some(mayBringPcre);
      return certain ? { stage, install } : undefined;
    }
  return undefined;
}

const installedWith = (stage: StageFacts, { command }: PipInstall) =>
  stage.steps
    .flatMap(aptCalls)
    .filter((call) => call.action === 'install' && call.command.span.from < command.span.from)
    .slice(-1)
    .map((call) => ({ value: 'installs no `libpcre2-dev`', span: call.command.span }));
