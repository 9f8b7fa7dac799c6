// What the page says of an answer to a POST is true: held against the operations that the server made.
import { accessible, expect, failed, row, test } from '../support/journey';
import { RESOURCE, serve, TOKEN } from '../support/reference-api';
import { expectAt } from '../support/schedule-form';
import { expectTrue, Submission } from '../support/submission';
import { type Answer, type PostBehaviour, serveUnreliable } from '../support/unreliable-api';
import type { Page } from '@playwright/test';

const site = serve({ history: 0 });
const api = serveUnreliable(site);

test.use({ expectedErrors: failed('(301|302|303|307|308|401|404|409|429|504|ERR_)') });

const banner = (page: Page, title: string) => page.getByRole('main').getByRole('status').filter({ hasText: title });
const draftStays = async ({ form }: Submission, ...devices: string[]) => {
  await expect(form.type).toHaveValue('firmware_update');
  for (const id of devices) await expect(form.chips.getByRole('button', { name: `Remove ${id}` })).toBeVisible();
  await expect(form.chips.getByRole('button', { name: /^Remove DEV/ })).toHaveCount(devices.length);
  await expect(form.form.getByLabel('Firmware version')).toHaveValue('2.5.0');
};

test('201 with the operation: scheduled, with one POST', async ({ page }) => {
  const submission = await Submission.review(page, api);
  await submission.send();
  const claim = await submission.settled();
  expect(claim.said).toBe('scheduled');
  expectTrue(claim, api);
  expect(api.posts.length).toBe(1);
  await expect(row(page, claim.ids[0])).toBeVisible();
});

test.describe('a redirect', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    test(`${status} to the list makes nothing: "Not in the list", the draft stays, and it can be sent again`, async ({ page }) => {
      const submission = await Submission.review(page, api);
      api.plan({ makes: 'never', answer: { status, headers: { Location: RESOURCE } } });
      await submission.send();
      await expect(page.getByRole('heading', { name: 'Searching for the operation' })).toBeVisible();
      const claim = await submission.settled();
      expect(claim.said).toBe('not in the list');
      expectTrue(claim, api);
      await expect(page.getByRole('main')).toContainText('The API redirects to another address.');
      await submission.press('Back to the form');
      await draftStays(submission, 'DEV-101');
      await submission.form.toReview();
      await submission.send();
      const again = await submission.settled();
      expect(again.said).toBe('scheduled');
      expectTrue(again, api);
      expect(api.posts.length, 'no redirect is followed').toBe(2);
    });
  }

  test('302 to a page that does not exist, after the operation was made: it is found', async ({ page }) => {
    const submission = await Submission.review(page, api);
    api.plan({ answer: { status: 302, headers: { Location: '/api/v1/nothing/' } } });
    await submission.send();
    const claim = await submission.settled();
    expect(claim.said).toBe('scheduled');
    expectTrue(claim, api);
  });

  test('of the base URL to another origin: connecting names the address, and does not blame the token', async ({ page }) => {
    api.begin({ configHasToken: false });
    await page.goto(api.origin);
    await connect(page, `${api.origin}/moved-away/api/v1`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(`The API redirects to ${api.acrossOrigin}/api/v1.`);
    await expect(alert).toContainText("the token isn't passed on to another host");
    await expect(alert).not.toContainText("doesn't accept the token");
    await accessible(page);
    await connect(page, `${api.acrossOrigin}/api/v1`);
    await expect(page.getByRole('table', { name: 'Operations' })).toBeVisible();
  });

  test('of the base URL on the same origin: connecting names the address', async ({ page }) => {
    api.begin({ configHasToken: false });
    await page.goto(api.origin);
    await connect(page, '/moved/api/v1');
    await expect(page.getByRole('alert')).toContainText(`The API redirects to ${api.base}.`);
    await connect(page, api.base);
    await expect(page.getByRole('table', { name: 'Operations' })).toBeVisible();
  });
});

async function connect(page: Page, base: string): Promise<void> {
  await page.getByLabel('API base URL').fill(base);
  await page.getByLabel('API token').fill(TOKEN);
  await page.getByRole('button', { name: 'Connect' }).click();
}

