// An answer that never came: what the search of the list finds, and what it leaves open, is true.
import { accessible, expect, failed, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { expectTrue, Submission } from '../support/submission';
import { GATEWAY_TIMEOUT, type ListRow, type PostBehaviour, serveUnreliable } from '../support/unreliable-api';
import type { Page } from '@playwright/test';

const site = serve({ history: 0 });
const api = serveUnreliable(site);

test.use({ expectedErrors: failed('(409|500|504|ERR_)') });

const searching = (page: Page) => page.getByRole('heading', { name: 'Searching for the operation' });
const masked = (row: ListRow) => Object.fromEntries(Object.keys(row.operation_data ?? {}).map((name) => [name, '********']));
const minute = (row: ListRow) => row.scheduled_at.replace(/:\d\d(\.\d+)?(Z|\+00:00)$/, ':00Z');
const dated = (row: ListRow, behind: number) => new Date(Date.parse(row.created_at) - behind).toISOString();

test.describe('where the connection closes', () => {
  const cases: [string, PostBehaviour][] = [
    ['instead of an answer', { cut: 'silent' }],
    ['in the middle of the answer', { cut: 'midway' }],
  ];
  for (const [what, behaviour] of cases) {
    test(`${what}, after the operation was made: it is found`, async ({ page }) => {
      const submission = await Submission.review(page, api);
      api.plan(behaviour);
      await submission.send();
      const claim = await submission.settled();
      expect(claim.said).toBe('scheduled');
      expectTrue(claim, api);
      expect(api.posts.length).toBe(1);
    });
  }

  test('before the body is read: nothing is called absent within a minute, and "Send again" makes one', async ({ page }) => {
    const submission = await Submission.review(page, api);
    api.plan({ cut: 'unread', makes: 'never' });
    const clock = () => page.evaluate(() => Date.now());
    const pressed = await clock();
    await submission.send();
    const claim = await submission.settled();
    expect(claim.said).toBe('not in the list');
    expect(await clock()).toBeGreaterThanOrEqual(pressed + 60_000);
    expectTrue(claim, api);
    await accessible(page);
    await submission.press('Send again');
    const again = await submission.settled();
    expect(again.said).toBe('scheduled');
    expectTrue(again, api);
    expect(api.posts.length).toBe(2);
  });

  for (const after of [9, 30, 50]) {
    test(`and the operation is made ${after} s later: it is found`, async ({ page }) => {
      const submission = await Submission.review(page, api);
      api.plan({ cut: 'silent', makes: 'later' });
      await submission.send();
      const claim = await submission.settled((seconds) => {
        if (seconds >= after) api.carryOutLate();
      });
      expect(claim.said).toBe('scheduled');
      expectTrue(claim, api);
      expect(api.posts.length).toBe(1);
    });
  }

  test('and the operation is made after the verdict: "Send again" finds it and sends nothing', async ({ page }) => {
    const submission = await Submission.review(page, api);
    api.plan({ cut: 'silent', makes: 'later' });
    await submission.send();
    expect((await submission.settled()).said).toBe('not in the list');
    api.carryOutLate();
    await submission.press('Send again');
    const claim = await submission.settled();
    expect(claim.said).toBe('scheduled');
    expectTrue(claim, api);
    expect(api.posts.length).toBe(1);
  });
});

test.describe('504 after the operation was stored otherwise than it was sent', () => {
  const found: [string, (row: ListRow) => Partial<ListRow>][] = [
    ['on the full minute', (row) => ({ scheduled_at: minute(row) })],
    ['with the device id in small letters', (row) => ({ device_id: row.device_id.toLowerCase() })],
    ['with the type in capitals', (row) => ({ operation_type: row.operation_type.toUpperCase() })],
    ['with microseconds and an offset', (row) => ({ scheduled_at: row.scheduled_at.replace(/(\.\d+)?Z$/, '.000000+00:00') })],
    ['dated 10 s behind', (row) => ({ created_at: dated(row, 10_000) })],
  ];
  for (const [what, tidy] of found) {
    test(`${what}: it is found`, async ({ page }) => {
      const submission = await Submission.review(page, api, { intent: { at: 'now' } });
      api.plan({ tidy, answer: GATEWAY_TIMEOUT });
      await submission.send();
      const claim = await submission.settled();
      expect(claim.said).toBe('scheduled');
      expectTrue(claim, api);
    });
  }

  test('as sent, among 3,000 rows across origins with Date hidden: the order of the list proves that it is new', async ({ page }) => {
    const submission = await Submission.review(page, api, { rows: 3_000, across: true, exposesHeaders: false, intent: { at: 'now' } });
    api.plan({ answer: GATEWAY_TIMEOUT });
    await submission.send();
    const claim = await submission.settled();
    expect(claim.said).toBe('scheduled');
    expectTrue(claim, api);
    expect(api.posts.length).toBe(1);
  });

  const similar: [string, (row: ListRow) => Partial<ListRow>, { rows?: number }][] = [
    ['with all values hidden, on the full minute', (row) => ({ operation_data: masked(row), scheduled_at: minute(row) }), {}],
    ['two minutes later than asked', (row) => ({ scheduled_at: new Date(Date.parse(row.scheduled_at) + 120_000).toISOString() }), {}],
    ['dated 10 s behind, among 3,000 rows', (row) => ({ created_at: dated(row, 10_000) }), { rows: 3_000 }],
  ];
  for (const [what, tidy, { rows = 300 }] of similar) {
    test(`${what}: it is shown, and the person says that it is the one`, async ({ page }) => {
      const submission = await Submission.review(page, api, { rows, intent: { at: 'now' } });
      api.plan({ tidy, answer: GATEWAY_TIMEOUT });
      await submission.send();
      const claim = await submission.settled();
      expect(claim.said).toBe('similar');
      expectTrue(claim, api);
      await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
      await accessible(page);
      await submission.press(`It is ${api.made[0].id}`);
      const accepted = await submission.settled();
      expect(accepted.said).toBe('scheduled');
      expectTrue(accepted, api);
      expect(api.posts.length).toBe(1);
    });
  }

  test('"None of these" leaves them out; what is not in the list then can be sent again', async ({ page }) => {
    const submission = await Submission.review(page, api, { intent: { at: 'now' } });
    api.plan({ makes: 'never', cut: 'unread' });
    await submission.send();
    // Somebody else schedules much the same meanwhile.
    const other = api.insert({ operation_type: 'firmware_update', device_ids: ['DEV-101'], scheduled_at: new Date().toISOString(), operation_data: { firmware_version: '9.9.9' } });
    expect(await submission.settled()).toEqual({ said: 'similar', ids: [other] });
    await submission.press('None of these');
    const claim = await submission.settled();
    expect(claim.said).toBe('not in the list');
    expectTrue(claim, api);
    await submission.press('Send again');
    const again = await submission.settled();
    expect(again.said).toBe('scheduled');
    expectTrue(again, api);
  });
});

test.describe('a long list', () => {
  const places: [string, { rows: number; pageCap?: number; order?: 'oldest first' }, number | undefined][] = [
    ['as row 31 of 480 in pages of 25', { rows: 480, pageCap: 25 }, 30],
    ['as the last of 480 in pages of 25', { rows: 480, pageCap: 25, order: 'oldest first' }, undefined],
    ['in the middle of 3,000', { rows: 3_000 }, 1_500],
    ['in the middle of 20,000', { rows: 20_000 }, 9_999],
  ];
  for (const [what, settings, place] of places) {
    test(`504, and the operation stands ${what}: it is found`, async ({ page }) => {
      const submission = await Submission.review(page, api, settings);
      api.plan({ place, answer: GATEWAY_TIMEOUT });
      await submission.send();
      const claim = await submission.settled();
      expect(claim.said).toBe('scheduled');
      expectTrue(claim, api);
      expect(api.posts.length).toBe(1);
    });
  }

  test('the search says how far it is, and that all was read', async ({ page }) => {
    const submission = await Submission.review(page, api, { rows: 480, pageCap: 25 });
    api.plan({ makes: 'never', answer: GATEWAY_TIMEOUT });
    await submission.send();
    await expect(page.getByRole('main')).toContainText('of 480 operations read.');
    const claim = await submission.settled();
    expect(claim.said).toBe('not in the list');
    expectTrue(claim, api);
    await expect(page.getByRole('main')).toContainText('All 480 operations were read.');
  });
});

test.describe('a list that proves nothing', () => {
  test('a row that can\'t be read mentions the device: "The operation may exist", and sending asks first', async ({ page }) => {
    const submission = await Submission.review(page, api, { unreadable: [{ device: 'dev-101', note: 'no id' }] });
    api.plan({ makes: 'never', answer: GATEWAY_TIMEOUT });
    await submission.send();
    const claim = await submission.settled();
    expect(claim.said).toBe('may exist');
    await expect(page.getByRole('main')).toContainText("One that can't be read mentions these devices.");
    await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
    await accessible(page);
    await submission.press('Send anyway');
    const dialog = page.getByRole('dialog', { name: 'Send it although it may exist?' });
    await accessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    expect(api.posts.length).toBe(1);
    await submission.press('Send anyway');
    await dialog.getByRole('button', { name: 'Send anyway' }).click();
    await submission.reached(2);
    const again = await submission.settled();
    expect(again.said).toBe('scheduled');
    expectTrue(again, api);
  });

  test('each page comes from another order: nothing is called absent', async ({ page }) => {
    const submission = await Submission.review(page, api);
    api.change({ unordered: true });
    api.plan({ makes: 'never', answer: GATEWAY_TIMEOUT });
    await submission.send();
    expect((await submission.settled()).said).toBe('may exist');
    await expect(page.getByRole('main')).toContainText(/2\d\d of 300 operations were read\. The operation may exist\./);
  });

  test('the list fails: "Outcome unknown"; "Search again" finds the operation once it answers', async ({ page }) => {
    const submission = await Submission.review(page, api);
    api.plan({ held: true, answer: GATEWAY_TIMEOUT });
    await submission.send();
    api.change({ listStatus: 500 });
    api.release();
    expect((await submission.settled()).said).toBe('unknown');
    await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
    await accessible(page);
    api.change({ listStatus: 200 });
    await submission.press('Search again');
    const claim = await submission.settled();
    expect(claim.said).toBe('scheduled');
    expectTrue(claim, api);
    expect(api.posts.length).toBe(1);
  });
});

test.describe('a server that closes used connections without a byte', () => {
  test('same origin: one POST on the wire, one operation', async ({ page }) => {
    const submission = await Submission.review(page, api, { closesUsedConnections: true });
    await submission.send();
    const claim = await submission.settled();
    expect(claim.said).toBe('scheduled');
    expectTrue(claim, api);
    expect(api.posts.length).toBe(1);
  });

  for (const across of [false, true]) {
    test(`a second intent${across ? ' across origins' : ''}: however often the browser repeats it, the page names all that were made`, async ({ page }) => {
      const submission = await Submission.review(page, api, { across });
      await submission.send();
      expect((await submission.settled()).said).toBe('scheduled');
      const first = api.made[0].id;
      await submission.another({ devices: ['DEV-102'] });
      api.change({ closesUsedConnections: true });
      await submission.form.send.click();
      const claim = await submission.settled();
      const second = api.made.map((one) => one.id).filter((id) => id !== first);
      expect(second.length).toBe(api.posts.length - 1);
      expect(claim.ids.sort()).toEqual(second.sort());
      expect(claim.said).toBe(second.length > 1 ? 'scheduled more than once' : 'scheduled');
    });
  }

  test('and refuses a repeated request with 409: the operation is shown, not the conflict alone', async ({ page }) => {
    const submission = await Submission.review(page, api, { across: true, closesUsedConnections: true, refusesDuplicates: true });
    await submission.form.send.click();
    const claim = await submission.settled();
    expectTrue(claim, api);
    expect(submission.made).toBe(1);
    expect(claim.ids).toEqual([api.made[0].id]);
  });
});

test.describe('a duplicated tab', () => {
  const devices = ['DEV-101', 'DEV-102', 'DEV-103'];
  const copyOf = async (page: Page): Promise<Page> => {
    const opened = page.waitForEvent('popup');
    await page.evaluate(() => void window.open(location.href));
    return opened;
  };

  test('shows that the other tab is sending, and sends nothing itself', async ({ page }) => {
    const submission = await Submission.review(page, api, { revision: 'previous', intent: { devices } });
    api.plan({ held: true });
    await submission.form.send.click();
    await submission.reached(1);
    const copy = await copyOf(page);
    await expect(copy.getByText('Another tab is sending this')).toBeVisible();
    await expect(copy.getByRole('button', { name: /^Send/ })).toHaveCount(0);
    await expect(copy.getByRole('button', { name: 'Search again' })).toHaveCount(0);
    await accessible(copy);
    api.release();
    await expect(page.getByRole('heading', { name: 'All 3 requests are scheduled' })).toBeVisible();
    await expect(copy.getByRole('heading', { name: 'All 3 requests are scheduled' })).toBeVisible();
    await expect(copy.getByText('Another tab is sending this')).toHaveCount(0);
    expect(api.made.map((one) => one.rows[0].device_id).sort()).toEqual(devices);
    expect(api.posts.length).toBe(3);
  });

  test('continues when the other tab is closed: what was sent is searched for, the rest can be sent', async ({ page }) => {
    const submission = await Submission.review(page, api, { revision: 'previous', intent: { devices } });
    api.plan({ held: true });
    await submission.form.send.click();
    await submission.reached(1);
    const copy = await copyOf(page);
    await expect(copy.getByText('Another tab is sending this')).toBeVisible();
    await page.close();
    api.release();
    await expect(copy.getByRole('heading', { name: '1 of 3 requests are scheduled' })).toBeVisible();
    await copy.getByRole('button', { name: 'Send the rest' }).click();
    await expect(copy.getByRole('heading', { name: 'All 3 requests are scheduled' })).toBeVisible();
    expect(api.made.map((one) => one.rows[0].device_id).sort()).toEqual(devices);
    expect(api.posts.length).toBe(3);
  });
});
