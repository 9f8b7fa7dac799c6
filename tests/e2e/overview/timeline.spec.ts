// The timeline: bars where the API says that they are, the window in the address, the same by keys, and as a table.
import type { Page } from '@playwright/test';
import { accessible, expect, row, rows, test } from '../support/journey';
import { installClock } from '../support/clock';
import { type Operation, serve } from '../support/reference-api';

const api = serve({ history: 240, fleet: 30 });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KIND = 'overlap_probe';
const text = (ms: number) => new Date(ms).toISOString().replace(/\.\d+/, '');
const canvas = (page: Page) => page.getByRole('application', { name: /^Timeline of/ });
const table = (page: Page) => page.getByRole('table', { name: 'Operations in sight' });

/** The moment in the middle of what the tests look at. */
let middle = 0;
let devices: Operation[] = [];
let first = '';

test.beforeAll(async () => {
  middle = Math.floor((await api.advance(0)) / MINUTE) * MINUTE;
  const [one] = (await api.list('limit=1')).results;
  const other = (await api.all()).find((row) => row.device_id !== one.device_id) as Operation;
  devices = [one, other].sort((a, b) => a.device_name.localeCompare(b.device_name, 'en', { numeric: true }));
  const done = { operation_type: KIND, status: 'completed' };
  [first] = await api.insert({ ...done, device_id: devices[0].device_id, started_at: text(middle - 90 * MINUTE), completed_at: text(middle - 40 * MINUTE) });
  await api.insert({ ...done, status: 'failed', device_id: devices[0].device_id, started_at: text(middle - 60 * MINUTE), completed_at: text(middle - 20 * MINUTE) });
  await api.insert({ ...done, device_id: devices[1].device_id, started_at: text(middle - 30 * MINUTE), completed_at: text(middle - 10 * MINUTE) });
  await api.insert({ operation_type: KIND, status: 'scheduled', device_id: devices[1].device_id, scheduled_at: text(middle + 60 * MINUTE), operation_data: { estimated_duration: '00:30:00' } });
});

test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

const selection = (page: Page) => page.getByRole('region', { name: 'Selection' });

/** Sum of what is drawn in a strip around a bar's upper left corner, where its mark would be. */
const drawn = (page: Page, at: { x: number; y: number }) => canvas(page).evaluate((one, at) => {
  const box = one.getBoundingClientRect();
  const [element, ratio] = [one as HTMLCanvasElement, window.devicePixelRatio];
  const context = element.getContext('2d') as CanvasRenderingContext2D;
  const { data } = context.getImageData((at.x - box.left - 8) * ratio, (at.y - box.top - 16) * ratio, 20 * ratio, 16 * ratio);
  return data.reduce((sum, part, index) => (sum + part * (index % 251)) % 1_000_003, 0);
}, at);

const address = (more = '') => `#/timeline?at=${text(middle)}&zoom=6h&type=${KIND}${more}`;

async function opened(page: Page, hash = address()): Promise<void> {
  await page.goto(`${api.origin}/${hash}`);
  await expect(page.getByText(/ in sight/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('loading the rest')).toHaveCount(0, { timeout: 20_000 });
}

/** Where a moment is on the page, in the lane of a device. */
async function place(page: Page, lane: number, ms: number): Promise<{ x: number; y: number }> {
  const box = (await canvas(page).boundingBox()) as { x: number; y: number; width: number };
  const [names, head, high] = [208, 44, 32];
  const share = (ms - (middle - 3 * HOUR)) / (6 * HOUR);
  return { x: box.x + names + share * (box.width - names), y: box.y + head + lane * high + high / 2 };
}

test('what is in sight is what the API has there, and overlaps are told', async ({ page }) => {
  await opened(page);
  await expect(page).toHaveTitle(/^Timeline/);
  await expect(page.getByText('4 of 4 operations in sight, 2 overlapping, on 2 devices.')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'As a table' }).click();
  await expect(page).toHaveURL(/as=table/);
  await expect(table(page).locator('tbody tr')).toHaveCount(4);
  await expect(table(page).getByText('Overlaps another one')).toHaveCount(2);
  await expect(table(page).locator('tbody tr').first()).toContainText(devices[0].device_name);
  await expect(table(page).locator('tbody tr').last()).toContainText('expected');
  await accessible(page);
  await page.getByRole('button', { name: 'As a table' }).click();
  await expect(canvas(page)).toBeVisible();
});

