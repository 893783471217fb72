import { expect, test } from '@jest/globals';
import { checkSetting } from './check-setting.ts';

const known = { providers: ['lab'], templateNames: [], checkTemplate: () => undefined };

test.each([
  ['LabURL', 'lab.example.com', 'CI_SETTINGS_URL'],
  ['laburl', 'https://ada@lab.example.com', 'CI_SETTINGS_URL'],
  ['BuildsChannel', 'Builds of all', 'CI_SETTINGS_CHANNEL'],
  ['AllowedAddresses', '10.0.0.0/8, 300.1.1.1', 'CI_SETTINGS_ADDRESSES'],
  ['CustomCA', 'MIIB…', 'CI_SETTINGS_CA'],
  ['EncryptionKey', 'x'.repeat(64), 'CI_SETTINGS_ENCRYPTION_KEY'],
  ['Configuration', 'notifi: {}', 'CI_CONFIG_KEY'],
])('%s as %s is said to be wrong, as it would be once saved', (key, text, code) => {
  expect(checkSetting(key, text, known)?.code).toBe(code);
});

test.each([
  ['LabURL', 'https://lab.example.com/ci/'],
  ['LabURL', ''],
  ['AlertsChannel', '~Alerts'],
  ['AllowedAddresses', '10.0.0.0/8, fd00::/8'],
  ['CustomCA', ''],
  ['EncryptionKey', 'ab'.repeat(32)],
  // What a setting is that is not known is no fault of its text.
  ['Unknown', '?'],
])('nothing is wrong with %s as %j', (key, text) => {
  expect(checkSetting(key, text, known)).toBeUndefined();
});
