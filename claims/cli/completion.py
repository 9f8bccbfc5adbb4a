"""Shell completion."""

import click

from claims.cli.group import COMPLETING, Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    It completes commands, and the keys and names the database holds. For zsh it
    must come after the line that calls compinit.

    \b
    Example:
      claims completion bash >> ~/.bashrc
      claims completion zsh >> ~/.zshrc
      claims completion fish > ~/.config/fish/completions/claims.fish
    """
    from claims.cli.shells import Bash, Fish, Zsh

    made = {"bash": Bash, "zsh": Zsh, "fish": Fish}[shell]
    click.echo(made(ctx.find_root().command, {}, "claims", COMPLETING).source())
