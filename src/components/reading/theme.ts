const key = 'drydock:theme';

/** The switch for the colours: light, dark, or what the system says. The first paint is the head's own small script. */
export function listenToTheme(): void {
  const root = document.documentElement;
  const buttons = document.querySelectorAll<HTMLElement>('[data-theme-choice]');
  const show = (): void => {
    const theme = root.dataset['theme'] ?? 'system';
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset['themeChoice'] === theme));
  };
  show();
  for (const button of buttons)
    button.addEventListener('click', () => {
      const theme = button.dataset['themeChoice'];
      if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme;
      else delete root.dataset['theme'];
      show();
      try {
        localStorage.setItem(key, theme ?? 'system');
      } catch {
        // The colours hold for this page; there is nothing to be done about the next one.
      }
    });
}
