// For the container's health check: ends with 0 when the hub beside it answers /healthz, by HTTP or by its own TLS.
import { get as getPlain } from 'node:http';
import { get as getByTls } from 'node:https';
import { variables } from '../server/config/environment.ts';

const port = process.env.JUNBAN_PORT || variables.JUNBAN_PORT;
const isTls = Boolean(process.env.JUNBAN_TLS_CERT);
// The question is whether it answers, not for which name its certificate is good.
const options = isTls ? { rejectUnauthorized: false } : {};
(isTls ? getByTls : getPlain)(
  `${isTls ? 'https' : 'http'}://127.0.0.1:${port}/healthz`,
  options,
  (response) => {
    process.exit(response.statusCode === 200 ? 0 : 1);
  },
).on('error', () => process.exit(1));
