/** What stands in one entry of a log, without what nginx and Lua put around it. */
export interface LogMessage {
  readonly text: string;
  /** Where the Lua stands that wrote it; undefined for nginx's own, and where only a part of a line was given. */
  readonly place: LuaPlace | undefined;
}

/** A line of Lua, as nginx names it. */
export interface LuaPlace {
  /** Without its directory: `informer_factory.lua`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Whether the directory is known to be another than discovery's and the gateway's own, such as that of a plugin. */
  readonly isForeign: boolean;
}

/** `[error] 46#46: *45 `, as far as it is there. */
const NGINX = /^(?:\[\w+\] )?(?:\d+#\d+: )?(?:\*\d+ )?(?:stream )?/;

/** What nginx puts before an error that Lua threw: the phase, also with the place of its directive. */
const PHASE = /^(?:nginx: )?(?:\[\w+\] )?\w{1,40}_by_lua\w{0,40}\*?(?:\([^)]*\))? error: /;

/**
 * `[lua] init.lua:512: handle_upstream(): `, and the `…/init.lua:349: ` of an error. LuaJIT itself cuts a path at 60 characters (LUA_IDSIZE);
 * without a bound a long word would be searched for each of its splits.
 */
const PLACE = /^(?:\[lua\] )?((?:\.\.\.)?[\w./@-]{0,200}?)([\w-]{1,100}\.lua):(\d+): (?:[\w.:<>/-]+\(\): )?/;

/** Behind the message: what nginx was doing. */
const SURROUNDINGS = /,\s*(?:context: (?:ngx\.|init)|client: (?:[\da-f.:]+|unix:)(?=,|\s*$))[^]*$/;

const DIRECTORIES = /^(?:|.*apisix\/|.*apisix\/discovery\/(?:kubernetes\/)?|.*apisix\/(?:core|cli|admin)\/)$/;

/** Splits what follows the time in nginx's error log, or any part of that. */
export function splitLogMessage(line: string): LogMessage {
  const text = line
    .replace(NGINX, '')
    .replace(PHASE, '')
    .replace(/^nginx: \[\w+\] /, '');
  const placed = PLACE.exec(text);
  if (placed === null || /lyaml|tinyyaml/.test(placed[1] ?? '') || /^(?:lyaml|tinyyaml)\.lua$/.test(placed[2] ?? ''))
    return { text: withoutSurroundings(text), place: undefined };
  const [start, directory = '', file = '', number = ''] = placed;
  return {
    text: withoutSurroundings(text.slice(start.length)),
    place: { file, line: Number(number), isForeign: !DIRECTORIES.test(directory) },
  };
}

function withoutSurroundings(text: string): string {
  return text.replace(SURROUNDINGS, '').trim();
}
