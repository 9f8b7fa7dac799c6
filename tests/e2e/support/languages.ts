// The texts of the interface by key, from locales/, and detection of texts in another language than the page's.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { DIST } from './reference-api';

export type Tag = 'en' | 'es';
type Values = Record<string, string | number>;

/** Literal text, a placeholder, or the cases of a plural. `#` is the placeholder of the enclosing plural. */
type Piece = string | { name: string; cases?: Map<string, Piece[]> };

function read(tag: Tag): Map<string, string> {
  const file = resolve(import.meta.dirname, `../../../locales/${tag}.json`);
  const areas = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>);
  return new Map(areas.flatMap(([area, texts]) => Object.entries(texts).map(([name, text]): [string, string] => [`${area}.${name}`, text])));
}

const TEXTS: Record<Tag, Map<string, string>> = { en: read('en'), es: read('es') };

/** Parses a message: the subset of ICU MessageFormat that crates/messages supports. */
function parsed(message: string): Piece[] {
  let at = 0;
  const word = () => /^\s*([\w=]+)\s*/.exec(message.slice(at))?.[0] ?? '';
  const take = () => {
    const found = word();
    at += found.length;
    return found.trim();
  };
  const pieces = (plural: string | undefined): Piece[] => {
    const out: Piece[] = [];
    while (at < message.length && message[at] !== '}') {
      const letter = message[at];
      if (letter === "'" && /[{}#']/.test(message[at + 1] ?? '')) {
        const quoted = message[at + 1] === "'" ? "'" : message.slice(at + 1).split("'")[0];
        at += message[at + 1] === "'" ? 2 : quoted.length + 2;
        out.push(quoted);
      } else if (letter === '{') {
        at += 1;
        out.push(placeholder());
      } else {
        at += 1;
        out.push(letter === '#' && plural ? { name: plural } : letter);
      }
    }
    return out;
  };
  const placeholder = (): Piece => {
    const name = take();
    if (message[at++] === '}') return { name };
    const kind = take();
    if (message[at++] === '}') return { name };
    if (kind !== 'plural') throw new Error(`${kind} in ${message}`);
    const cases = new Map<string, Piece[]>();
    while (word()) {
      const when = take();
      at += 1;
      cases.set(when, pieces(name));
      at += 1;
    }
    at = message.indexOf('}', at) + 1;
    return { name, cases };
  };
  return pieces(undefined);
}

function filled(all: Piece[], tag: Tag, values: Values): string {
  const say = (piece: Piece): string => {
    if (typeof piece === 'string') return piece;
    const value = values[piece.name];
    if (value === undefined) throw new Error(`a text needs a value for ${piece.name}`);
    if (!piece.cases) return typeof value === 'number' ? new Intl.NumberFormat(tag).format(value) : value;
    const named = piece.cases.get(`=${value}`) ?? piece.cases.get(new Intl.PluralRules(tag).select(Number(value)));
    return filled(named ?? piece.cases.get('other') ?? [], tag, values);
  };
  return all.map(say).join('');
}

/** The text of a key, such as `session.connect`. */
export function text(tag: Tag, key: string, values: Values = {}): string {
  const message = TEXTS[tag].get(key);
  if (message === undefined) throw new Error(`locales/${tag} has no ${key}`);
  return filled(parsed(message), tag, values);
}

export const es = (key: string, values: Values = {}): string => text('es', key, values);

/** Every form of a text, as a pattern that matches any value of each placeholder. */
function forms(all: Piece[]): { pattern: string; words: string }[] {
  return all.reduce(
    (before, piece) => {
      const next = typeof piece === 'string' ? [{ pattern: piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), words: piece }] : [...(piece.cases ?? [])].flatMap(([, then]) => forms(then));
      const own = next.length ? next : [{ pattern: '.+', words: ' ' }];
      return before.flatMap((start) => own.map((end) => ({ pattern: start.pattern + end.pattern, words: start.words + end.words })));
    },
    [{ pattern: '', words: '' }],
  );
}

