// A page as a person meets it: elements by role and accessible name, waited for. There are no fixed waits.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

const TIMEOUT_MS = 15_000;
const INTERVAL_MS = 50;

/** Firefox fails the requests that are under way when a page is left. The loader of the lazy chunks writes that to the console. */
export const CUT_BY_LEAVING = /NetworkError when attempting to fetch resource|AbortError/;

/**
 * Repeats a check until it doesn't throw. Its last error is thrown when the time is over.
 * @template T
 * @param {() => Promise<T> | T} check
 * @param {number} timeout
 * @returns {Promise<T>}
 */
export async function eventually(check, timeout = TIMEOUT_MS) {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= end) throw error;
      await setTimeout(INTERVAL_MS);
    }
  }
}

const selector = (role, name) => `::-p-aria([role="${role}"]${name === undefined ? '' : `[name="${name}"]`})`;

export class Tab {
  /** Console errors that this test causes on purpose. */
  expectedErrors;

  /** @param {import('puppeteer-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  /** All visible elements of a role, below an element or on the page. Without a name, of any name. */
  async all(role, name, below = this.page) {
    const found = await below.$$(selector(role, name));
    const visible = await Promise.all(found.map((one) => one.isVisible()));
    return found.filter((_, at) => visible[at]);
  }

  /** The only element of a role and name, once it is visible. */
  one(role, name, below) {
    return eventually(async () => {
      const found = await this.all(role, name, below);
      assert.equal(found.length, 1, `elements of role ${role}, named ${name}`);
      return found[0];
    });
  }

  /** Waits until no element of this role and name is visible. */
  gone(role, name, below) {
    return eventually(async () => assert.equal((await this.all(role, name, below)).length, 0, `${role} ${name} is still there`));
  }

  /** Waits until the text of an element, as it is shown, matches. */
  says(role, name, text, below) {
    return eventually(async () => {
      const said = (await Promise.all((await this.all(role, name, below)).map(shownText))).join('\n');
      if (typeof text === 'string') assert.ok(said.includes(text), `${role} ${name} says "${said}", not "${text}"`);
      else assert.match(said, text, `${role} ${name}`);
    });
  }

  async click(role, name, below) {
    await (await this.one(role, name, below)).asLocator().setTimeout(TIMEOUT_MS).click();
  }

  /** Clicks close to the upper edge of a button: one that moves down while it is pressed gets no click. */
  async clickEdge(name) {
    await (await this.one('button', name)).asLocator().setTimeout(TIMEOUT_MS).click({ offset: { x: 6, y: 2 } });
  }

  /** The only visible field with this label. Dates have no role of their own. */
  field(label) {
    return eventually(async () => {
      const found = await this.page.$$('input, select, textarea');
      const named = await this.page.evaluate(
        (name, ...fields) => fields.map((one) => one.ariaLabel === name || [...one.labels].some((label) => label.innerText.trim() === name)),
        label,
        ...found,
      );
      const fields = found.filter((_, at) => named[at]);
      assert.equal(fields.length, 1, `fields labelled ${label}`);
      return fields[0];
    });
  }

  /** Replaces what is in a text field or a field for a date. */
  async fill(label, value) {
    await (await this.field(label)).asLocator().setTimeout(TIMEOUT_MS).fill(value);
  }

  async choose(label, value) {
    await (await this.field(label)).select(value);
  }

  /** Waits until a field has a value. */
  holds(label, value) {
    return eventually(async () => assert.equal(await (await this.field(label)).evaluate((field) => field.value), value, label));
  }

  /** Waits until a field is marked as wrong, and says so. */
  refuses(label, pattern) {
    return eventually(async () => {
      const said = await (await this.field(label)).evaluate((field) => {
        const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
        return [field.ariaInvalid, ...ids.map((id) => document.getElementById(id)?.innerText)].join(' ');
      });
      assert.match(said, /^true/, `${label} is not marked as wrong`);
      assert.match(said, pattern, label);
    });
  }

  /** Waits until the address of the page matches. */
  at(pattern) {
    return eventually(() => assert.match(this.page.url(), pattern));
  }

  reload() {
    this.expectedErrors ??= CUT_BY_LEAVING;
    return this.page.reload();
  }

  /** Goes back in the history. A step between fragments loads no page, for which puppeteer's `goBack` waits. */
  back() {
    return this.page.evaluate(() => history.back());
  }

  /** Whether an element has the focus. */
  hasFocus(element) {
    return element.evaluate((one) => document.activeElement === one);
  }

  /** The body rows of the list, in order, each with its text. */
  rows() {
    return this.page.$$eval('[data-operation-id]', (all) => all.map((one) => ({ id: one.dataset.operationId, device: one.dataset.deviceId, text: one.innerText })));
  }

  async ids() {
    return (await this.rows()).map((row) => row.id);
  }

  /** Waits until the list shows so many rows. */
  hasRows(count) {
    return eventually(async () => assert.equal((await this.rows()).length, count, 'rows of the list'));
  }
}

/** The text of an element as it is shown. */
export const shownText = (element) => element.evaluate((one) => one.innerText);