test('a bar is where its times are: hovering tells of it, a click opens it beside, Escape closes it again', async ({ page }) => {
  await opened(page);
  const bar = await place(page, 0, middle - 80 * MINUTE);
  await page.mouse.move(bar.x, bar.y - 5);
  await expect(page.getByText(KIND, { exact: true })).toBeVisible();
  await expect(page.getByText('Overlaps another operation of this device')).toBeVisible();
  const empty = await place(page, 1, middle + 20 * MINUTE);
  await page.mouse.move(empty.x, empty.y);
  await expect(page.getByText(KIND, { exact: true })).toBeHidden();
  await page.mouse.click(bar.x, bar.y - 5);
  await expect(page).toHaveURL(new RegExp(`#/timeline/${first}/`));
  await expect(page.getByRole('complementary')).toContainText(first);
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect(page).toHaveURL(/#\/timeline\?/);
  await expect(canvas(page)).toBeFocused();
});

test('by keys alone: from bar to bar, open one, move, zoom, back to now', async ({ page }) => {
  await opened(page);
  await canvas(page).focus();
  await page.keyboard.press('j');
  await expect(page.getByText(`${KIND} on ${devices[0].device_name}, Completed`)).toBeAttached();
  await page.keyboard.press('j');
  await expect(page.getByText(`${KIND} on ${devices[0].device_name}, Failed`)).toBeAttached();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toContainText(first);
  await page.keyboard.press('Escape');
  await expect(canvas(page)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(new RegExp(`at=${text(middle + 45 * MINUTE)}`));
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/zoom=3h/);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect(page).toHaveURL(/zoom=12h/);
  await page.keyboard.press('Home');
  await expect(page).toHaveURL(new RegExp(`#/timeline\\?zoom=12h&type=${KIND}$`));
});

test('wheel, drag and buttons move it, and the address follows', async ({ page }) => {
  await opened(page);
  const at = await place(page, 0, middle + 2 * HOUR);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(400, 0);
  await expect(page).not.toHaveURL(new RegExp(text(middle)));
  await opened(page);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x - 100, at.y, { steps: 4 });
  await page.mouse.up();
  await expect(page).not.toHaveURL(new RegExp(text(middle)));
  await expect(page.getByRole('complementary'), 'a drag is no click').toHaveCount(0);
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(page).not.toHaveURL(/at=/);
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page).toHaveURL(/at=/);
  await page.getByLabel('Time in sight').selectOption({ label: '90 days' });
  await expect(page).toHaveURL(/zoom=90d/);
  const all = (await api.all()).length;
  await page.goto(`${api.origin}/#/timeline?zoom=90d`);
  await expect(page.getByText(new RegExp(`of ${all} operations in sight`))).toBeVisible();
  await page.keyboard.down('Control');
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect(page).toHaveURL(/zoom=30d/);
});

test('the list\'s filters go along, and back', async ({ page }) => {
  const failed = (await api.all()).filter((one) => one.status === 'failed').length;
  await page.goto(`${api.origin}/#/operations?status=failed&sort=-started`);
  await expect(rows(page).first()).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/#\/timeline\?status=failed$/);
  await expect(page.getByText(new RegExp(`of ${failed} operations in sight`))).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Status failed', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Remove filter' }).click();
  await expect(page).toHaveURL(/#\/timeline$/);
  await page.goBack();
  await page.getByRole('link', { name: 'Edit filter' }).click();
  await expect(page).toHaveURL(/#\/operations\?status=failed$/);
  await expect(page.getByTestId('count')).toContainText(`${failed} match of`);
});

test('idle devices are below the others, and hidden on request', async ({ page }) => {
  await opened(page, `#/timeline?at=${text(middle)}&zoom=1h`);
  const idle = page.getByRole('switch', { name: 'Hide idle' });
  await expect(idle).not.toBeChecked();
  await idle.click();
  await expect(idle).toBeChecked();
  await expect(page).toHaveURL(/as=active/);
  await accessible(page);
  await page.reload();
  await expect(idle).toBeChecked();
});

test('the time shown can be typed', async ({ page }) => {
  await opened(page, `${address()}&tz=UTC`);
  const [from, to] = [page.getByLabel('From', { exact: true }), page.getByLabel('Until', { exact: true })];
  await expect(from).toHaveValue(text(middle - 3 * HOUR).slice(0, 16));
  await from.fill(text(middle - 95 * MINUTE).slice(0, 16));
  await from.press('Enter');
  await expect(page).toHaveURL(/zoom=275m/);
  await expect(to, 'the other end stays').toHaveValue(text(middle + 3 * HOUR).slice(0, 16));
  await to.fill(text(middle - 15 * MINUTE).slice(0, 16));
  await to.blur();
  await expect(page).toHaveURL(/zoom=80m/);
  await expect(page.getByText('3 of 4 operations in sight, 2 overlapping, on 2 devices.')).toBeVisible();
  await accessible(page);
});

