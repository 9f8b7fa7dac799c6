// The texts of the interface: the files in locales/en have the keys, the other folders the same keys in another language.
import { readFileSync, readdirSync } from 'node:fs';

const byName = ([a], [b]) => (a < b ? -1 : 1);
const names = (folder) => readdirSync(folder).map((file) => file.replace(/\.json$/, '')).sort();

/** The texts of a language by key, in the order in which crates/messages/build.rs numbers the keys. */
export function flat(tag) {
  const entries = names(`locales/${tag}`).flatMap((area) => {
    const texts = JSON.parse(readFileSync(`locales/${tag}/${area}.json`, 'utf8'));
    return Object.entries(texts).sort(byName).map(([name, text]) => [`${area}.${name}`, text]);
  });
  return new Map(entries);
}

/** The tags of all languages but English. */
export const otherLanguages = () => names('locales').filter((tag) => tag !== 'en');

/** What the scripts outside the program say, by language: the area `boot`. */
export const bootTexts = () => Object.fromEntries(names('locales').map((tag) => [tag, JSON.parse(readFileSync(`locales/${tag}/boot.json`, 'utf8'))]));

/** What the app fetches of each of them. */
export function locales() {
  const english = flat('en');
  return otherLanguages().map((tag) => {
    const texts = flat(tag);
    return { tag, label: texts.get('language.name'), texts: [...english.keys()].map((key) => texts.get(key) ?? english.get(key)) };
  });
}
