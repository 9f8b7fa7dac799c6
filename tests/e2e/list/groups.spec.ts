// Groups of devices: set up for everybody, kept from picked rows or a pattern, asked by panel, query and address.
import type { Page } from '@playwright/test';
import { accessible, expect, rows, statusLine, test } from '../support/journey';
import { type Operation, serve } from '../support/reference-api';

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

const heading = (page: Page) => page.getByRole('table', { name: 'Operations' }).getByRole('columnheader', { name: 'Group', exact: true });

/** What stands under "Group", with the device of its row, by what the screen reader is told. */
async function column(page: Page): Promise<[string, string][]> {
  const at = await page.getByRole('columnheader').evaluateAll((all) => all.findIndex((one) => one.textContent === 'Group'));
  return rows(page).evaluateAll((all, at) => all.map((row) => {
    const cells = [...row.querySelectorAll('[role=cell]')].filter((cell) => !(cell as HTMLElement).hidden);
    return [row.getAttribute('data-device-id') ?? '', cells[at].textContent ?? ''] as [string, string];
  }), at);
}

const given = (device: string) => (/^DEV-00.$/.test(device) ? 'First ten' : /^DEV-01[12]$/.test(device) ? 'Two' : '');

test('a column says the groups of each device, and follows as they change', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?per=100`);
  await expect(rows(page)).toHaveCount(100);
  await expect(heading(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  const view = page.getByRole('dialog', { name: 'View' });
  await view.getByRole('checkbox', { name: 'Group' }).check();
  await expect(page).toHaveURL(/columns=id,type,device,group,status,progress,scheduled,started,completed,updated/);
  await expect(heading(page)).toBeVisible();
  await expect(heading(page).getByRole('button'), 'it has no order').toHaveCount(0);
  await view.getByLabel('Name of this view').fill('Grouped');
  await page.keyboard.press('Enter');
  await expect(view.getByRole('button', { name: 'Grouped', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await column(page)).filter(([device, said]) => said !== given(device))).toEqual([]);
  expect((await column(page)).filter(([, said]) => said !== '').length, 'some are in a group').toBeGreaterThan(0);
  await accessible(page);
  // A group that is made of a row stands in it at once, and in all others of its device.
  await rows(page).first().getByRole('checkbox').check();
  const [[device]] = await column(page);
  const bar = page.getByRole('region', { name: 'Selection' });
  await bar.getByRole('button', { name: 'Save as a group' }).click();
  await bar.getByLabel('Name of the group').fill('Mine');
  await page.keyboard.press('Enter');
  const both = (of: string) => [of === device ? 'Mine' : '', given(of)].filter(Boolean).join(', ');
  await expect.poll(async () => (await column(page)).filter(([of, said]) => said !== both(of))).toEqual([]);
  await page.goto(`${api.origin}/#/operations?sort=-group`);
  await expect(page.getByText('sort=-group')).toBeVisible();
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await view.getByRole('button', { name: 'Grouped', exact: true }).click();
  await expect(heading(page)).toBeVisible();
  await expect.poll(async () => (await column(page)).filter(([of, said]) => said !== both(of))).toEqual([]);
});

test('groups with hostile names and patterns break no row', async ({ page }) => {
  const hostile = [
    { name: '<img src=x onerror=alert(1)>', pattern: '*' },
    { name: 'a'.repeat(60), pattern: '*'.repeat(500) + 'DEV*' },
    { name: '\u202Eright to left', pattern: '*?*?*?*?*' },
    { name: 'מעבדה', ids: ['DEV-001', '__proto__', ''] },
    { name: '{{7*7}}, x', pattern: '(DEV|[' },
  ];
  await page.addInitScript((text) => localStorage.setItem('headless-ops.groups', text), JSON.stringify(hostile));
  await page.goto(`${api.origin}/#/operations?columns=id,device,group`);
  await expect(rows(page)).toHaveCount(20);
  const always = `<img src=x onerror=alert(1)>, ${'a'.repeat(60)}, right to left`;
  await expect.poll(async () => (await column(page)).every(([, said]) => said.startsWith(always))).toBe(true);
  const said = await column(page);
  for (const [device, words] of said) {
    expect(words).toBe([always, device === 'DEV-001' ? '\u2068מעבדה\u2069' : '', given(device)].filter(Boolean).join(', '));
  }
  expect(await rows(page).evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height))).toEqual(Array(20).fill(40));
  // What doesn't fit is said in full where the pointer is.
  const cell = rows(page).first().getByRole('cell').filter({ hasText: 'onerror' });
  await cell.hover();
  await expect(cell).toHaveAttribute('title', said[0][1]);
  await accessible(page);
});
