// A submission from the form to its outcome on the page. The test controls the page's clock: a minute of searching takes seconds.
import { expect, type Page } from '@playwright/test';
import { installClock } from './clock';
import { ScheduleForm } from './schedule-form';
import type { Settings, UnreliableApi } from './unreliable-api';

/** What the page says about the outcome of a request. */
export interface Claim {
  said:
    | 'scheduled'
    | 'scheduled more than once'
    | 'scheduled, perhaps more than once'
    | 'scheduled on some devices'
    | 'not in the list'
    | 'similar'
    | 'may exist'
    | 'unknown'
    | 'failed'
    | 'rejected';
  /** The ids of the operations listed. */
  ids: string[];
}

/** Texts of the outcomes. The first one visible on the page decides. */
const SIGNS: [RegExp, Claim['said'] | undefined][] = [
  [/Searching for the operation|Sending: \d+ of|Check before it goes/, undefined],
  [/Perhaps carried out more than once/, 'scheduled, perhaps more than once'],
  [/Carried out more than once/, 'scheduled more than once'],
  [/Scheduled on some devices/, 'scheduled on some devices'],
  [/These operations may be it:/, 'similar'],
  [/Outcome unknown/, 'unknown'],
  [/It was not found, but the list could not be read completely/, 'may exist'],
  [/Not in the list/, 'not in the list'],
  [/Not scheduled/, 'failed'],
  [/(thing is|things are) not right yet/, 'rejected'],
];
/** Seconds by which the page's clock advances in one step. */
const STEP = 2;

export interface Intent {
  devices: string[];
  /** In UTC; `now` selects "Now". */
  at: string;
}

/** The form reads this many rows per page ahead; it treats a shorter page as the last one. */
const FULL_PAGE = 100;
const READ_AHEAD = 1_000;
const INTENT: Intent = { devices: ['DEV-101'], at: '2031-03-04T02:00' };

export class Submission {
  private readonly reading = new Set<unknown>();

  private constructor(
    readonly page: Page,
    readonly api: UnreliableApi,
    readonly form: ScheduleForm,
  ) {
    page.on('request', (request) => request.method() === 'GET' && this.reading.add(request));
    page.on('requestfinished', (request) => this.reading.delete(request));
    page.on('requestfailed', (request) => this.reading.delete(request));
  }

  /** The filled form at its review, with a fake clock. The API starts with a new list. */
  static async review(
    page: Page,
    api: UnreliableApi,
    { across = false, intent = {}, ...settings }: Partial<Settings> & { across?: boolean; intent?: Partial<Intent> } = {},
  ): Promise<Submission> {
    api.begin(settings);
    await installClock(page);
    const form = await ScheduleForm.open(page, across ? api.acrossOrigin : api.origin);
    const submission = new Submission(page, api, form);
    const { rows = 300, pageCap = 100 } = settings;
    await submission.fill({ ...INTENT, ...intent }, pageCap < FULL_PAGE ? Math.min(rows, pageCap) : Math.min(rows, READ_AHEAD));
    return submission;
  }

  /** Fills the empty form and opens its review, once the page has read `rows` rows of the list. */
  private async fill({ devices, at }: Intent, rows = 0): Promise<void> {
    const { form } = this.form;
    await this.form.type.selectOption('firmware_update');
    await this.form.add(...devices);
    if (at === 'now') await form.getByRole('radio', { name: 'Now', exact: true }).check({ force: true });
    else await this.form.at(at, 'UTC');
    await form.getByLabel('Firmware version').fill('2.5.0');
    const read = async () => Number(/Looked at (?:all )?([\d,]+)/.exec(await this.page.getByRole('main').innerText())?.[1].replaceAll(',', '') ?? -1);
    await expect.poll(read, { intervals: [20] }).toBeGreaterThanOrEqual(rows);
    await this.form.toReview();
  }

  /** Fills the form again, for another request. */
  async another(intent: Partial<Intent> = {}): Promise<void> {
    await this.page.getByRole('link', { name: 'Schedule operation' }).click();
    await this.fill({ ...INTENT, ...intent });
  }

  /** Presses "Schedule". Resolves when the request has reached the server. */
  async send(): Promise<void> {
    const before = this.api.posts.length;
    await this.form.send.click();
    await this.reached(before + 1);
  }

  /** Waits until this number of POSTs has reached the server. */
  async reached(posts: number): Promise<void> {
    await expect.poll(() => this.api.posts.length, { intervals: [20] }).toBe(posts);
  }

  /** Presses a button of the outcome. */
  async press(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name, exact: true }).click();
  }

  /** Advances the page's clock until the page shows the outcome of the request; `passed` receives the seconds. */
  async settled(passed?: (seconds: number) => void): Promise<Claim> {
    let [seconds, turns] = [0, 0];
    let [claim, before]: (Claim | undefined)[] = [undefined, undefined];
    const step = async () => {
      before = claim;
      claim = await this.claim();
      if (claim && this.reading.size === 0 && claim.said === before?.said) return;
      turns += 1;
      // Give pending requests real time to end before the page's clock reaches their time-outs.
      if (!claim && (this.reading.size === 0 || turns % 4 === 0)) {
        seconds += STEP;
        await this.page.clock.fastForward(STEP * 1000);
        passed?.(seconds);
      }
      throw new Error(`the page says nothing after ${seconds} s of its clock`);
    };
    await expect(step).toPass({ intervals: [20], timeout: 25_000 });
    if (!claim) throw new Error('the page says nothing');
    return claim;
  }

  private async claim(): Promise<Claim | undefined> {
    const open = /#\/operations\/([^/?]+)/.exec(this.page.url());
    if (open) return { said: 'scheduled', ids: [open[1]] };
    const main = this.page.getByRole('main');
    const text = await main.innerText();
    const said = SIGNS.find(([sign]) => sign.test(text))?.[1];
    if (!said) return undefined;
    return { said, ids: await main.getByRole('link', { name: /^(op_)?\d+$/ }).allInnerTexts() };
  }

  /** Number of operations created by POSTs. */
  get made(): number {
    return this.api.made.length;
  }
}

/** Expects a claim that is true for what the server did. */
export function expectTrue(claim: Claim, { made, posts }: UnreliableApi): void {
  const ids = made.map((one) => one.id).sort();
  const says = `the page says "${claim.said}" (${claim.ids.join(', ')}), the server made ${ids.length} (${ids.join(', ')}) of ${posts.length} POSTs`;
  const named = [...claim.ids].sort();
  switch (claim.said) {
    case 'scheduled':
    case 'scheduled more than once':
      return expect(named, says).toEqual(ids);
    case 'scheduled on some devices':
      return expect(ids.length, says).toBe(1);
    case 'not in the list':
    case 'failed':
    case 'rejected':
      return expect(ids, says).toEqual([]);
    case 'scheduled, perhaps more than once':
      expect(ids.length, says).toBeGreaterThan(0);
      return expect(named, says).toEqual(expect.arrayContaining(ids));
    case 'similar':
      return expect(named, says).toEqual(expect.arrayContaining(ids));
    case 'may exist':
    case 'unknown':
      return;
  }
}
