// An answer that never came: the app searches for the operation before it offers to send again.
import { installClock, untilVisible } from '../support/clock';
import { accessible, expect, failed, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { ScheduleForm } from '../support/schedule-form';
import type { Page } from '@playwright/test';

const api = serve({ history: 30 });

test.use({ expectedErrors: failed('(409|500|502|504|ERR_)') });
test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

async function ready(page: Page, device: string): Promise<ScheduleForm> {
  await installClock(page);
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware(device);
  await schedule.toReview();
  return schedule;
}

const made = async (device: string) =>
  (await api.all()).filter((one) => one.device_id === device && one.scheduled_at === '2031-03-04T02:00:00Z');

/** How often the page itself sends a POST. */
function posts(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') count += 1;
  });
  return () => count;
}

const AT_THE_NEW_ONE = /#\/operations\/\d+/;

test('lost after it was made: the app finds it, and sends nothing again', async ({ page }) => {
  const sent = posts(page);
  const schedule = await ready(page, 'DEV-001');
  await api.fail({ match: 'POST', drop: 'midway' });
  await schedule.send.click();
  await expect(page).toHaveURL(AT_THE_NEW_ONE, { timeout: 15_000 });
  const operations = await made('DEV-001');
  expect(operations.length).toBe(1);
  expect(page.url()).toContain(operations[0].id);
  expect(sent()).toBe(1);
});

test('a connection that closes without a word, and Chromium that repeats by itself: one operation, and the app finds it', async ({ page }) => {
  const sent = posts(page);
  const schedule = await ready(page, 'DEV-010');
  await api.fail({ match: 'POST', drop: 'after' });
  await schedule.send.click();
  await expect(page).toHaveURL(AT_THE_NEW_ONE, { timeout: 15_000 });
  expect((await made('DEV-010')).length).toBe(1);
  expect(sent()).toBe(1);
});

for (const [what, device, fault] of [
  ['no connection holds', 'DEV-002', { drop: 'before', times: 50 }],
  ['the gateway gives up', 'DEV-008', { status: 504, body: '<html><title>504 Gateway Time-out</title></html>', content_type: 'text/html' }],
] as const) {
  test(`lost before it was made (${what}): it is not in the list, and only the person sends again`, async ({ page }) => {
    const sent = posts(page);
    const schedule = await ready(page, device);
    await api.fail({ match: 'POST', ...fault });
    await schedule.send.click();
    await expect(page.getByRole('heading', { name: 'Searching for the operation' })).toBeVisible();
    await accessible(page);
    const again = page.getByRole('button', { name: 'Send again' });
    await untilVisible(page, again);
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Not in the list' })).toBeVisible();
    await accessible(page);
    expect(sent()).toBe(1);
    expect(await made(device)).toEqual([]);
    await api.heal();
    await again.click();
    await expect(page).toHaveURL(AT_THE_NEW_ONE);
    expect((await made(device)).length).toBe(1);
    expect(sent()).toBe(2);
  });
}

test('a time-out: the app searches, and only then offers to send again', async ({ page }) => {
  const sent = posts(page);
  const schedule = await ready(page, 'DEV-003');
  await api.fail({ match: 'POST', delay_ms: 20_000 });
  const post = page.waitForRequest((request) => request.method() === 'POST');
  await schedule.send.click();
  await expect(page.getByText('Sending; please wait')).toBeVisible();
  await post;
  await page.clock.fastForward(31_000);
  await expect(page.getByRole('heading', { name: 'Searching for the operation' })).toBeVisible();
  await untilVisible(page, page.getByRole('button', { name: 'Send again' }));
  expect(sent()).toBe(1);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page).toHaveURL(AT_THE_NEW_ONE);
  expect((await made('DEV-003')).length).toBe(1);
});

test('the list can\'t be read, before and after: "Outcome unknown", and no way to send blindly; the person says which one it is', async ({ page }) => {
  const sent = posts(page);
  const schedule = await ready(page, 'DEV-004');
  await api.fail({ match: 'POST', drop: 'midway' }, { match: 'GET', path: 'headless', status: 500, times: 1_000 });
  await schedule.send.click();
  await untilVisible(page, page.getByText('Outcome unknown'));
  await expect(page.getByRole('button', { name: /^Send/ })).toHaveCount(0);
  await accessible(page);
  await api.heal();
  await page.getByRole('button', { name: 'Search again' }).click();
  const [operation] = await made('DEV-004');
  const it = page.getByRole('button', { name: `It is ${operation.id}` });
  await untilVisible(page, it);
  await expect(page.getByRole('button', { name: /^Send/ })).toHaveCount(0);
  await accessible(page);
  await it.click();
  await expect(page).toHaveURL(AT_THE_NEW_ONE);
  expect(page.url()).toContain(operation.id);
  expect((await made('DEV-004')).length).toBe(1);
  expect(sent()).toBe(1);
});

test('a reload while the answer is awaited: what was under way is remembered and searched for, not sent', async ({ page }) => {
  const sent = posts(page);
  const schedule = await ready(page, 'DEV-005');
  await api.fail({ match: 'POST', delay_ms: 20_000 });
  const post = page.waitForRequest((request) => request.method() === 'POST');
  await schedule.send.click();
  await expect(page.getByText('Sending; please wait')).toBeVisible();
  await post;
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Searching for the operation' })).toBeVisible();
  await untilVisible(page, page.getByRole('button', { name: 'Send again' }));
  await accessible(page);
  expect(sent()).toBe(1);
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await expect(schedule.form.getByRole('button', { name: 'Remove DEV-005' })).toBeVisible();
  await expect(schedule.form.getByLabel('Firmware version')).toHaveValue('2.5.0');
});

test('a server killed at that moment and started again: offered again, never made twice', async ({ page }) => {
  const schedule = await ready(page, 'DEV-006');
  await api.fail({ match: 'POST', delay_ms: 20_000 });
  const post = page.waitForRequest((request) => request.method() === 'POST');
  await schedule.send.click();
  await expect(page.getByText('Sending; please wait')).toBeVisible();
  await post;
  await api.kill();
  // Not before: Chromium repeats the request by itself, and a server that is back already would just make it.
  await expect(page.getByRole('heading', { name: 'Searching for the operation' })).toBeVisible();
  await api.start();
  const again = page.getByRole('button', { name: 'Send again' });
  await untilVisible(page, again);
  expect(await made('DEV-006')).toEqual([]);
  await again.click();
  await expect(page).toHaveURL(AT_THE_NEW_ONE);
  expect((await made('DEV-006')).length).toBe(1);
});

test('an answer 201 that nobody can read is found in the list', async ({ page }) => {
  const sent = posts(page);
  const schedule = await ready(page, 'DEV-007');
  await api.fail({ match: 'POST', truncate: true });
  await schedule.send.click();
  await expect(page).toHaveURL(AT_THE_NEW_ONE, { timeout: 15_000 });
  expect((await made('DEV-007')).length).toBe(1);
  expect(sent()).toBe(1);
});
