// Reads the texts of the interface. locales/en.json has the keys, by area; the other files have the same keys in other languages.
import { readFileSync, readdirSync } from 'node:fs';

const byName = ([a], [b]) => (a < b ? -1 : 1);
const tags = () => readdirSync('locales').map((file) => file.replace(/\.json$/, '')).sort();
const read = (tag) => JSON.parse(readFileSync(`locales/${tag}.json`, 'utf8'));

/** The texts of a language by key, in the order in which crates/messages/build.rs numbers the keys. */
export function flat(tag) {
  const areas = Object.entries(read(tag)).sort(byName);
  return new Map(areas.flatMap(([area, texts]) => Object.entries(texts).sort(byName).map(([name, text]) => [`${area}.${name}`, text])));
}

/** The tags of all languages except English. */
export const otherLanguages = () => tags().filter((tag) => tag !== 'en');

/** The texts of the scripts outside the program, by language: the area `boot`. */
export const bootTexts = () => Object.fromEntries(tags().map((tag) => [tag, read(tag).boot]));

// A text without placeholders is used unchanged, so its quotes are resolved here, as crates/messages/build.rs does for English.
const plain = (text) => (/\{\w+(,|\})/.test(text.replace(/'[{}#][^']*'/g, '')) ? text : text.replace(/'([{}#][^']*)'/g, '$1').replaceAll("''", "'"));

/** The file that the app fetches for each of these languages. */
export function locales() {
  const english = flat('en');
  return otherLanguages().map((tag) => {
    const texts = flat(tag);
    return { tag, label: texts.get('language.name'), texts: [...english.keys()].map((key) => plain(texts.get(key) ?? english.get(key))) };
  });
}
