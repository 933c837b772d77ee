import type { Stack } from '../stack.ts';
import { composeMentions } from './compose-text.ts';
import { isOn, optionNamed, type UwsgiServer } from './uwsgi-server.ts';

/** Makes uWSGI finish what it has begun, and leave. Run on 2.0.31, 2026-11-23. */
export const endsGracefully = 'UWSGI_HOOK_MASTER_START="unix_signal:15 gracefully_kill_them_all"';

/**
 * Whether something sees to it that uWSGI ends when `docker stop` asks it to, or may do so: an option, another signal, a
 * process in front of it.
 */
export function stopsOnTerm(server: UwsgiServer, stack: Stack): boolean {
  const { options, launch, image } = server;
  if (isOn(optionNamed(server, 'die-on-term')) || isOn(optionNamed(server, 'exit-on-reload'))) return true;
  const hooked = options.some(
    ({ option, value }) => option.startsWith('hook-') && /unix_signal/.test(value.value ?? 'unix_signal'),
  );
  const signal = image.final.lineage.some(({ instruction }) => instruction.keyword.value === 'STOPSIGNAL');
  return (
    hooked || signal || launch.wrapped || ['stop_signal', 'init'].some((key) => composeMentions(stack, key))
  );
}
