// Whose word about an address counts.

import * as z from 'zod';
import { readAllowedAddresses } from '../allowed-addresses.ts';
import { CiError } from '../../platform/errors.ts';
import { told } from './told.ts';

const network = z
  .string()
  .refine((text) => text.trim() !== '' && !(readAllowedAddresses(text) instanceof CiError), 'is no address or network, like 10.0.0.0/8')
  .meta(told('An address, or a network as 10.0.0.0/8.', '10.20.0.0/24'));

export const trustedProxies = z
  .array(network)
  .min(1, 'names no proxy: leave it out instead')
  .meta(
    told('The proxies before Mattermost: what they say in X-Forwarded-For about who calls is believed, and nothing else in it is.', [
      '10.20.0.0/24',
      '127.0.0.1',
    ]),
  );
