import type { CommandSpec } from '../command.ts';
import { doctorChecks } from '../doctor-checks.ts';
import { exitCodes } from '../exit-codes.ts';
import { addSourceArgument } from '../source-options.ts';
import { oneLine } from '../text.ts';

export const doctor: CommandSpec = {
  examples: ['stemma doctor', 'stemma doctor openml --graph neo4j://localhost:7687 --json'],
  configure: addSourceArgument,
  async run(context, [names]) {
    const { output } = context;
    const checks = await doctorChecks(context, names);
    const bad = checks.filter((check) => check.state === 'bad');
    if (output.json) {
      const items = checks.map(({ graph: _graph, ...check }) => check);
      await output.result({ ok: bad.length === 0, items, total: items.length });
    } else {
      const width = Math.max(...checks.map((check) => check.name.length));
      for (const { name, state, detail, hint } of checks) {
        await output.text(
          `${output.mark(state)} ${oneLine(name).padEnd(width)}  ${oneLine(detail)}${hint === undefined ? '' : ` → ${oneLine(hint)}`}`,
        );
      }
    }
    if (bad.length === 0) return exitCodes.done;
    return bad.some((check) => check.graph !== true) ? exitCodes.usage : exitCodes.graphUnreachable;
  },
};
