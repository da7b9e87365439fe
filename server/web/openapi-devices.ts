// The doors of devices and of those who administer them, as the OpenAPI document tells them.
import { z } from 'zod';
import { KeyId } from '../../protocol/ids.ts';
import {
  CodeTyped,
  DeviceAccept,
  DeviceChange,
  DeviceList,
  PairingFound,
  PairingRequest,
  PairingState,
  pairingHeader,
} from '../../protocol/wire-devices.ts';
import { json, ok, refusalsOf } from './openapi-parts.ts';

const key = z.object({ key: KeyId });
const place = { site: 'centre', device: 'lobby-1', purpose: 'wall' };
const forAdministrators = ['notSignedIn', 'notAllowed', 'malformed'] as const;

export const deviceOperations = {
  '/api/pairing': {
    post: {
      operationId: 'askForPairing',
      summary: 'A device without a key asks for a code that an administrator types',
      description: 'The device makes its key itself and sends only the SHA-256 of its text.',
      requestBody: { required: true, content: json(PairingRequest) },
      responses: {
        ...ok(
          'The code and the secret to ask with, or the place of a device that is accepted already',
          PairingState,
        ),
        ...refusalsOf(['malformed', 'tooManyPairings', 'unknownKey', 'logUnavailable']),
      },
    },
    get: {
      operationId: 'lookAtPairing',
      summary: 'Whether the device was accepted; asking keeps its code',
      requestParams: {
        header: z.object({ [pairingHeader]: z.string().describe('The secret that came with the code') }),
        query: z.object({ wait: z.string().optional().describe('Seconds, 0 to 25, to wait for it') }),
      },
      responses: {
        ...ok('It waits still, or it is accepted', PairingState),
        ...refusalsOf(['malformed', 'unknownPairing', 'logUnavailable']),
      },
    },
  },
  '/api/devices': {
    get: {
      operationId: 'listDevices',
      summary: 'Every registered device, and the places of every site; for administrators',
      responses: { ...ok('The devices', DeviceList), ...refusalsOf(forAdministrators) },
    },
    post: {
      operationId: 'acceptDevice',
      summary: 'Accept the device that shows a code',
      requestBody: {
        required: true,
        content: json(DeviceAccept, { code: 'ACD-347', name: 'Lobby', place, replace: false }),
      },
      responses: {
        '201': { description: 'Accepted', content: json(key) },
        ...refusalsOf([
          ...forAdministrators,
          'unknownPairingCode',
          'tooManyWrongCodes',
          'unknownSite',
          'unknownPlace',
          'purposeDiffers',
          'placeTaken',
          'logUnavailable',
        ]),
      },
    },
  },
  '/api/devices/code': {
    post: {
      operationId: 'findPairing',
      summary: 'What shows a code',
      requestBody: { required: true, content: json(CodeTyped, { code: 'ACD-347' }) },
      responses: {
        ...ok('What it is, and where it would like to stand', PairingFound),
        ...refusalsOf([...forAdministrators, 'unknownPairingCode', 'tooManyWrongCodes']),
      },
    },
  },
  '/api/devices/{key}': {
    patch: {
      operationId: 'changeDevice',
      summary: 'Rename a device, or move it',
      requestParams: { path: key },
      requestBody: { required: true, content: json(DeviceChange, { place, replace: false }) },
      responses: {
        ...ok('The devices', DeviceList),
        ...refusalsOf([
          ...forAdministrators,
          'unknownDevice',
          'unknownSite',
          'unknownPlace',
          'purposeDiffers',
          'placeTaken',
        ]),
      },
    },
    delete: {
      operationId: 'revokeDevice',
      summary: 'Revoke the key of a device: its sockets are cut at every hub',
      requestParams: { path: key },
      responses: { ...ok('The devices', DeviceList), ...refusalsOf([...forAdministrators, 'unknownDevice']) },
    },
  },
} as const;
