// How the table looks, and views that are kept: columns and density in the address, names in the browser.
import type { Page } from '@playwright/test';
import { accessible, expect, rows, statusLine, test } from '../support/journey';
import { serve } from '../support/reference-api';

const SHARED = [{ name: 'Everybody’s failures', address: '?status=failed' }, { name: 'Broken', address: '?colour=red' }];
const api = serve({ history: 130, fleet: 20, config: { apiBaseUrl: '/api/v1', token: 'demo-token-full-4711', timeZone: 'Europe/Berlin', views: SHARED } });

const panel = (page: Page) => page.getByRole('dialog', { name: 'View' });
const views = (page: Page) => panel(page).getByRole('region', { name: 'Saved views' });
const heading = (page: Page, name: string) => page.getByRole('table', { name: 'Operations' }).getByRole('columnheader', { name, exact: true });

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await expect(panel(page).getByRole('group', { name: 'Columns' })).toBeVisible();
}

test('columns are chosen, stand in the address, and can be put back', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await expect(heading(page, 'Serial')).toHaveCount(0);
  await open(page);
  const reset = panel(page).getByRole('button', { name: 'Reset columns and density' });
  await expect(reset).toBeDisabled();
  for (const name of ['Serial', 'Priority', 'Created', 'Duration']) await panel(page).getByRole('checkbox', { name }).check();
  await panel(page).getByRole('checkbox', { name: 'Started' }).uncheck();
  await expect(page).toHaveURL(/columns=id,type,device,serial,status,progress,priority,scheduled,completed,created,updated,duration/);
  await expect(heading(page, 'Duration')).toBeVisible();
  await expect(heading(page, 'Started')).toHaveCount(0);
  await accessible(page);
  // Each cell stands below its heading, also in a table that is wider than the page.
  for (const name of ['Serial', 'Created', 'Updated']) {
    const at = await page.getByRole('columnheader').evaluateAll((all, name) => all.findIndex((one) => one.textContent === name), name);
    const [head, cell] = await Promise.all([heading(page, name).boundingBox(), rows(page).first().getByRole('cell').nth(at).boundingBox()]);
    expect(cell!.x, name).toBe(head!.x);
    expect(cell!.width, name).toBe(head!.width);
  }
  await page.keyboard.press('Escape');
  await heading(page, 'Serial').getByRole('button').click();
  await expect(page).toHaveURL(/sort=serial/);
  const serials = await rows(page).evaluateAll((all) => all.map((one) => one.querySelector('.cell-serial')?.textContent ?? ''));
  expect(serials).toEqual([...serials].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  await page.reload();
  await expect(heading(page, 'Duration')).toBeVisible();
  await open(page);
  await reset.click();
  await expect(heading(page, 'Started')).toBeVisible();
  await expect(heading(page, 'Serial')).toHaveCount(0);
  expect(page.url()).not.toContain('columns=');
});

test('rows stand closer together, and what was at the top stays there', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?per=all`);
  await expect(rows(page).first()).toBeVisible();
  const region = page.getByRole('region', { name: 'Table of operations' });
  await expect(page.getByText(/^\d+ of \d+ loaded/).or(page.getByTestId('loaded'))).toBeVisible();
  await expect(statusLine(page)).toContainText('of 1');
  await region.evaluate((box) => box.scrollTo(0, 40 * 50));
  const height = () => rows(page).first().evaluate((row) => row.getBoundingClientRect().height);
  const top = () =>
    rows(page).evaluateAll((all) => {
      const edge = document.querySelector('.ops-table thead')!.getBoundingClientRect().bottom;
      return all.find((row) => row.getBoundingClientRect().bottom > edge + 2)?.getAttribute('aria-rowindex');
    });
  expect(await height()).toBe(40);
  const before = Number(await top());
  await open(page);
  await panel(page).getByRole('radio', { name: 'Compact' }).check({ force: true });
  await expect(page).toHaveURL(/density=compact/);
  await expect.poll(height).toBe(32);
  await expect.poll(async () => Math.abs(Number(await top()) - before)).toBeLessThanOrEqual(1);
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(height).toBe(32);
});

test('a view is kept under a name, applied, renamed, deleted', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?status=completed&columns=id,status&density=compact&page=2`);
  await expect(rows(page).first()).toBeVisible();
  await open(page);
  await expect(views(page).getByText('Some views of config.json could not be read')).toBeVisible();
  await views(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(views(page).getByText('A view needs a name.')).toBeVisible();
  await views(page).getByLabel('Name of this view').fill('Done <b>& narrow</b>');
  await page.keyboard.press('Enter');
  const mine = views(page).getByRole('button', { name: 'Done <b>& narrow</b>', exact: true });
  await expect(mine).toHaveAttribute('aria-current', 'true');
  await views(page).getByRole('button', { name: 'Everybody’s failures', exact: true }).click();
  await expect(panel(page)).toBeHidden();
  await expect(page).toHaveURL(/#\/operations\?status=failed$/);
  await page.reload();
  await open(page);
  await mine.click();
  await expect(page).toHaveURL(/#\/operations\?status=completed&columns=id,status&density=compact$/);
  await open(page);
  await views(page).getByRole('button', { name: /^Rename/ }).click();
  await expect(views(page).getByLabel('New name')).toBeFocused();
  await page.keyboard.type('Done');
  await page.keyboard.press('Enter');
  await expect(views(page).getByRole('button', { name: 'Done', exact: true })).toBeVisible();
  await accessible(page);
  await views(page).getByRole('button', { name: 'Delete Done' }).click();
  await expect(views(page).getByRole('button', { name: 'Done', exact: true })).toHaveCount(0);
  await page.reload();
  await open(page);
  await expect(views(page).getByRole('button', { name: /^Delete/ })).toHaveCount(0);
});

test('a link to the view leads others to it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${api.origin}/#/operations?status=failed&page=1&density=compact`);
  await open(page);
  await panel(page).getByRole('button', { name: 'Copy link to this view' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${api.origin}/#/operations?status=failed&density=compact`);
});

for (const [what, text] of [['no JSON', '{"name'], ['other JSON', '{"a":1}'], ['hostile views', '[{"name":"<img src=x onerror=alert(1)>","address":"javascript:alert(1)"},{"name":7},null]']] as const) {
  test(`what the browser kept is ${what}: said, and nothing breaks`, async ({ page }) => {
    await page.addInitScript((text) => localStorage.setItem('headless-ops.views', text), text);
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await open(page);
    await expect(views(page).getByText('Some views that were kept could not be read, and were left out.')).toBeVisible();
    await expect(panel(page).getByRole('group', { name: 'Columns' })).toBeVisible();
  });
}

test('views saved in two tabs are both kept', async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(api.origin);
    await expect(rows(tab)).toHaveCount(20);
    await open(tab);
  }
  const save = async (tab: Page, name: string) => {
    await views(tab).getByLabel('Name of this view').fill(name);
    await views(tab).getByRole('button', { name: 'Save', exact: true }).click();
  };
  await save(other, 'Night');
  // The tab that did not save it shows it, too.
  await expect(views(page).getByRole('button', { name: 'Night', exact: true })).toBeVisible();
  await save(page, 'Day');
  for (const tab of [page, other]) {
    for (const name of ['Night', 'Day']) await expect(views(tab).getByRole('button', { name, exact: true })).toBeVisible();
  }
  await other.close();
});
