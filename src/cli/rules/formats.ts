export const RULES_FORMATS = ['text', 'json'] as const;

export type RulesFormat = (typeof RULES_FORMATS)[number];
