// Page object of the form "Schedule operation".
import { expect, type Locator, type Page } from '@playwright/test';

export class ScheduleForm {
  readonly form: Locator;

  constructor(readonly page: Page) {
    this.form = page.getByRole('form', { name: 'Schedule operation' });
  }

  static async open(page: Page, origin: string): Promise<ScheduleForm> {
    await page.goto(`${origin}/#/schedule`);
    const schedule = new ScheduleForm(page);
    // The catalogue and the devices load shortly after the form.
    await expect(schedule.type.locator('option', { hasText: 'firmware_update' })).toBeAttached();
    return schedule;
  }

  get type(): Locator {
    return this.form.getByLabel('Operation type');
  }

  get devices(): Locator {
    return this.form.getByRole('combobox', { name: 'Devices' });
  }

  /** The selected devices, without those listed as in the way. */
  get chips(): Locator {
    return this.form.getByRole('list', { name: 'Chosen devices' });
  }

  /** The operations in the way that a refusal named. */
  get conflicts(): Locator {
    return this.form.getByRole('list', { name: 'In the way' });
  }

  get json(): Locator {
    return this.form.getByLabel(/^(operation_data|parameters) JSON$/);
  }

  get dateAndTime(): Locator {
    return this.form.getByLabel('Date and time');
  }

  get timeZone(): Locator {
    return this.form.getByLabel('Time zone');
  }

  get webhook(): Locator {
    return this.form.getByLabel('Webhook URL');
  }

  get review(): Locator {
    return this.form.getByRole('button', { name: 'Review' });
  }

  get send(): Locator {
    return this.form.getByRole('button', { name: /^(Schedule( |$)|Try anyway)/ });
  }

  get summary(): Locator {
    return this.form.getByRole('alert').filter({ hasText: 'not right' });
  }

  /** The body shown in the review. Unfolds it. */
  async shownBody(): Promise<unknown> {
    const body = this.form.getByRole('region', { name: 'Request body' });
    if (!(await body.isVisible())) await this.form.getByText('Exact request: JSON and cURL').click();
    return JSON.parse(await body.innerText());
  }

  async add(...devices: string[]): Promise<void> {
    for (const id of devices) {
      await this.devices.fill(id);
      await this.devices.press('Enter');
      await expect(this.chips.getByRole('button', { name: `Remove ${id}` }).first()).toBeVisible();
    }
  }

  async at(dateTime: string, zone?: string): Promise<void> {
    await this.form.getByRole('radio', { name: 'At a time' }).check({ force: true });
    await this.dateAndTime.fill(dateTime);
    if (zone !== undefined) await this.timeZone.fill(zone);
  }

  /** Fills in a valid firmware update. */
  async fillFirmware(device: string, dateTime = '2031-03-04T02:00', zone = 'UTC'): Promise<void> {
    await this.type.selectOption('firmware_update');
    await this.add(device);
    await this.at(dateTime, zone);
    await this.form.getByLabel('Firmware version').fill('2.5.0');
  }

  /** Opens the review. */
  async toReview(): Promise<void> {
    await this.review.click();
    await expect(this.form.getByRole('heading', { name: 'Check before it goes' })).toBeVisible();
  }
}

/** Expects a field's error or help text. */
export async function expectAt(field: Locator, words: string | RegExp): Promise<void> {
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(typeof words === 'string' ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : words);
}
