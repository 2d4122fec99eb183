import type { Pattern } from '../pattern.ts';
import { badRequests, gone, notFounds, serverErrors, throttled } from './api-errors.ts';
import {
  loggedToken,
  missingEndMark,
  refusedConfig,
  refusedMemory,
  refusedNamespacePattern,
  refusedYaml,
  unknownRegistry,
} from './config.ts';
import { connections } from './connection.ts';
import { droppedKey, notReady, refusedWrite, skippedObject, unreadableKey } from './dict.ts';
import { brokenRequests, crashes } from './engine.ts';
import { refusedName, unknownId, unknownService } from './names.ts';
import { invalidObjects } from './invalid-objects.ts';
import { failedNode, refusedNode, triedNodes } from './nodes.ts';
import { refusedObject } from './objects.ts';
import { missingKind, missingObject } from './provisioning.ts';
import { escalationRefused, refusedRights } from './refused-rights.ts';
import { refusedToken, reviewedToken } from './refused-token.ts';
import { missingDict, missingVariables, repeatedId, streamUnsupported, unknownSchema, unusableAddress } from './start.ts';
import { missingToken, unreadableToken } from './token-at-start.ts';
import { unsetUpstream } from './upstream.ts';

/** Every pattern there is. A symptom belongs to one at most. */
export const PATTERNS: readonly Pattern[] = [
  refusedConfig,
  unknownRegistry,
  refusedYaml,
  missingEndMark,
  refusedMemory,
  refusedNamespacePattern,
  loggedToken,
  missingVariables,
  unusableAddress,
  unknownSchema,
  missingToken,
  unreadableToken,
  repeatedId,
  missingDict,
  streamUnsupported,
  connections,
  refusedToken,
  reviewedToken,
  refusedRights,
  escalationRefused,
  badRequests,
  notFounds,
  gone,
  throttled,
  serverErrors,
  invalidObjects,
  missingObject,
  missingKind,
  brokenRequests,
  crashes,
  refusedWrite,
  unreadableKey,
  droppedKey,
  skippedObject,
  notReady,
  refusedName,
  unknownId,
  unknownService,
  unsetUpstream,
  failedNode,
  triedNodes,
  refusedNode,
  refusedObject,
];
