import { Parser } from 'yaml';
import type { CST } from 'yaml';
import { secretPieces } from './piece.ts';
import type { Piece } from './piece.ts';
import { quotedText } from './quoted-text.ts';
import type { InnerText } from './quoted-text.ts';
import { hasSecretKey, holdsSecrets, isSecretName } from './secret-name.ts';

export interface Fields {
  /** The values that are secrets by their place. */
  readonly secrets: readonly Piece[];
  /** Texts in quotes or blocks that may hold YAML or JSON of their own, such as the config.yaml of a ConfigMap. */
  readonly texts: readonly InnerText[];
}

/** What is secret at a place: nothing; text and lists of text; everything. */
type Secrecy = 'nothing' | 'text' | 'everything';

interface Visit {
  readonly token: CST.Token | null | undefined;
  readonly secrecy: Secrecy;
  /** The key that it stands under, across lists. */
  readonly name: string;
}

/**
 * Reads a file as YAML (JSON is some) and tells the secrets in it by their keys, through quotes, brackets, anchors and lists; also all
 * data of a Secret, and the `value` beside a secret's `name`. Never throws: what is malformed is read as far as it goes.
 */
export function secretFields(text: string): Fields {
  const secrets: Piece[] = [];
  const texts: InnerText[] = [];
  const anchored = new Map<string, CST.Token[]>();
  const secretAnchors = new Set<string>();
  const hidden = new Set<CST.Token>();
  // No recursion: the depth of a file is its author's choice.
  const open: Visit[] = [...new Parser().parse(text)].map((token) => ({ token, secrecy: 'nothing', name: '' }));
  visitAll();
  for (const anchor of secretAnchors) {
    for (const token of anchored.get(anchor) ?? []) open.push({ token, secrecy: 'everything', name: '' });
    // May find further anchors, which this loop then comes to.
    visitAll();
  }
  return { secrets, texts };

  function visitAll(): void {
    for (let next = open.pop(); next !== undefined; next = open.pop()) visit(next);
  }

  function visit({ token, secrecy, name }: Visit): void {
    if (secrecy === 'everything' && token !== null && token !== undefined) {
      // Anchors inside anchors would be visited once for each.
      if (hidden.has(token)) return;
      hidden.add(token);
    }
    switch (token?.type) {
      case 'document':
        open.push({ token: token.value, secrecy, name });
        noteAnchor(token.start, token.value);
        break;
      case 'block-map':
      case 'block-seq':
      case 'flow-collection':
        visitItems(token.items, { secrecy, name });
        break;
      case 'alias':
        if (secrecy !== 'nothing') secretAnchors.add(token.source.slice(1));
        break;
      case 'scalar':
        if (secrecy !== 'nothing') secrets.push(...secretPieces(token.source, token.offset));
        break;
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        visitText(quotedText(token.source, token.offset), secrecy);
        break;
      case 'block-scalar': {
        const start =
          token.offset + token.props.reduce((length, part) => length + ('source' in part ? part.source.length : 0), 0);
        visitText({ text: token.source, outside: (offset) => start + offset }, secrecy);
        break;
      }
      default:
        break;
    }
  }

  function visitText(inner: InnerText, secrecy: Secrecy): void {
    if (secrecy === 'nothing') {
      if (/[\n{]/.test(inner.text)) texts.push(inner);
      return;
    }
    for (const { start, end } of secretPieces(inner.text, 0))
      secrets.push({ start: inner.outside(start), end: inner.outside(end) });
  }

  function visitItems(items: readonly CST.CollectionItem[], { secrecy, name }: Omit<Visit, 'token'>): void {
    const isSecret = items.some((item) => keyOf(item) === 'kind' && plainText(item.value) === 'Secret');
    const namesSecret = items.some((item) => keyOf(item) === 'name' && isSecretName(plainText(item.value) ?? ''));
    for (const item of items) {
      noteAnchor(item.start, item.key ?? item.value);
      noteAnchor(item.sep, item.value);
      const key = keyOf(item);
      if (key === undefined) {
        // An item of a list (the parser calls a text between brackets a key), or a key that is itself a list or a map.
        open.push({ token: item.key, secrecy, name }, { token: item.value, secrecy, name });
        continue;
      }
      const isData = isSecret && (key === 'data' || key === 'stringData');
      const isText =
        isSecretName(key) ||
        (key === 'value' && namesSecret) ||
        (key === 'key' && hasSecretKey(name)) ||
        (key === 'client' && isLoneToken(item.value));
      if (secrecy === 'text' && looksRandom(key)) {
        // `token: {TOKEN: 1}`
        open.push({ token: item.key, secrecy: 'everything', name }, { token: item.value, secrecy: 'everything', name });
        continue;
      }
      const below = secrecy === 'everything' || isData || holdsSecrets(key) ? 'everything' : isText ? 'text' : 'nothing';
      open.push({ token: item.value, secrecy: below, name: key });
    }
  }

  function noteAnchor(properties: readonly CST.SourceToken[] | undefined, token: CST.Token | null | undefined): void {
    if (token === null || token === undefined) return;
    for (const { type, source } of properties ?? []) {
      if (type !== 'anchor') continue;
      const tokens = anchored.get(source.slice(1)) ?? [];
      anchored.set(source.slice(1), tokens);
      tokens.push(token);
    }
  }
}

/** Whether text that stands in place of the `client` table may be its token. Text that names the token is one whose sign is wrong. */
function isLoneToken(token: CST.Token | null | undefined): boolean {
  if (token?.type === 'scalar') return !/^token[\s:=]/.test(token.source);
  return token?.type !== 'block-map' && !(token?.type === 'flow-collection' && token.start.type === 'flow-map-start');
}

/** No key of a secret's table has digits and so many letters. */
function looksRandom(key: string): boolean {
  return key.length >= 8 && /\d/.test(key) && /[a-z]/i.test(key);
}

/** The key of an item that has a colon, or a `?`. */
function keyOf({ start, key, sep = [] }: CST.CollectionItem): string | undefined {
  const isPair = [...start, ...sep].some(({ type }) => type === 'map-value-ind' || type === 'explicit-key-ind');
  return isPair ? plainText(key) : undefined;
}

/** What a scalar on one line says; undefined for anything else. */
function plainText(token: CST.Token | null | undefined): string | undefined {
  switch (token?.type) {
    case 'scalar':
      return token.source;
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return quotedText(token.source, 0).text;
    default:
      return undefined;
  }
}
