import { comesCompiled, systemPackagesFor } from '../../facts/pip-build.ts';
import { packagesFrom, pipInstalls } from '../../facts/pip.ts';
import { bringsCompiler } from '../../knowledge/packages.ts';
import { installPackage } from '../apt-fix.ts';
import type { Rule } from '../rule.ts';

/** uWSGI is published as source only, and pip has to compile it. */
export const uwsgiNoCompiler: Rule = {
  id: 'across/uwsgi-no-compiler',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, requirements, stack }) {
    for (const image of images)
      for (const stage of image.stages)
        for (const install of stage.steps.flatMap(pipInstalls)) {
          const asked = packagesFrom(image, stage, install, requirements).asked.get('uwsgi');
          const packages = systemPackagesFor(stage, install);
          if (asked === undefined || comesCompiled(install) || packages === undefined) continue;
          if (packages.some(bringsCompiler)) continue;
          yield {
            message: `The build stops here: \`${asked.value}\` comes as source only, and \`${stage.imageName.value ?? 'the image'}\` has no C compiler to build it.`,
            at: install.command.span,
            related: [{ value: 'asks for uWSGI', span: asked.span }],
            fixes: [
              {
                title: 'Install build-essential',
                changes: [installPackage(stack, image, stage, 'build-essential', install)],
              },
            ],
          };
        }
  },
};
