// The states of the list without rows: nothing yet, loading, failed.
import { accessible, expect, failed, rows, test } from '../support/journey';
import { serve } from '../support/reference-api';

const api = serve({ history: 0 });

test('nothing yet says so and offers the next step', async ({ page }) => {
  await page.goto(api.origin);
  await expect(page.getByText('No operations yet')).toBeVisible();
  await accessible(page);
  await page.getByRole('main').getByRole('button', { name: 'Schedule operation' }).click();
  await expect(page.getByRole('form', { name: 'Schedule operation' })).toBeVisible();
});

test('while the first answer is awaited, its shape is shown', async ({ page }) => {
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 4_000 });
  await page.goto(api.origin);
  await expect(page.getByText('Loading operations')).toBeAttached();
  await accessible(page);
  await expect(page.getByText('No operations yet')).toBeVisible();
});

test.describe('a first answer that fails', () => {
  test.use({ expectedErrors: failed('(500|502|403)') });

  for (const [status, body, content_type, words] of [
    [500, { detail: 'The status helper failed.' }, 'application/json', 'The status helper failed.'],
    [502, '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>', 'text/html', 'Bad Gateway'],
    [500, 'database is locked', 'text/plain', 'database is locked'],
  ] as const) {
    test(`${status} as ${content_type} is an error with its words, not an empty list`, async ({ page }) => {
      await api.fail({ match: 'GET', path: 'headless', status, body, content_type, times: 50 });
      await page.goto(api.origin);
      await expect(page.getByText(`The API failed (${status}).`)).toBeVisible();
      await expect(page.getByText(words)).toBeVisible();
      await expect(page.getByText('No operations yet')).toHaveCount(0);
      await accessible(page);
      // Otherwise the next poll may come between healing and the click.
      await page.getByLabel('Update interval').selectOption('Paused');
      await api.heal();
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByText('No operations yet')).toBeVisible();
      await expect(rows(page)).toHaveCount(0);
    });
  }

  test('403 of a CSRF check is not about permissions', async ({ page }) => {
    const body = '<html><head><title>403 Forbidden</title></head><body><p>CSRF verification failed. Request aborted.</p></body></html>';
    await api.fail({ match: 'GET', path: 'headless', status: 403, body, content_type: 'text/html', times: 50 });
    await page.goto(api.origin);
    await expect(page.getByText('The API refused the request (403).')).toBeVisible();
    await expect(page.getByText('readCookies')).toBeVisible();
    await expect(page.getByText('no permission')).toHaveCount(0);
    await api.heal();
  });

  test('403 says that the permission is missing', async ({ page }) => {
    await api.fail({ match: 'GET', path: 'headless', status: 403, body: { detail: 'Not yours.' }, times: 50 });
    await page.goto(api.origin);
    await expect(page.getByText('no permission')).toBeVisible();
    await expect(page.getByText('Not yours.')).toBeVisible();
    await api.heal();
  });
});
