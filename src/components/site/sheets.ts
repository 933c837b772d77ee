/** A chapter as the register lists it. Its page is there once `content/chapters/<id>.mdx` is. */
export interface Sheet {
  id: string;
  title: string;
  /** What the reader has at its end, in a few words. */
  makes: string;
}

/** The eleven sheets in the order in which they are read; the number of a sheet is its place, from 1. */
export const sheets: readonly Sheet[] = [
  { id: 'plan', title: 'The plan', makes: 'first containers, by hand' },
  { id: 'settings', title: 'Settings from the environment', makes: 'settings_deploy.py' },
  { id: 'image', title: 'The image', makes: 'Dockerfile, .dockerignore, requirements.txt' },
  { id: 'compose', title: 'Compose and the database', makes: 'compose.yaml' },
  { id: 'entrypoint', title: 'The entrypoint', makes: 'docker-entrypoint.sh' },
  { id: 'nginx', title: 'nginx in front', makes: 'nginx.conf' },
  { id: 'static-files', title: 'Static files', makes: 'hashed names, sent by nginx' },
  { id: 'ship', title: 'Harden and ship', makes: 'https, least rights, CI' },
  { id: 'day-two', title: 'Day two', makes: 'backups that restore' },
  { id: 'own-project', title: 'Into your own project', makes: 'your stack' },
  { id: 'from-2019', title: 'From 2019 to today', makes: 'the old stack beside this one' },
];
