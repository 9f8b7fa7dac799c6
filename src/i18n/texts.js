// Texts of the languages other than English. script/hooks/post-build.mjs defines LOCALES, which maps each tag to the language's own name
// and to the name and digest of its file.
const built = typeof LOCALES === 'undefined' ? {} : LOCALES;
const TIMEOUT_MS = 15_000;

/** Pairs of a tag and the language's own name. */
export const languages = () => Object.entries(built).map(([tag, { label }]) => [tag, label]);

/** The texts in the order of their keys. */
export async function fetchTexts(tag) {
  const { name, integrity } = built[tag];
  const response = await fetch(new URL(name, import.meta.url), { integrity, credentials: 'same-origin', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  return response.json();
}
