// The form "Schedule operation" in Firefox.
import assert from 'node:assert/strict';
import { eventually, shownText } from './tab.mjs';

export const PLACE = '#/schedule';

/** Waits until the types and the devices are on offer. */
export async function ready(tab) {
  await eventually(async () => {
    const type = await tab.field('Operation type');
    assert.match(await type.evaluate((one) => one.textContent), /firmware_update/);
  });
}

/** A device is chosen. An operation in the way has a button of the same name. */
const isChosen = async (tab, id) => tab.one('button', `Remove ${id}`, await tab.one('list', 'Chosen devices'));

export async function addDevice(tab, id) {
  await tab.fill('Devices', id);
  await tab.page.keyboard.press('Enter');
  await isChosen(tab, id);
}

/** Fills in a valid firmware update but for its devices. */
export async function fillRest(tab, dateTime = '2031-03-04T02:00', zone = 'UTC') {
  await tab.choose('Operation type', 'firmware_update');
  await (await tab.field('At a time')).click();
  await tab.fill('Date and time', dateTime);
  await tab.fill('Time zone', zone);
  await tab.fill('Firmware version', '2.5.0');
}

/** Sends the request. The button says where a conflict is known. */
export async function send(tab) {
  const button = await eventually(async () => {
    const found = [...(await tab.all('button', 'Schedule')), ...(await tab.all('button', 'Schedule anyway'))];
    assert.equal(found.length, 1, 'buttons that schedule');
    return found[0];
  });
  await button.asLocator().click();
}

/** Opens the review. Returns the body that it shows. */
export async function toReview(tab) {
  await tab.clickEdge('Review');
  await tab.one('heading', 'Check before it goes');
  await tab.page.locator('::-p-text(Exact request: JSON and cURL)').click();
  return JSON.parse(await shownText(await tab.one('region', 'Request body')));
}

/** What is typed stays after a refusal. */
export async function stays(tab, device) {
  await tab.holds('Operation type', 'firmware_update');
  await isChosen(tab, device);
  await tab.holds('Firmware version', '2.5.0');
  await tab.holds('Date and time', '2031-03-04T02:00');
  await tab.holds('Time zone', 'UTC');
}