test.describe('a good status that proves nothing', () => {
  const refusals: [string, Answer, string][] = [
    ['200 with success false', { status: 200, body: { success: false, error: 'Device is locked.' } }, 'Device is locked.'],
    ['201 with the id null and the status "rejected"', { status: 201, body: { id: null, status: 'rejected', message: 'Quota is used up.' } }, 'Quota is used up.'],
  ];
  for (const [what, said, words] of refusals) {
    test(`${what}: rejected in the server's words, and the draft stays`, async ({ page }) => {
      const submission = await Submission.review(page, api);
      api.plan({ makes: 'never', answer: said });
      await submission.send();
      const claim = await submission.settled();
      expect(claim.said).toBe('rejected');
      expectTrue(claim, api);
      await expect(submission.form.summary).toContainText(words);
      await draftStays(submission, 'DEV-101');
    });
  }

  const unproven: [string, Answer, string][] = [
    ['200 with a detail', { status: 200, body: { detail: 'Nothing was scheduled.' } }, 'Nothing was scheduled.'],
    ['200 with an empty object', { status: 200, body: {} }, 'named no operation'],
    ['200 with a list of another operation', { status: 200, body: [{ id: '1', device_id: 'X', operation_type: 'config_sync' }] }, 'another type'],
    ['202 without a body', { status: 202 }, 'without saying what it created'],
    ['201 with an operation on another device', { status: 201, body: { id: '99001', target_devices: [{ device_id: 'DEV-007' }] } }, 'on other devices'],
    ['200 with the page of a sign-in', { status: 200, body: '<html><title>Sign in</title></html>', headers: { 'Content-Type': 'text/html' } }, 'not as expected'],
  ];
  for (const [what, said, words] of unproven) {
    test(`${what}, and nothing made: "Not in the list" after a search, and why`, async ({ page }) => {
      const submission = await Submission.review(page, api);
      api.plan({ makes: 'never', answer: said });
      await submission.send();
      await expect(page.getByRole('heading', { name: 'Searching for the operation' })).toBeVisible();
      const claim = await submission.settled();
      expect(claim.said).toBe('not in the list');
      expectTrue(claim, api);
      await expect(page.getByRole('main')).toContainText(words);
      await submission.press('Back to the form');
      await draftStays(submission, 'DEV-101');
    });

    test(`${what}, and the operation made: it is found`, async ({ page }) => {
      const submission = await Submission.review(page, api);
      api.plan({ answer: said });
      await submission.send();
      const claim = await submission.settled();
      expect(claim.said).toBe('scheduled');
      expectTrue(claim, api);
    });
  }

  test('202 without a body: nothing is called absent before a minute has passed', async ({ page }) => {
    const submission = await Submission.review(page, api);
    api.plan({ makes: 'later', answer: { status: 202 } });
    await submission.send();
    const claim = await submission.settled((seconds) => {
      if (seconds >= 45) api.carryOutLate();
    });
    expect(claim.said).toBe('scheduled');
    expectTrue(claim, api);
  });

  for (const order of ['newest first', 'oldest first'] as const) {
    test(`201 with an operation that existed before (${order}): nothing is claimed to be scheduled`, async ({ page }) => {
      const submission = await Submission.review(page, api, { order });
      const id = api.insert({ operation_type: 'firmware_update', device_ids: ['DEV-101'], scheduled_at: '2031-03-04T02:00:00Z' });
      api.plan({ makes: 'never', answer: { status: 201, body: { id, operation_type: 'firmware_update', scheduled_at: '2031-03-04T02:00:00Z' } } });
      await submission.send();
      const claim = await submission.settled();
      expect(claim.said).toBe('not in the list');
      expectTrue(claim, api);
      await expect(page.getByRole('main')).toContainText('which existed before');
    });
  }
});

test('207 for one of two devices: "Scheduled on some devices", the other and why, and the form keeps it', async ({ page }) => {
  const submission = await Submission.review(page, api, { intent: { devices: ['DEV-101', 'DEV-102'] } });
  api.plan({
    tidy: () => ({ device_id: 'DEV-101' }),
    answer: (made) => ({ status: 207, body: { id: made?.id, created: ['DEV-101'], errors: [{ device_id: 'DEV-102', detail: 'offline' }] } }),
  });
  await submission.send();
  const claim = await submission.settled();
  expect(claim).toEqual({ said: 'scheduled on some devices', ids: [api.made[0].id] });
  await expect(page.getByRole('heading', { name: 'Scheduled on some devices' })).toBeFocused();
  await expect(page.getByRole('main')).toContainText('DEV-102: offline');
  await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
  await accessible(page);
  await submission.press('Back to the form');
  await draftStays(submission, 'DEV-102');
});