const SPANISH = new Set(TEXTS.es.values());
/** Whether a text identifies a language. Shorter ones may be the same in another language, or come from the API. */
const tells = (words: string) =>
  (words.match(/\p{L}+/gu) ?? []).length > 1 || /\p{L}{9}/u.test(words) || (/^\p{Lu}\p{Ll}{3,}$/u.test(words) && !SPANISH.has(words));
/** Long texts are also searched within a sentence. */
const isLong = ({ pattern, words }: { pattern: string; words: string }) => !pattern.includes('.+') && (words.match(/\p{L}+/gu) ?? []).length > 2;

/** All forms of the texts that differ between English and Spanish, with their keys. */
const ENGLISH = [...TEXTS.en]
  .filter(([key, message]) => TEXTS.es.get(key) !== message)
  .flatMap(([key, message]) => forms(parsed(message)).map((form) => ({ key, ...form })))
  .filter(({ words }) => tells(words.trim()))
  .map((form) => ({ key: form.key, pattern: new RegExp(isLong(form) ? form.pattern.trim() : `^${form.pattern.trim()}$`, 's') }));

/** All texts that are visible or exposed to assistive technology. Excludes data of the API, which is shown as code. */
const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = [document.title];
    const foreign = 'script, style, noscript, template, pre, code, textarea, .json-tree, option[lang]';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (!node.parentElement?.closest(foreign)) found.push(node.textContent ?? '');
    const names = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt'];
    for (const name of names) for (const one of document.querySelectorAll(`[${name}]`)) found.push(one.getAttribute(name) ?? '');
    return [...new Set(found.map((text) => text.trim()).filter(Boolean))];
  });

/** English texts on a Spanish page, and unfilled placeholders. */
export async function leftInEnglish(page: Page): Promise<string[]> {
  const all = await said(page);
  return all.flatMap((words) => {
    const found = ENGLISH.filter(({ pattern }) => pattern.test(words)).map(({ key }) => key);
    if (/'[{}]|\{[a-z_]+[,}]/.test(words)) found.push('a message that was not read');
    return found.length ? [`${words} (${found.join(', ')})`] : [];
  });
}

/** Expects the page to be in that language, and its `lang` to match. */
export async function inLanguage(page: Page, tag: Tag, key: string): Promise<void> {
  await expect(page.getByText(text(tag, key), { exact: true }).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', tag);
}

/** The list of languages, whatever the current language is. */
export const languageSwitch = (page: Page): Locator =>
  page.getByRole('combobox', { name: new RegExp(`${text('en', 'language.label')}|${es('language.label')}`) });

/** Matches the file of the Spanish texts. */
export const SPANISH_FILE = /\/locale-es-[0-9a-f]+\.json$/;

/** Replaces the file of the Spanish texts and its digest in the build, so that only the content is invalid. */
export async function buildWithTexts(page: Page, body: string): Promise<void> {
  const built = (name: RegExp) => readdirSync(DIST).find((file) => name.test(`/${file}`)) ?? '';
  const digest = (bytes: string | Buffer) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
  const [app, before] = [/\/app-[0-9a-f]+\.js$/, digest(readFileSync(join(DIST, built(SPANISH_FILE))))];
  const script = readFileSync(join(DIST, built(app)), 'utf8');
  const other = script.replaceAll(before, digest(body));
  expect(other, 'the start script names the digest of the texts').not.toBe(script);
  const html = readFileSync(join(DIST, 'index.html'), 'utf8').replaceAll(digest(script), digest(other));
  await page.route(SPANISH_FILE, (route) => route.fulfill({ contentType: 'application/json', body }));
  await page.route(app, (route) => route.fulfill({ contentType: 'text/javascript', body: other }));
  await page.route(({ pathname }) => pathname === '/', async (route) => {
    const policy = (await route.fetch()).headers()['content-security-policy'];
    await route.fulfill({ contentType: 'text/html; charset=utf-8', headers: policy ? { 'Content-Security-Policy': policy } : {}, body: html });
  });
}
