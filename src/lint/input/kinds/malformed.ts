import type { Recognised } from '../subject.ts';
import { isConfigName } from './config.ts';
import { isMarked } from './standalone.ts';

/** A text that is not well-formed. */
export interface MalformedSubject {
  readonly name: string;
  readonly text: string;
  readonly format: 'yaml' | 'json';
  /** The user asked for this very file, so that he hears of it whatever it is, unless it is a template, which is no YAML yet. */
  readonly named: boolean;
}

/** What it was meant to be. */
export interface MalformedText extends Recognised {
  /** Whether what is wrong with it is told: it looks like the gateway's, or was asked for. Of a config each release tells it in its own words. */
  readonly isTold: boolean;
}

/** A key of a config.yaml at the start of a line. */
const CONFIG_LINE =
  /^(?:discovery|kubernetes|apisix|deployment|nginx_config|plugin_attr|plugins|stream_plugins|ext-plugin|etcd|graphql|wasm|xrpc)[ \t]*:/m;

const LIST_LINE = /^(?:routes|upstreams|services|stream_routes)[ \t]*:/m;

/** Says by its lines what a text was meant to be. */
export function malformed({ name, text, format, named }: MalformedSubject): MalformedText {
  const isObject = /^apiVersion[ \t]*:/m.test(text) && /^kind[ \t]*:/m.test(text);
  if (!isObject && isConfig(name, text)) {
    return { kind: 'config', title: 'config.yaml', config: { kind: 'text', text }, isTold: false };
  }
  const kind = isObject ? 'manifest' : kindOfLists(name, text);
  const isTemplate = /\{\{-?\s*[a-z.$]/.test(text);
  const isOurs = !isTemplate && (kind === 'standalone' || /\b(?:discovery_type|service_name|apisix)\b/i.test(text));
  const what = isTemplate ? 'template of Helm' : `${format.toUpperCase()} that is not well-formed`;
  return { kind, title: what, isTold: isOurs || (named && !isTemplate) };
}

function isConfig(name: string, text: string): boolean {
  if (isMarked(name, text) || name.includes('values')) return false;
  return isConfigName(name) || CONFIG_LINE.test(text) || /^\s*\{\s*"discovery"\s*:/.test(text);
}

function kindOfLists(name: string, text: string): Recognised['kind'] {
  if (isMarked(name, text) || LIST_LINE.test(text)) return 'standalone';
  if (name.includes('values') && CONFIG_LINE.test(text)) return 'helm-values';
  return /"(?:discovery_type|service_name|upstream_id)"/.test(text) ? 'admin' : 'other';
}
