// A submission from the form to what the page says became of it. The page's clock is the test's: a minute of searching takes seconds.
import { expect, type Page } from '@playwright/test';
import { installClock } from './clock';
import { ScheduleForm } from './schedule-form';
import type { Settings, UnreliableApi } from './unreliable-api';

/** What the page says became of a request. */
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
  /** The operations that it names. */
  ids: string[];
}

/** The first that stands on the page is what it says. */
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
/** The page's clock goes on by so much at a time, in s. */
const STEP = 2;

export interface Intent {
  devices: string[];
  /** In UTC; `now` chooses "Now". */
  at: string;
}

/** A shorter page is the last one for the form, which reads so many rows ahead. */
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

  /** The filled form at its review, with the clock in the test's hands. The API begins with a new list. */
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

  /** Fills the empty form and goes to its review, once the page has read so many rows of the list. */
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

  /** The form again, for another intent. */
  async another(intent: Partial<Intent> = {}): Promise<void> {
    await this.page.getByRole('link', { name: 'Schedule operation' }).click();
    await this.fill({ ...INTENT, ...intent });
  }

  /** Presses "Schedule"; done when the request has reached the server. */
  async send(): Promise<void> {
    const before = this.api.posts.length;
    await this.form.send.click();
    await this.reached(before + 1);
  }

  /** Waits until so many POSTs have reached the server. */
  async reached(posts: number): Promise<void> {
    await expect.poll(() => this.api.posts.length, { intervals: [20] }).toBe(posts);
  }

  /** Presses a button of the outcome. */
  async press(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name, exact: true }).click();
  }

  /** Lets the page's clock go on until the page says what became of the request; `passed` gets the seconds. */
  async settled(passed?: (seconds: number) => void): Promise<Claim> {
    let [seconds, turns] = [0, 0];
    let [claim, before]: (Claim | undefined)[] = [undefined, undefined];
    const step = async () => {
      before = claim;
      claim = await this.claim();
      if (claim && this.reading.size === 0 && claim.said === before?.said) return;
      turns += 1;
      // Calls under way have real time to end before the page's clock runs out on them.
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

  /** How many operations POSTs made. */
  get made(): number {
    return this.api.made.length;
  }
}

/** What a claim must be where the server made what it made. */
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
