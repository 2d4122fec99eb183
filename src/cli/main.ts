// The program's entry: its first import of everything, bundled as dist/main.js.
import { processArguments, processHost, setExitCode } from './host.ts';
import { run } from './run.ts';

setExitCode(await run(processArguments(), processHost()));
