import { packagesOf } from '../../facts/apt.ts';
import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts, StageFacts } from '../../facts/image.ts';
import { comesCompiled } from '../../facts/pip-build.ts';
import { packagesFrom, pipInstalls } from '../../facts/pip.ts';
import { venvsOf } from '../../facts/venvs.ts';
import { debianReleases } from '../../knowledge/releases.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A virtual environment that was made on one image and runs on another, which lacks what it stands on. */
export const stageBaseDiffers: Rule = {
  id: 'dockerfile/stage-base-differs',
  severity: 'error',
  yieldsTo: ['dockerfile/venv-not-on-path'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const { final } = image;
      const seen = new Set<StageFacts>();
      for (const { maker, path, step } of venvsOf(image, final)) {
        const reason = seen.has(maker) ? undefined : missingIn(facts, image, maker);
        seen.add(maker);
        if (reason === undefined || maker.imageName.value === undefined) continue;
        yield {
          message: `The container does not start: \`${path}\` was made on \`${maker.imageName.value}\`, and \`${final.imageName.value ?? ''}\` ${reason}.`,
          at: step.instruction.span,
          related: [
            { value: 'made here', span: maker.imageName.span },
            { value: 'runs here', span: final.imageName.span },
          ],
          fixes: [
            {
              title: `Run on ${maker.imageName.value}`,
              changes: [replace(final.imageName.span, maker.imageName.written)],
            },
          ],
        };
      }
    }
  },
};

/** What the second image lacks, in words; `undefined` when nothing, or when that cannot be told. */
function missingIn(facts: Facts, image: ImageFacts, maker: StageFacts): string | undefined {
  const [made, runs] = [maker.image, image.final.image];
  if (made === undefined || runs === undefined || made === runs) return undefined;
  if (made.python !== undefined && runs.python !== undefined && made.python !== runs.python)
    return `has Python ${runs.python}, which does not look into what belongs to ${made.python}`;
  if (!compilesUwsgi(facts, image, maker)) return undefined;
  if (made.distribution !== runs.distribution)
    return `has another C library than the one that uWSGI was compiled for`;
  if (age(made.release) < age(runs.release))
    return `has an older C library than the one that uWSGI was compiled for`;
  return made.hasCompiler && !runs.hasCompiler && made.release === runs.release && addsNoLibrary(image.final)
    ? 'has no `libxml2`, for which uWSGI was compiled there'
    : undefined;
}

/** 0 is the newest release. */
const age = (release: string | undefined): number =>
  debianReleases.releases.findIndex(({ version }) => version === release);

/** pip builds uWSGI there, with all the libraries that it finds. */
function compilesUwsgi({ requirements, stack }: Facts, image: ImageFacts, maker: StageFacts): boolean {
  const profile = maker.lineage.some(({ instruction: { span } }) =>
    /UWSGI_PROFILE/.test(stack.get(span.path)?.text.slice(span.from, span.to) ?? ''),
  );
  return (
    !profile &&
    maker.lineage
      .flatMap(pipInstalls)
      .some(
        (install) =>
          !comesCompiled(install) && packagesFrom(image, maker, install, requirements).asked.has('uwsgi'),
      )
  );
}

/** Packages of which none brings libxml2. Source: `apt-get install -s` in Debian 13.7, 2026-11-23. */
const withoutXml =
  /^(media-types|mime-support|mailcap|libpq5|ca-certificates|curl|wget|tini|dumb-init|gosu|procps|netcat-.*|tzdata|locales|postgresql-client)$/;

function addsNoLibrary({ lineage }: StageFacts): boolean {
  const { installed, complete } = packagesOf(lineage);
  return complete && [...installed.keys()].every((name) => withoutXml.test(name));
}
