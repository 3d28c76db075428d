import { Argument, type Command } from 'commander';
import type { CommandSpec } from '../command.ts';

interface Words {
  readonly name: string;
  readonly summary: string;
  /** Flags and fixed argument values. */
  readonly words: readonly string[];
  /** What may follow a flag, where that is known: `[flag, values]`. */
  readonly values: readonly (readonly [string, readonly string[]])[];
}

function flagValues(...commands: readonly Command[]): [string, readonly string[]][] {
  return commands
    .flatMap((command) => command.options)
    .flatMap((option): [string, readonly string[]][] =>
      option.long == null || option.argChoices === undefined ? [] : [[option.long, option.argChoices]],
    );
}

/** Of all commands together, for shells whose script knows only the word before. */
function allValues(commands: readonly Words[]): [string, string][] {
  const found = new Map<string, Set<string>>();
  for (const [flag, values] of commands.flatMap((command) => command.values))
    found.set(flag, new Set([...(found.get(flag) ?? []), ...values]));
  return [...found].map(([flag, values]) => [flag, [...values].join(' ')]);
}

function longFlags(command: Command): string[] {
  return command.options
    .filter((option) => !option.hidden)
    .flatMap((option) => (option.long == null ? [] : [option.long]));
}

async function wordsOf(program: Command): Promise<Words[]> {
  const { sources } = await import('../../../extract/index.ts');
  const { listQueries } = await import('../../../cypher/index.ts');
  const more: Readonly<Record<string, readonly string[]>> = {
    run: sources.map((source) => source.name),
    extract: sources.map((source) => source.name),
    sources: sources.map((source) => source.name),
    query: listQueries().map((query) => query.name),
    help: ['exit-codes', 'environment', 'formats', 'concepts', ...program.commands.map((command) => command.name())],
  };
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    words: [
      ...(more[command.name()] ?? []),
      ...command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
      ...longFlags(command),
      ...longFlags(program),
    ],
    values: flagValues(command, program),
  }));
}

function bash(commands: readonly Words[]): string {
  const cases = commands.map(({ name, words }) => `    ${name}) words="${words.join(' ')}" ;;`);
  const values = allValues(commands).map(([flag, words]) => `    ${flag}) words="${words}" ;;`);
  return `# stemma completion for bash: source <(stemma completion bash)
_stemma() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words="${commands.map(({ name }) => name).join(' ')}"
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases.map((line) => `  ${line}`).join('\n')}
    esac
  fi
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${values.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _stemma stemma
`;
}

function zsh(commands: readonly Words[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", '’').replaceAll(':', '\\:')}'`;
  const list = commands.map(({ name, summary }) => `    '${name}':${quoted(summary)}`);
  const cases = commands.map(({ name, words }) => `      ${name}) compadd -- ${words.join(' ')} ;;`);
  const values = allValues(commands).map(([flag, words]) => `      ${flag}) compadd -- ${words}; return ;;`);
  return `#compdef stemma
# stemma completion for zsh: stemma completion zsh > "\${fpath[1]}/_stemma"
_stemma() {
  local -a commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
  else
    case "$words[CURRENT-1]" in
${values.join('\n')}
    esac
    case "$words[2]" in
${cases.join('\n')}
    esac
    _files
  fi
}
compdef _stemma stemma
`;
}

function fish(commands: readonly Words[]): string {
  const lines = commands.flatMap(({ name, summary, words, values }) => [
    `complete -c stemma -n __fish_use_subcommand -a ${name} -d '${summary.replaceAll("'", '’')}'`,
    ...words.map((word) =>
      word.startsWith('--')
        ? `complete -c stemma -n '__fish_seen_subcommand_from ${name}' -l ${word.slice(2)}`
        : `complete -c stemma -n '__fish_seen_subcommand_from ${name}' -a ${word}`,
    ),
    ...values.map(
      ([flag, choices]) =>
        `complete -c stemma -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)} -xa '${choices.join(' ')}'`,
    ),
  ]);
  return `# stemma completion for fish: stemma completion fish > ~/.config/fish/completions/stemma.fish\n${lines.join('\n')}\n`;
}

const shells = { bash, zsh, fish };

export const completion: CommandSpec = {
  examples: ['source <(stemma completion bash)', 'stemma completion fish > ~/.config/fish/completions/stemma.fish'],
  configure(command) {
    command.addArgument(new Argument('<shell>', 'shell').choices(Object.keys(shells)));
  },
  async run({ output, program }, [shell]) {
    const script = shells[shell as keyof typeof shells](await wordsOf(await program()));
    if (output.json) await output.result({ shell, script });
    else await output.write(script);
    return 0;
  },
};
