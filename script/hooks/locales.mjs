// The texts of the interface: locales/en.json has the keys, by area; the files beside it the same keys in another language.
import { readFileSync, readdirSync } from 'node:fs';

const byName = ([a], [b]) => (a < b ? -1 : 1);
const tags = () => readdirSync('locales').map((file) => file.replace(/\.json$/, '')).sort();
const read = (tag) => JSON.parse(readFileSync(`locales/${tag}.json`, 'utf8'));

/** The texts of a language by key, in the order in which crates/messages/build.rs numbers the keys. */
export function flat(tag) {
  const areas = Object.entries(read(tag)).sort(byName);
  return new Map(areas.flatMap(([area, texts]) => Object.entries(texts).sort(byName).map(([name, text]) => [`${area}.${name}`, text])));
}

/** The tags of all languages but English. */
export const otherLanguages = () => tags().filter((tag) => tag !== 'en');

/** What the scripts outside the program say, by language: the area `boot`. */
export const bootTexts = () => Object.fromEntries(tags().map((tag) => [tag, read(tag).boot]));

// A text without placeholders is shown as it stands, so its quotes are resolved here, as crates/messages/build.rs does for English.
const plain = (text) => (/\{\w+(,|\})/.test(text.replace(/'[{}#][^']*'/g, '')) ? text : text.replace(/'([{}#][^']*)'/g, '$1').replaceAll("''", "'"));

/** What the app fetches of each of them. */
export function locales() {
  const english = flat('en');
  return otherLanguages().map((tag) => {
    const texts = flat(tag);
    return { tag, label: texts.get('language.name'), texts: [...english.keys()].map((key) => plain(texts.get(key) ?? english.get(key))) };
  });
}
