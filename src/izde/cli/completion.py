"""`izde completion`: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")

#: How bash takes a candidate: where a quotation mark is open, with what that kind of quoting needs, since
#: bash keeps the mark and adds the other; else with backslashes.
QUOTED = r"""case "${COMP_WORDS[COMP_CWORD]}" in
                \"*)
                    value=${value//\\/\\\\}; value=${value//\"/\\\"}
                    value=${value//\$/\\\$}; value=${value//\`/\\\`}
                    COMPREPLY+=("$value")
                    ;;
                \'*) COMPREPLY+=("${value//\'/"'\\''"}") ;;
                *) COMPREPLY+=("$(printf %q "$value")") ;;
            esac"""


@click.command(short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    Example:
      izde completion bash > ~/.local/share/bash-completion/completions/izde
      izde completion zsh > ~/.zfunc/_izde
      izde completion fish > ~/.config/fish/completions/izde.fish
    """
    from click.shell_completion import get_completion_class

    from izde.cli import COMPLETION_VARIABLE, cli

    completion = get_completion_class(shell)
    assert completion is not None, "click completes every shell that is offered"
    script = completion(cli, {}, "izde", COMPLETION_VARIABLE).source()
    # A name or a keyword of several words has to stay one argument; bash alone leaves quoting to the script.
    click.echo(script.replace("COMPREPLY+=($value)", QUOTED))
