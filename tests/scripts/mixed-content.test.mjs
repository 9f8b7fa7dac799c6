// src/boot/mixed_content.js with the addresses of the tests of src/session/base_url.rs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMixedContent } from '../../src/boot/mixed_content.js';

test('an https page may call http only on this computer', () => {
  for (const base of ['http://acs.lan/a', ' HTTP://acs.lan/a', 'http://localhost.evil.example/a', 'http://10.0.0.1:8000']) {
    assert.ok(isMixedContent('https:', base), base);
    assert.ok(!isMixedContent('http:', base), base);
  }
  for (const base of ['http://localhost:8000/a', 'http://localhost', 'http://127.0.0.1/a', 'http://[::1]:8000/a', 'https://acs.lan/a', '/a', 'acs.lan/a', undefined]) {
    assert.ok(!isMixedContent('https:', base), base);
  }
});
