import { Option, type Command } from 'commander';
import { type LineageFilter, typeOfKind } from '../query/lineage-filter.ts';
import type { OptionValues } from './command.ts';
import { share } from './option-values.ts';

/** Names separated by commas, over several uses of a flag. */
function listed(text: string, before: readonly string[] | undefined): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...(before ?? []), ...names.filter((name) => name !== '')];
}

/** Which statements are followed. */
export function addFilterOptions(command: Command): void {
  command
    .addOption(
      new Option(
        '--kind <kinds>',
        'only steps of these kinds: finetune, adapter, quantized, merge, unstated',
      ).argParser(listed),
    )
    .addOption(
      new Option('--min-confidence <0..1>', 'only statements of at least this confidence').argParser(
        share('--min-confidence'),
      ),
    )
    .addOption(new Option('--method <methods>', 'only statements known so: hub-api, hub-tag …').argParser(listed))
    .addOption(new Option('--source <sources>', 'only statements of these sources').argParser(listed));
}

/** @throws StemmaError STEMMA_USAGE for a kind there is not */
export function filterOf(options: OptionValues): LineageFilter {
  const { kind, minConfidence, method, source } = options as {
    readonly kind?: readonly string[];
    readonly minConfidence?: number;
    readonly method?: readonly string[];
    readonly source?: readonly string[];
  };
  return {
    ...(kind === undefined ? {} : { kinds: [...new Set(kind.map(typeOfKind))] }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
    ...(method === undefined ? {} : { methods: method }),
    ...(source === undefined ? {} : { sources: source }),
  };
}
