// The texts of the interface: locales/en.json has the keys, the other files the same keys in another language.
import { readFileSync, readdirSync } from 'node:fs';

const read = (tag) => JSON.parse(readFileSync(`locales/${tag}.json`, 'utf8'));
const byName = ([a], [b]) => (a < b ? -1 : 1);

/** The texts of a language by key, in the order in which crates/messages/build.rs numbers the keys. */
export function flat(tag) {
  const areas = Object.entries(read(tag)).sort(byName);
  return new Map(areas.flatMap(([area, texts]) => Object.entries(texts).sort(byName).map(([name, text]) => [`${area}.${name}`, text])));
}

/** The tags of all languages but English. */
export const otherLanguages = () => readdirSync('locales').map((file) => file.replace(/\.json$/, '')).filter((tag) => tag !== 'en').sort();

/** What the app fetches of each of them. */
export function locales() {
  const english = flat('en');
  return otherLanguages().map((tag) => {
    const texts = flat(tag);
    return { tag, label: texts.get('language.name'), texts: [...english.keys()].map((key) => texts.get(key) ?? english.get(key)) };
  });
}
