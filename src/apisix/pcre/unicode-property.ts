import type { UnitTest } from './tree.ts';

/** The scripts of Unicode 7, which PCRE 8.39 to 8.45 know by these names, case and underscore included. */
const SCRIPTS = new Set(
  `Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bopomofo Brahmi Braille Buginese Buhid
  Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Common Coptic Cuneiform Cypriot Cyrillic Deseret
  Devanagari Duployan Egyptian_Hieroglyphs Elbasan Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi
  Han Hangul Hanunoo Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese
  Kaithi Kannada Katakana Kayah_Li Kharoshthi Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu
  Lycian Lydian Mahajani Malayalam Mandaic Manichaean Meetei_Mayek Mende_Kikakui Meroitic_Cursive
  Meroitic_Hieroglyphs Miao Modi Mongolian Mro Myanmar Nabataean New_Tai_Lue Nko Ogham Ol_Chiki Old_Italic
  Old_North_Arabian Old_Permic Old_Persian Old_South_Arabian Old_Turkic Oriya Osmanya Pahawh_Hmong Palmyrene
  Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham Sinhala
  Sora_Sompeng Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Telugu Thaana Thai
  Tibetan Tifinagh Tirhuta Ugaritic Vai Warang_Citi Yi`.split(/\s+/),
);

const GENERAL_CATEGORY = /^(?:C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

/** The properties that are PCRE's own, as members of a JavaScript class. `Xsp` has been `Xps` since 8.34. */
const OWN_PROPERTIES: Readonly<Record<string, string>> = {
  Any: '\\p{Any}',
  'L&': '\\p{Lu}\\p{Ll}\\p{Lt}',
  Xan: '\\p{L}\\p{N}',
  Xwd: '\\p{L}\\p{N}_',
  Xps: '\\p{Z}\\t-\\r\\x85\\u180e',
  Xsp: '\\p{Z}\\t-\\r\\x85\\u180e',
  Xuc: '$@`\\xa0-\\ud7ff\\ue000-\\u{10ffff}',
};

function classMembers(name: string): string | null {
  if (Object.hasOwn(OWN_PROPERTIES, name)) return OWN_PROPERTIES[name] ?? null;
  if (GENERAL_CATEGORY.test(name)) return `\\p{${name}}`;
  return SCRIPTS.has(name) ? `\\p{Script=${name}}` : null;
}

/** Whether a code point has the property of that name (`Lu`, `L&`, `Xan`, `Greek`); null when PCRE knows no such name. */
export function unicodeProperty(name: string): UnitTest | null {
  const members = classMembers(name);
  if (members === null) return null;
  const property = new RegExp(`[${members}]`, 'u');
  return (unit) => property.test(String.fromCodePoint(unit));
}
