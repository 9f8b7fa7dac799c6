// Chooses the texts of the scripts that run outside the program: those of the area `boot` in locales/. script/hooks/post-build.mjs defines
// BOOT_TEXTS, which maps the tags of the languages to them. Where it is not defined, under component tests, a text is its key.
const built = typeof BOOT_TEXTS === 'undefined' ? {} : BOOT_TEXTS;

const known = (wish) => Object.keys(built).find((tag) => wish?.toLowerCase().split(/[-_]/)[0] === tag);

function kept() {
  try {
    return localStorage.getItem('headless-ops.language');
  } catch {
    return null;
  }
}

/** As src/i18n/choice.rs does it; the settings of the site are not read yet. The program marks the page with the language that it has chosen. */
function language() {
  if (!document.getElementById('boot')) return known(document.documentElement.lang) ?? 'en';
  const wishes = [new URLSearchParams(location.search).get('lang'), kept(), ...navigator.languages];
  return wishes.map(known).find(Boolean) ?? 'en';
}

/** The text of a key, with its placeholders filled in. */
export function text(key, values = {}) {
  const message = built[language()]?.[key] ?? built.en?.[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
