// The program's entry: its first import of everything, bundled as dist/main.js.
import { endProcess, processArguments, processHost } from './host.ts';
import { run } from './run.ts';

endProcess(await run(processArguments(), processHost()));
