import { manageCommand } from '../../facts/django.ts';
import type { Facts } from '../../facts/facts.ts';
import { isForgiven } from '../../facts/forgiven.ts';
import type { ImageFacts, Step } from '../../facts/image.ts';
import { settingIn, stringsIn } from '../../facts/settings.ts';
import { settingsFileFor } from '../../facts/settings-in-use.ts';
import { uwsgiOptions } from '../../facts/uwsgi.ts';
import type { Located } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** collectstatic, without a folder to put the files in. */
export const staticRootMissing: Rule = {
  id: 'settings/static-root-missing',
  severity: 'error',
  yieldsTo: ['across/collectstatic-needs-secret', 'dockerfile/settings-env-after-collectstatic'],
  reads: ['settings', 'python'],
  *check(facts) {
    for (const image of facts.images)
      for (const { steps } of image.stages)
        for (const step of steps)
          for (const command of step.commands) {
            const django = manageCommand(command);
            if (django?.name !== 'collectstatic' || isForgiven(step, command)) continue;
            const path = settingsFileFor(facts, image, step, django);
            if (path === undefined || !isUnset(facts, path) || keepsElsewhere(facts, path)) continue;
            const url = settingIn(facts, path, 'STATIC_URL');
            const place = url.state === 'set' ? url.assignment.span : { path, from: 0, to: 0 };
            yield {
              message: `The build stops here: \`${path}\` sets no \`STATIC_ROOT\`, so collectstatic has nowhere to put the files.`,
              at: command.programWord?.span ?? command.span,
              related: [{ value: 'the settings', span: place }],
              fixes: setRoot(facts, image, step, path),
            };
          }
  },
};

function isUnset(facts: Facts, path: string): boolean {
  const root = settingIn(facts, path, 'STATIC_ROOT');
  return root.state === 'unset' || (root.state === 'set' && root.assignment.value.kind === 'none');
}

/** A storage that needs no folder, such as S3, or that may be one. */
function keepsElsewhere(facts: Facts, path: string): boolean {
  return ['STORAGES', 'STATICFILES_STORAGE'].some((name) => {
    const setting = settingIn(facts, path, name);
    if (setting.state !== 'set') return setting.state === 'unknown';
    const { value } = setting.assignment;
    const backends = stringsIn(value).filter(({ value: text }) => /\.\w*Storage$/.test(text));
    const known = backends.every(({ value: text }) => /^(django\.|whitenoise\.)/.test(text));
    return !known || backends.length === 0 || mentionsLocation(stringsIn(value));
  });
}

const mentionsLocation = (strings: readonly Located<string>[]): boolean =>
  strings.some(({ value }) => value === 'location');

/** Behind STATIC_URL, to where uWSGI looks if it does, or beside manage.py. */
function setRoot(facts: Facts, image: ImageFacts, step: Step, path: string): Fix[] {
  const url = settingIn(facts, path, 'STATIC_URL');
  if (url.state !== 'set' || url.assignment.span.path !== path) return [];
  const map = uwsgiOptions(image.final.stage.scope).find(({ option }) => option === 'static-map')?.value
    .value;
  const mapped = map === undefined ? undefined : /=(\/.*[^/])\/?$/.exec(map)?.[1];
  const folder = mapped ?? (step.workdir === undefined ? undefined : `${step.workdir}/staticfiles`);
  if (folder === undefined) return [];
  const { span } = url.assignment;
  const text = facts.stack.get(path)?.text ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return [
    {
      title: `Set STATIC_ROOT to ${folder}`,
      changes: [replace({ ...span, from: span.to }, `${end}STATIC_ROOT = "${folder}"`)],
    },
  ];
}