test.describe('429', () => {
  test('nothing was made: it says so, counts down, and sends nothing within the wait', async ({ page }) => {
    const submission = await Submission.review(page, api);
    api.plan({ makes: 'never', answer: { status: 429, headers: { 'Retry-After': '40' }, body: { detail: 'Too many calls.' } } });
    await submission.send();
    const claim = await submission.settled();
    expect(claim.said).toBe('failed');
    expectTrue(claim, api);
    await expect(page.getByRole('main')).toContainText('nothing was created. Too many calls.');
    await expect(page.getByRole('main')).not.toContainText('asked again');
    const again = page.getByRole('button', { name: 'Send again' });
    const timer = page.getByRole('timer');
    await expect(timer).toHaveText(/^You can send it again in (40|3\d) s\.$/);
    await expect(again).toHaveAttribute('aria-disabled', 'true');
    await again.click({ force: true });
    await page.clock.fastForward(20_000);
    await expect(timer).toHaveText(/^You can send it again in (20|1?\d) s\.$/);
    await again.click({ force: true });
    await page.clock.fastForward(21_000);
    await expect(timer).toHaveCount(0);
    await expect(again).not.toHaveAttribute('aria-disabled');
    await accessible(page);
    expect(api.posts.length).toBe(1);
    await again.click();
    await submission.reached(2);
    const second = await submission.settled();
    expect(second.said).toBe('scheduled');
    expectTrue(second, api);
  });

  test('for the second of three requests: the first stays, the rest goes after the wait, each once', async ({ page }) => {
    const devices = ['DEV-101', 'DEV-102', 'DEV-103'];
    const submission = await Submission.review(page, api, { revision: 'previous', intent: { devices } });
    api.plan({}, { makes: 'never', answer: { status: 429, headers: { 'Retry-After': '40' }, body: { detail: 'Too many calls.' } } });
    await submission.form.send.click();
    await submission.reached(2);
    await expect(page.getByRole('heading', { name: '1 of 3 requests are scheduled' })).toBeVisible();
    await expect(page.getByRole('timer')).toHaveText(/^You can send it again in (40|3\d) s\.$/);
    await accessible(page);
    expect(submission.made).toBe(1);
    await page.clock.fastForward(41_000);
    await submission.press('Send the rest');
    await expect(page.getByRole('heading', { name: 'All 3 requests are scheduled' })).toBeVisible();
    expect(api.made.map((one) => one.rows[0].device_id).sort()).toEqual(devices);
    expect(api.posts.length).toBe(4);
  });
});

test.describe('409 where an identical operation existed before', () => {
  const identical = { operation_type: 'firmware_update', device_ids: ['DEV-101'], scheduled_at: '2031-03-04T02:00:00Z', operation_data: { firmware_version: '2.5.0' } };
  for (const across of [false, true]) {
    for (const order of ['newest first', 'oldest first'] as const) {
      for (const rows of [300, 3_000]) {
        test(`${across ? 'across origins, Date hidden' : 'same origin'}, ${order}, ${rows} rows: rejected at "Devices"`, async ({ page }) => {
          const submission = await Submission.review(page, api, { across, order, rows, exposesHeaders: !across, refusesDuplicates: true });
          api.insert(identical);
          await submission.send();
          const claim = await submission.settled();
          expect(claim.said).toBe('rejected');
          expectTrue(claim, api);
          await expectAt(submission.form.devices, /conflict/i);
          await draftStays(submission, 'DEV-101');
          expect(api.posts.length).toBe(1);
        });
      }
    }
  }

  test('in the middle of 3,000 rows, and made long ago: rejected, too', async ({ page }) => {
    const submission = await Submission.review(page, api, { rows: 3_000, refusesDuplicates: true });
    api.insert(identical, Date.now() - 86_400_000, 1_500);
    await submission.send();
    const claim = await submission.settled();
    expect(claim.said).toBe('rejected');
    expectTrue(claim, api);
  });
});

const cuts: [string, PostBehaviour][] = [
  ['before the body is read', { cut: 'unread', makes: 'never' }],
  ['instead of an answer', { cut: 'silent', makes: 'never' }],
];
for (const [what, behaviour] of cuts) {
  for (const across of [false, true]) {
    test(`a second, identical intent whose connection closes ${what}${across ? ', across origins with Date hidden' : ''}: the first one is not taken for it`, async ({ page }) => {
      const submission = await Submission.review(page, api, { across, exposesHeaders: !across, rows: 3_000 });
      await submission.send();
      expect((await submission.settled()).said).toBe('scheduled');
      await submission.another();
      api.planAll(behaviour);
      await submission.form.send.click();
      await expect(page.getByRole('heading', { name: 'Searching for the operation' })).toBeVisible();
      const claim = await submission.settled();
      expect(claim.said).toBe('not in the list');
      expect(submission.made, 'the first intent').toBe(1);
      await expect(banner(page, 'Not in the list')).toBeVisible();
      api.planAll({});
      await submission.press('Send again');
      const again = await submission.settled();
      expect(again.said).toBe('scheduled');
      expect(api.made.map((one) => one.id)).toContain(again.ids[0]);
      expect(submission.made).toBe(2);
    });
  }
}
