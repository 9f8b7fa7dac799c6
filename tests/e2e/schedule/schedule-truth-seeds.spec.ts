// Seeded journeys against a server that misbehaves at random: after each step, what the page claims is held against what the server made.
//
// HEADLESS_OPS_SEEDS says how many (6), HEADLESS_OPS_FIRST_SEED where they begin (1): a seed that failed is run again by its number.
import { expect, failed, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { expectTrue, Submission } from '../support/submission';
import { type Answer, GATEWAY_TIMEOUT, type ListRow, type PostBehaviour, type Settings, serveUnreliable } from '../support/unreliable-api';

const SEEDS = Number(process.env.HEADLESS_OPS_SEEDS || 6);
const FIRST = Number(process.env.HEADLESS_OPS_FIRST_SEED || 1);
/** Decisions of the person in a journey. */
const STEPS = 4;

const site = serve({ history: 0 });
const api = serveUnreliable(site);

test.use({ expectedErrors: failed('(\\d{3}|ERR_)') });

/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LIST = '/api/v1/inventory_device_headless_operation/';
const ANSWERS: (Answer | undefined)[] = [
  undefined,
  undefined,
  GATEWAY_TIMEOUT,
  { status: 302, headers: { Location: LIST } },
  { status: 307, headers: { Location: LIST } },
  { status: 500, body: { detail: 'Internal error.' } },
  { status: 408, body: { detail: 'Too slow.' } },
  { status: 503, body: { detail: 'Restarting.' }, headers: { 'Retry-After': '5' } },
  { status: 200, body: {} },
  { status: 200, body: { detail: 'Thank you.' } },
  { status: 202 },
  { status: 200, body: '<html><title>Sign in</title></html>', headers: { 'Content-Type': 'text/html' } },
];
/** Answers of a server that made nothing and says so. */
const REFUSALS: Answer[] = [
  { status: 200, body: { success: false, error: 'Device is locked.' } },
  { status: 201, body: { id: null, status: 'rejected', message: 'no' } },
  { status: 400, body: { device_ids: ['Device is locked.'] } },
  { status: 409, body: { detail: 'Scheduling conflict.' } },
  { status: 429, body: { detail: 'Too many calls.' } },
];
const TIDY: (PostBehaviour['tidy'] | undefined)[] = [
  undefined,
  undefined,
  undefined,
  (row) => ({ scheduled_at: row.scheduled_at.replace(/:\d\d(\.\d+)?Z$/, ':00Z') }),
  (row) => ({ device_id: row.device_id.toLowerCase() }),
  (row) => ({ operation_type: row.operation_type.toUpperCase() }),
  (row) => ({ operation_data: Object.fromEntries(Object.keys((row.operation_data ?? {}) as object).map((name) => [name, '********'])) }),
  (row) => ({ created_at: new Date(Date.parse(row.created_at) - 10_000).toISOString() }),
  (row: ListRow) => ({ created_at: undefined as unknown as string, device_id: row.device_id }),
];

interface Journey {
  settings: Partial<Settings> & { across: boolean };
  behaviour: PostBehaviour;
  /** When what is left for later is carried out, in s of the page's clock; `undefined`: after the verdict. */
  late: number | undefined;
  /** An identical operation exists before. */
  identical: boolean;
}

function draw(seed: number): Journey {
  const next = random(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)];
  const makes = one(['now', 'now', 'later', 'never'] as const);
  const rows = one([0, 300, 300, 480, 3_000, 3_000, 20_000]);
  const cut = one(['silent', 'midway', 'unread', undefined, undefined, undefined] as const);
  const refused = makes === 'never' && next() < 0.5;
  const answer = refused ? one(REFUSALS) : (one(ANSWERS) ?? (makes === 'now' ? undefined : GATEWAY_TIMEOUT));
  return {
    settings: {
      across: next() < 0.5,
      exposesHeaders: next() < 0.5,
      date: next() < 0.8,
      order: one(['newest first', 'oldest first'] as const),
      rows,
      pageCap: rows <= 480 ? one([25, 100]) : 100,
      closesUsedConnections: next() < 0.25,
    },
    behaviour: {
      makes: cut === 'unread' ? 'never' : makes,
      cut: refused ? undefined : cut,
      answer,
      tidy: one(TIDY),
      place: next() < 0.3 ? Math.floor(next() * rows) : undefined,
    },
    late: one([3, 9, 20, 45, undefined]),
    identical: next() < 0.4,
  };
}

for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
  const { settings, behaviour, late, identical } = draw(seed);
  test(`seed ${seed}: ${JSON.stringify({ ...settings, ...behaviour, answer: undefined, status: (behaviour.answer as Answer | undefined)?.status, late, identical })}`, async ({ page }) => {
    const submission = await Submission.review(page, api, settings);
    if (identical) api.insert({ operation_type: 'firmware_update', device_ids: ['DEV-101'], scheduled_at: '2031-03-04T02:00:00Z', operation_data: { firmware_version: '2.5.0' } });
    if (behaviour.cut === 'unread') api.planAll(behaviour);
    else api.plan(behaviour);
    await submission.form.send.click();
    await expect.poll(() => api.posts.length, { intervals: [20] }).toBeGreaterThan(0);
    let claim = await submission.settled((seconds) => {
      if (late !== undefined && seconds >= late) api.carryOutLate();
    });
    expectTrue(claim, api);
    api.planAll({});
    api.carryOutLate();
    // What the person may decide, until nothing is open: no decision makes more than one operation.
    for (let step = 0; step < STEPS && !['scheduled', 'scheduled more than once', 'scheduled, perhaps more than once', 'failed', 'rejected'].includes(claim.said); step += 1) {
      const [made, posts] = [submission.made, api.posts.length];
      const mine = claim.ids.find((id) => api.made.some((one) => one.id === id));
      if (claim.said === 'not in the list') await submission.press('Send again');
      else if (claim.said === 'similar') await submission.press(mine ? `It is ${mine}` : 'None of these');
      else if (claim.said === 'may exist') {
        await submission.press('Send anyway');
        await page.getByRole('dialog').getByRole('button', { name: 'Send anyway' }).click();
      } else await submission.press('Search again');
      const accepted = claim.said === 'similar' && mine;
      claim = await submission.settled();
      // What the person says is the one stands, even where there are more.
      if (accepted) expect(claim).toEqual({ said: 'scheduled', ids: [mine] });
      else expectTrue(claim, api);
      const repeats = Math.max(0, api.posts.length - posts - 1);
      expect(submission.made, 'operations after a decision').toBeLessThanOrEqual(made + 1 + repeats);
    }
  });
}