test('the open operation is marked, in the drawing and in the table', async ({ page }) => {
  await opened(page);
  const bar = await place(page, 0, middle - 90 * MINUTE);
  const before = await drawn(page, bar);
  await opened(page, `#/timeline/${first}/${devices[0].device_id}?at=${text(middle)}&zoom=6h&type=${KIND}&as=table`);
  const marked = table(page).locator('tr[aria-current]');
  await expect(marked).toHaveCount(1);
  await expect(marked).toContainText(first);
  await expect(marked).toContainText(devices[0].device_id);
  await page.getByRole('button', { name: 'As a table' }).click();
  await expect(canvas(page)).toBeVisible();
  await expect.poll(async () => drawn(page, await place(page, 0, middle - 90 * MINUTE))).not.toBe(before);
});

test('one transaction is a filter like any other', async ({ page }) => {
  await opened(page, `#/timeline?at=${text(middle)}&id=${first}`);
  await expect(page.getByText('1 of 1 operation in sight, on 1 device.')).toBeVisible();
});

test('what the address says wrongly is shown, and can be removed', async ({ page }) => {
  await page.goto(`${api.origin}/#/timeline?at=soon&zoom=1y&page=2`);
  await expect(page.getByText('page=2, at=soon, zoom=1y')).toBeVisible({ timeout: 20_000 });
  await accessible(page);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page).toHaveURL(/#\/timeline$/);
});

test('nothing in sight, nothing at all: said, with the way on', async ({ page }) => {
  await opened(page, '#/timeline?at=2020-01-01T00:00:00Z');
  await expect(page.getByText('Nothing in this time.')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'To the next one' }).click();
  await expect(page.getByText('Nothing in this time.')).toHaveCount(0);
  await page.goto(`${api.origin}/#/timeline?q=nothing-of-that-kind`);
  await expect(page.getByText('No operation matches')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(canvas(page)).toBeVisible();
});

test('only a part is said to be one', async ({ page }) => {
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 700, times: 40 });
  await page.goto(`${api.origin}/#/timeline`);
  await page.getByRole('button', { name: 'Stop loading' }).click();
  await expect(page.getByText(/^From the newest \d+ of \d+ operations$/)).toBeVisible();
  await api.heal();
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect(page.getByText(/^From the newest/)).toHaveCount(0, { timeout: 20_000 });
});

test('another theme is another drawing', async ({ page }) => {
  await opened(page);
  const light = () => canvas(page).evaluate((one) => {
    const context = (one as HTMLCanvasElement).getContext('2d') as CanvasRenderingContext2D;
    return Array.from(context.getImageData(4, 4, 1, 1).data.slice(0, 3)).reduce((sum, part) => sum + part, 0) > 380;
  });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(light).toBe(true);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(light).toBe(false);
});

