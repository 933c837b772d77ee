/** A released line of a program, and until when it gets security fixes. */
export interface Release {
  version: string;
  /** `YYYY-MM` or `YYYY-MM-DD`: the end of security fixes. */
  ends: string;
  /** A word that people know the line by: `LTS`, a code name. */
  also?: string;
}

/** The releases of one program as they were on a day, newest first, with the page that says so. */
export interface Releases {
  program: string;
  asOf: string;
  source: string;
  releases: readonly Release[];
}

export const pythonReleases: Releases = {
  program: 'Python',
  asOf: '2026-11-23',
  source: 'https://devguide.python.org/versions/',
  releases: [
    { version: '3.14', ends: '2030-10' },
    { version: '3.13', ends: '2029-10' },
    { version: '3.12', ends: '2028-10' },
    { version: '3.11', ends: '2027-10' },
    { version: '3.10', ends: '2026-10-31' },
    { version: '3.9', ends: '2025-10-31' },
    { version: '3.8', ends: '2024-10-07' },
    { version: '3.7', ends: '2023-06-27' },
    { version: '3.6', ends: '2021-12-23' },
    { version: '3.5', ends: '2020-09-30' },
    { version: '2.7', ends: '2020-01-01' },
  ],
};

export const djangoReleases: Releases = {
  program: 'Django',
  asOf: '2026-11-23',
  source: 'https://www.djangoproject.com/download/#supported-versions',
  releases: [
    { version: '6.1', ends: '2027-12' },
    { version: '6.0', ends: '2027-04-30' },
    { version: '5.2', ends: '2028-04-30', also: 'LTS' },
    { version: '5.1', ends: '2025-12' },
    { version: '5.0', ends: '2025-04' },
    { version: '4.2', ends: '2026-04', also: 'LTS' },
    { version: '3.2', ends: '2024-04-01', also: 'LTS' },
    { version: '2.2', ends: '2022-04-11', also: 'LTS' },
  ],
};

/** By code name: that is how image tags call them. `ends` is the end of long-term support. */
export const debianReleases: Releases = {
  program: 'Debian',
  asOf: '2026-11-23',
  source: 'https://wiki.debian.org/LTS',
  releases: [
    { version: 'trixie', ends: '2030-06', also: '13' },
    { version: 'bookworm', ends: '2028-06', also: '12' },
    { version: 'bullseye', ends: '2026-08-31', also: '11' },
    { version: 'buster', ends: '2024-06-30', also: '10' },
    { version: 'stretch', ends: '2022-06-30', also: '9' },
  ],
};

/** Whether security fixes have ended on the day the facts were checked; `undefined` for a version that is not listed. */
export function hasEnded(of: Releases, version: string): boolean | undefined {
  const release = of.releases.find((candidate) => candidate.version === version);
  return release === undefined ? undefined : release.ends.padEnd(10, '-31') < of.asOf;
}
