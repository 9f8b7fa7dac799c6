// A translator of the browser replaces the text nodes of a page. The page asks to be left alone; where a translator doesn't obey, the rows
// must still say what they are.
import type { Page } from '@playwright/test';
import { installClock } from '../support/clock';
import { expect, ids, row, rows, test } from '../support/journey';
import { serve } from '../support/reference-api';

const api = serve({ history: 45 });

/** Puts the text of each text node into two new `font` elements, now and whenever text is added, as translators do. */
const translate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const wrap = (text: Text) => {
      if (!text.data.trim() || text.parentElement?.closest('font, script, style')) return;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.append(text.data);
      outer.append(inner);
      text.replaceWith(outer);
    };
    const all = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found = root instanceof Text ? [root] : [];
      while (walker.nextNode()) found.push(walker.currentNode as Text);
      found.forEach(wrap);
    };
    all(document.body);
    new MutationObserver((records) => records.forEach((record) => record.addedNodes.forEach(all))).observe(document.body, { childList: true, subtree: true });
  });

test('translators are asked to leave the page alone', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('translate', 'no');
  await expect(page.locator('html')).toHaveClass(/notranslate/);
});

test('a row says its progress after its text was replaced', async ({ page }) => {
  const [id] = await api.insert({ status: 'in_progress', progress: 13 });
  await installClock(page);
  await page.goto(api.origin);
  await expect(row(page, id)).toContainText('13\u202f%');
  await translate(page);
  await api.change(id, { progress: 71 });
  await page.clock.fastForward(4_000);
  await expect(row(page, id).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '71');
  await expect(row(page, id)).toContainText('71\u202f%');
  await expect(row(page, id)).not.toContainText('13\u202f%');
});

test('rows of another order say their own ids', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page).first()).toBeVisible();
  const before = await ids(page);
  await translate(page);
  await page.getByRole('columnheader', { name: 'Id' }).getByRole('button').click();
  await expect(async () => {
    expect(await ids(page)).not.toEqual(before);
    const shown = await rows(page).evaluateAll((all) => all.map((one) => [one.getAttribute('data-operation-id'), one.querySelector('a')?.textContent ?? '']));
    expect(shown.length).toBeGreaterThan(0);
    for (const [id, text] of shown) expect(text).toBe(id);
  }).toPass();
});
