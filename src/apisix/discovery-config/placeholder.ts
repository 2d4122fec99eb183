/** Words of templates that were never filled in; `{{ … }}` is what a template engine would have replaced. */
const PLACEHOLDER =
  /^<[^<>]*>$|^\{\{.*\}\}$|^%\w+%$|change[-_ ]?me|^x{3,}$|^\.{3,}$|^(?:todo|tbd|placeholder)$|^your[-_.]|^(?:replace|insert|fill)[-_ ]/i;

/** Whether a value only holds the place of the real one: `<API_SERVER>`, `CHANGEME`, `your-k8s-host`. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}
