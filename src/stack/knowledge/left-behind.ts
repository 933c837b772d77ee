/** What a project's folder holds and an image should not, as patterns of a .dockerignore. */
export const leftBehind = {
  secrets: ['.env', '.env.*'],
  history: ['.git'],
  local: ['.venv', 'venv', '**/__pycache__', '**/*.sqlite3', 'staticfiles', 'media'],
  buildFiles: ['compose*.yaml', 'Dockerfile', '.dockerignore'],
} as const;
