// Groups of devices: set up for everybody, kept from picked rows or a pattern, asked by panel, query and address.
import type { Page } from '@playwright/test';
import { accessible, expect, rows, statusLine, test } from './support/journey';
import { type Operation, serve } from './support/reference-api';

const GIVEN = [{ name: 'First ten', pattern: 'DEV-00?' }, { name: 'Two', ids: ['DEV-011', 'DEV-012'] }, { name: 'Broken' }];
const api = serve({ history: 230, fleet: 30, config: { apiBaseUrl: '/api/v1', token: 'demo-token-full-4711', timeZone: 'Europe/Berlin', deviceGroups: GIVEN } });
let all: Operation[] = [];

test.beforeAll(async () => {
  all = await api.all();
});

const of = (test: (device: string) => boolean) => all.filter((one) => test(one.device_id)).length;
const panel = (page: Page) => page.getByRole('dialog', { name: 'Filters' });

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Filters/ }).click();
  await expect(panel(page).getByLabel('Group', { exact: true })).toBeVisible();
}

test('a group of config.json by pattern and by ids, in the panel and the address', async ({ page }) => {
  await page.goto(api.origin);
  await open(page);
  await expect(panel(page).getByText('Some groups could not be read, and were left out.')).toBeVisible();
  await panel(page).getByLabel('Group', { exact: true }).selectOption('First ten');
  await expect(page).toHaveURL(/group=First%20ten/);
  await expect(statusLine(page)).toContainText(`of ${of((device) => /^DEV-00.$/.test(device))}`);
  // Beside another pattern both must fit.
  await panel(page).getByLabel('Device', { exact: true }).fill('DEV-*7');
  await page.keyboard.press('Enter');
  await expect(statusLine(page)).toContainText(`of ${of((device) => device === 'DEV-007')}`);
  await accessible(page);
  await page.goto(`${api.origin}/#/operations?group=Two`);
  await expect(statusLine(page)).toContainText(`of ${of((device) => device === 'DEV-011' || device === 'DEV-012')}`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Remove filter ?Group: ?Two$/ }).click();
  await expect(statusLine(page)).toContainText(`of ${all.length}`);
});

test('a pattern is kept as a group, and deleted', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?device=DEV-02*`);
  const count = of((device) => device.startsWith('DEV-02'));
  await expect(statusLine(page)).toContainText(`of ${count}`);
  await open(page);
  await panel(page).getByLabel('Name of the group').fill('Twenties');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/operations\?group=Twenties$/);
  await expect(statusLine(page)).toContainText(`of ${count}`);
  await page.reload();
  await expect(statusLine(page)).toContainText(`of ${count}`);
  await open(page);
  await expect(panel(page).getByLabel('Group', { exact: true })).toHaveValue('Twenties');
  await panel(page).getByRole('button', { name: 'Delete this group' }).click();
  await expect(page).not.toHaveURL(/group=/);
  await expect(panel(page).getByLabel('Group', { exact: true }).getByRole('option', { name: 'Twenties' })).toHaveCount(0);
});

test('picked rows become a group, which a query asks for', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?device=DEV-013`);
  await expect(rows(page).first()).toBeVisible();
  await rows(page).first().getByRole('checkbox').check();
  const bar = page.getByRole('region', { name: 'Selection' });
  await bar.getByRole('button', { name: 'Save as a group' }).click();
  await bar.getByLabel('Name of the group').fill('Lab, upstairs');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Group “Lab, upstairs” is kept in this browser.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await page.getByRole('button', { name: 'Type a query' }).click();
  await page.getByRole('combobox', { name: 'Query' }).fill('group:"Lab, upstairs"');
  await expect(page).toHaveURL(/group=Lab,%20upstairs/);
  await expect(statusLine(page)).toContainText(`of ${of((device) => device === 'DEV-013')}`);
});

test('a group that nobody knows here matches nothing, and says so', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?group=Elsewhere`);
  await expect(page.getByText('No operation matches')).toBeVisible();
  await expect(page.getByRole('button', { name: /Group: ?Elsewhere \(not known here\)/ })).toBeVisible();
});
