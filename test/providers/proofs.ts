// How each CI system can prove itself: every form that the contract names, made by hand from its documentation.

import { createHmac } from 'node:crypto';

export interface Form {
  readonly name: string;
  /** It covers the body: one byte more and it is wrong. */
  readonly signs: boolean;
  /** `secret` begins with `whsec_`; `seconds`: the sender's clock. */
  make(secret: string, body: Uint8Array, seconds: number): Readonly<Record<string, string>>;
}

function header(name: string, value: (secret: string) => string): Form {
  return { name: `${name}: ${value('…')}`, signs: false, make: (secret) => ({ [name]: value(secret) }) };
}

function signature(name: string, prefix = ''): Form {
  const make = (secret: string, body: Uint8Array) => ({ [name]: prefix + createHmac('sha256', secret).update(body).digest('hex') });
  return { name: `${name}, signed`, signs: true, make };
}

const basic = (user: string): Form => ({
  name: `Basic, user ${user}`,
  signs: false,
  make: (secret) => ({ Authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` }),
});

/** https://github.com/standard-webhooks/standard-webhooks */
const standardWebhooks: Form = {
  name: 'webhook-signature',
  signs: true,
  make(secret, body, seconds) {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const value = createHmac('sha256', key).update(`id-1.${seconds}.`).update(body).digest('base64');
    return { 'webhook-id': 'id-1', 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${value}` };
  },
};

/** By provider. `?secret=` in the address goes for all of them. */
export const forms: Readonly<Record<string, readonly Form[]>> = {
  gitlab: [header('X-Gitlab-Token', (secret) => secret), standardWebhooks],
  jenkins: [header('Authorization', (secret) => `Bearer ${secret}`), basic('jenkins'), basic('')],
  sonarqube: [signature('X-Sonar-Webhook-HMAC-SHA256')],
  artifactory: [header('X-JFrog-Event-Auth', (secret) => secret), signature('X-JFrog-Event-Auth')],
  alertmanager: [
    header('Authorization', (secret) => `Bearer ${secret}`),
    header('Authorization', (secret) => `Token ${secret}`),
    basic('alertmanager'),
  ],
  github: [signature('X-Hub-Signature-256', 'sha256=')],
};
