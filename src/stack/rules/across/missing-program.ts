import type { Facts } from '../../facts/facts.ts';
import { pythonPackages } from '../../facts/pip.ts';
import { launchOf, programName } from '../../facts/launch.ts';
import { bringers } from '../../knowledge/python-packages.ts';
import { addRequirement, requirementsRead } from '../requirement-fix.ts';
import type { Finding } from '../rule.ts';

/**
 * The servers among `names` that a container starts and that no requirement brings into its image.
 * Silent where packages may come from elsewhere.
 */
export function* missingPrograms(facts: Facts, names: readonly string[]): Iterable<Finding> {
  for (const image of facts.images) {
    const server = launchOf(image, facts.scripts)?.server;
    const name = server && programName(server.program);
    const brought = name === undefined || !names.includes(name) ? undefined : bringers(name);
    if (server === undefined || name === undefined || brought === undefined) continue;
    const { asked, complete } = pythonPackages(image, image.final, facts.requirements);
    const may = [...asked.keys()].some((asks) => brought.includes(asks) || asks.includes(name));
    if (!complete || may) continue;
    const [path] = requirementsRead(image);
    yield {
      message: `The container does not start: it runs \`${name}\`, and nothing brings that into the image.${path === undefined ? '' : ` \`${path}\` does not ask for it.`}`,
      at: server.program.span,
      related: path === undefined ? [] : [{ value: 'what pip installs', span: { path, from: 0, to: 0 } }],
      fixes: addRequirement(facts, image, brought[0] ?? name),
    };
  }
}
