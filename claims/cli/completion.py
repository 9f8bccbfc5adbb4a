"""Shell completion."""

import click

from claims.cli.group import Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Example:
      claims completion bash >> ~/.bashrc
      claims completion zsh >> ~/.zshrc
      claims completion fish > ~/.config/fish/completions/claims.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(ctx.find_root().command, {}, "claims", "_CLAIMS_COMPLETE").source())
