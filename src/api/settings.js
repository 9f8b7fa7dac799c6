// The settings of the site. They are asked for while the program itself is still on its way: nothing can be shown without either.
const coming = fetch('config.json', { cache: 'no-cache' });
coming.catch(() => undefined); // Said where it is waited for.

export function settings() {
  return coming;
}
