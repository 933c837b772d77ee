/**
 * Which Python each release of Django installs on and runs on.
 *
 * Source: `Requires-Python` on PyPI. The upper ends were run, 2026-11-23, on Python 3.13.5: up to 3.1 `No module named
 * 'distutils'` (gone from Python 3.12 on), 3.2 and 4.0 `No module named 'cgi'` (gone from 3.13 on), 4.1 and later start.
 */
const series: readonly { django: string; from: string; below?: string }[] = [
  { django: '6.1', from: '3.12' },
  { django: '6.0', from: '3.12' },
  { django: '5.2', from: '3.10' },
  { django: '5.1', from: '3.10' },
  { django: '5.0', from: '3.10' },
  { django: '4.2', from: '3.8' },
  { django: '4.1', from: '3.8' },
  { django: '4.0', from: '3.8', below: '3.13' },
  { django: '3.2', from: '3.6', below: '3.13' },
  { django: '3.1', from: '3.6', below: '3.12' },
  { django: '3.0', from: '3.6', below: '3.12' },
  { django: '2.2', from: '3.5', below: '3.12' },
  { django: '2.1', from: '3.5', below: '3.12' },
  { django: '2.0', from: '3.4', below: '3.12' },
  { django: '1.11', from: '2.7', below: '3.12' },
];

/** One release line of Django, and the Python that it wants. */
export type DjangoSeries = (typeof series)[number];

/** All of them, newest first. */
export const djangoSeries: readonly DjangoSeries[] = series;