test('what is picked is the same in drawing, table and list: by pointer with a key held, by keys, by boxes', async ({ page }) => {
  await opened(page);
  const [left, bar] = [await place(page, 0, middle - 90 * MINUTE), await place(page, 0, middle - 80 * MINUTE)];
  const away = () => page.mouse.move(left.x, left.y - 40);
  await away();
  const plain = await drawn(page, left);
  await expect(selection(page)).toHaveCount(0);
  await page.keyboard.down('ControlOrMeta');
  await page.mouse.click(bar.x, bar.y - 5);
  await page.keyboard.up('ControlOrMeta');
  await expect(selection(page).getByRole('status')).toHaveText('1 selected');
  await expect(page.getByRole('complementary'), 'it opens nothing').toHaveCount(0);
  await expect(page.getByText('Selected', { exact: true }), 'in the legend, and of this bar').toHaveCount(2);
  await away();
  await expect.poll(() => drawn(page, left), 'its mark').not.toBe(plain);
  await accessible(page);
  // By keys the next one, and a range to the last.
  await canvas(page).focus();
  for (const key of ['j', 'j', 'x']) await page.keyboard.press(key);
  await expect(page.getByText(`${KIND} on ${devices[0].device_name}, Failed`)).toContainText(', selected');
  await expect(selection(page).getByRole('status')).toHaveText('2 selected');
  for (const key of ['j', 'j', 'Shift+X']) await page.keyboard.press(key);
  await expect(selection(page).getByRole('status')).toHaveText('4 selected');
  await page.keyboard.press('x');
  await expect(selection(page).getByRole('status')).toHaveText('3 selected');
  // The table says the same, and picks as well.
  await page.getByRole('button', { name: 'As a table' }).click();
  const boxes = table(page).locator('tbody').getByRole('checkbox');
  await expect(boxes).toHaveCount(4);
  expect(await boxes.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked))).toEqual([true, true, true, false]);
  const all = table(page).getByRole('checkbox', { name: 'Select all in sight' });
  await expect(all).toHaveJSProperty('indeterminate', true);
  await boxes.nth(1).focus();
  await page.keyboard.press('Space');
  await expect(boxes.nth(1)).not.toBeChecked();
  await expect(boxes.nth(1), 'the focus stays').toBeFocused();
  await boxes.nth(3).click({ modifiers: ['Shift'] });
  await expect(boxes.nth(3), 'a range from one that was let go lets go').not.toBeChecked();
  await expect(selection(page).getByRole('status')).toHaveText('1 selected');
  await accessible(page);
  // So does the list.
  await selection(page).getByRole('link', { name: 'Go on in the list' }).click();
  await expect(page).toHaveURL(new RegExp(`#/operations\\?type=${KIND}$`));
  await expect(row(page, first).getByRole('checkbox')).toBeChecked();
  await expect(rows(page).getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(selection(page).getByRole('status').first()).toHaveText('1 selected');
  await row(page, first).getByRole('checkbox').uncheck();
  await page.getByRole('checkbox', { name: 'Select these rows' }).check();
  // And back: what is not in sight is counted, and let go with the rest.
  await page.goto(`${api.origin}/#/timeline?at=2020-01-01T00:00:00Z&type=${KIND}`);
  await expect(selection(page).getByRole('status')).toHaveText('4 selected, 0 of them in sight');
  await page.keyboard.press('Escape');
  await expect(selection(page)).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the table picks by finger, and the line that says so stays in sight', async ({ page }) => {
    await opened(page, address('&as=table'));
    const target = table(page).locator('tbody').getByRole('checkbox').first().locator('..');
    const box = (await target.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    await target.tap({ position: { x: 4, y: 4 } });
    await expect(table(page).locator('tbody').getByRole('checkbox').first()).toBeChecked();
    await expect(selection(page).getByRole('status')).toHaveText('1 selected');
    await expect(selection(page)).toBeInViewport({ ratio: 1 });
    await accessible(page);
    await selection(page).getByRole('button', { name: 'Clear selection' }).tap();
    await expect(selection(page)).toHaveCount(0);
  });
});

test('what comes while one looks is drawn', async ({ page }) => {
  await installClock(page);
  await opened(page);
  const [id] = await api.insert({ operation_type: KIND, status: 'completed', device_id: devices[1].device_id, started_at: text(middle - 5 * MINUTE), completed_at: text(middle - 4 * MINUTE) });
  await page.clock.fastForward(20_000);
  await expect(page.getByText(/^5 of 5 operations in sight/)).toBeVisible();
  await page.goto(`${api.origin}/#/operations`);
  await expect(row(page, id)).toBeVisible();
});

test('on paper: the lanes in sight, how many they are of all, and no room for the others', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  await opened(page, `#/timeline?at=${text(middle)}&zoom=7d`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^\d+ of \d+ devices are shown here\.$/)).toBeVisible();
  const spare = await canvas(page).evaluate((one) => {
    const box = one.parentElement as HTMLElement;
    return box.scrollHeight - one.getBoundingClientRect().height;
  });
  expect(spare).toBeLessThan(4);
});

test('with forced colours the drawing has the colours of the system, and follows them', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await opened(page);
  const colours = () => canvas(page).evaluate((one) => {
    const element = one as HTMLCanvasElement;
    const { data } = (element.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, element.width, element.height);
    const found = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      const colour = data.slice(at, at + 3).join();
      found.set(colour, (found.get(colour) ?? 0) + 1);
    }
    const [ground] = [...found].sort((a, b) => b[1] - a[1])[0];
    return { ground, others: [...found.values()].filter((count) => count > 20).length - 1 };
  });
  await expect.poll(async () => (await colours()).others).toBeGreaterThan(2);
  const before = (await colours()).ground;
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await expect.poll(async () => (await colours()).ground).not.toBe(before);
  await expect.poll(async () => (await colours()).others).toBeGreaterThan(2);
});
