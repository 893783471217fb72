// Connections: further CI systems beside those of the settings, each with its own address, credentials and secrets.

import * as z from 'zod';
import { isCertificates } from '../certificates.ts';
import { told } from './told.ts';

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;
/** The connection that the settings describe. */
export const DEFAULT_NAME = 'default';

const text = z.string().min(1, 'is empty');

const name = z
  .string()
  .regex(NAME, 'is not a name: letters, digits, dots and dashes, as it stands in the address of the webhook')
  .refine((given) => given.toLowerCase() !== DEFAULT_NAME, `is ${DEFAULT_NAME}, which is the connection that the settings describe`)
  .meta(told('Its name, which stands in the address of its webhook: /webhooks/<provider>/<name>.', 'lab'));

const url = z
  .string()
  .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i, 'is not the address of a web server')
  .transform((given) => given.replace(/\/+$/, ''))
  .meta(told('Address of the CI system.', 'https://gitlab.lab.example'));

const oauth = z
  .strictObject({
    clientId: text.meta(told('Of the OAuth application.', 'made-up-id')),
    clientSecret: text.meta(told('Its secret.', 'made-up-secret')),
    readOnly: z
      .boolean()
      .exactOptional()
      .meta(told('Accounts are linked with the right to read only, and nothing is changed through them.', true)),
  })
  .meta(told('With which people connect their accounts.', { clientId: 'made-up-id', clientSecret: 'made-up-secret' }));

function connection(providers: readonly string[]) {
  return z
    .strictObject({
      name,
      provider: z.enum(providers).meta(told('Kind of CI system.', ...providers.slice(0, 1))),
      url: url.exactOptional(),
      token: text.exactOptional().meta(told('With which the plugin reads what no person asked for: logs, test reports.', 'made-up-token')),
      username: text.exactOptional().meta(told('Where the CI system wants a name beside the token.', 'ci-bot')),
      webhookSecret: text.exactOptional().meta(told('With which its deliveries prove themselves.', 'made-up-secret')),
      webhookSecrets: z
        .array(text)
        .min(1, 'is empty')
        .max(2, 'has more than two')
        .exactOptional()
        .meta(told('Two, while one is replaced by another: both are taken.', ['made-up-old-secret', 'made-up-new-secret'])),
      ca: z
        .string()
        .refine(isCertificates, 'is not a certificate in PEM form')
        .exactOptional()
        .meta(
          told(
            'Certificates of its own authority in PEM form, trusted for this connection besides the others.',
            '-----BEGIN CERTIFICATE-----\n…',
          ),
        ),
      oauth: oauth.exactOptional(),
      preferred: z
        .boolean()
        .exactOptional()
        .meta(told('The one of its kind that a command means where none is named, instead of the one of the settings.', true)),
    })
    .refine(({ webhookSecret, webhookSecrets }) => (webhookSecret === undefined) !== (webhookSecrets === undefined), {
      error: 'needs either webhookSecret or webhookSecrets, so that its deliveries can prove themselves',
    });
}

export function connections(providers: readonly string[]) {
  return z
    .array(connection(providers))
    .meta(
      told('CI systems beside those of the settings, which are the connections called default.', [
        { name: 'lab', provider: providers[0], url: 'https://gitlab.lab.example', webhookSecret: 'made-up-secret' },
      ]),
    );
}
