"""Groups and commands: loaded when needed, with the global options everywhere and help in one form."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from claims.cli.failures import hear, no_surrogates, pipe_watched, printable, report, standing

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Sections = Mapping[str, Mapping[str, tuple[str, str]]]
COMPLETING = "_CLAIMS_COMPLETE"
"""What a shell sets when it asks what may come next."""


class Settings:
    """What the global options say; `None` means the environment or the default decides."""

    def __init__(self) -> None:
        self.db: str | None = None
        self.actor: str | None = None

    def update(self, ctx: click.Context, *, db: str | None, actor: str | None, no_color: bool) -> None:
        self.db = self.db if db is None else db
        self.actor = self.actor if actor is None else actor
        if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            ctx.color = False


def settings() -> Settings:
    """Return what the global options of the running command say."""
    return click.get_current_context().find_root().ensure_object(Settings)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    given = {"db": None, "actor": None, "no_color": False} | {str(param.name): value}
    ctx.find_root().ensure_object(Settings).update(ctx, **given)


def _global_options() -> list[click.Parameter]:
    """Return the global options as a command takes them: after its name too, without repeating them in its help."""
    common: dict[str, Any] = {"callback": _keep, "expose_value": False, "hidden": True}
    return [
        click.Option(["--db"], help="The database.", **common),
        click.Option(["--as", "actor"], help="Who you are.", **common),
        click.Option(["--no-color"], is_flag=True, help="Print without colours.", **common),
    ]


class Command(click.Command):
    """A command that also takes the global options after its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _global_options()


class Noun(click.Group):
    """A group named after a thing; bare, it does what its command `default` does."""

    command_class = Command

    def __init__(self, *args: Any, default: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and not args:  # a shell asks what may come: the commands
            return super().parse_args(ctx, args)
        if not args and not self.default:
            click.echo(ctx.get_help())
            ctx.exit()
        wants_help = bool(set(args[:1]) & set(self.get_help_option_names(ctx)))
        if self.default and not wants_help and (not args or args[0].startswith("-")):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list["CompletionItem"]:
        command = self.get_command(ctx, self.default) if self.default and incomplete.startswith("-") else None
        return command.shell_complete(ctx, incomplete) if command else super().shell_complete(ctx, incomplete)


class Root(click.Group):
    """The group of all commands, each imported when it is called, and the place where every error ends."""

    def __init__(self, *args: Any, sections: Sections, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.table = {name: entry for section in sections.values() for name, entry in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"claims.cli.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.table and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=self.table, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        longest = max(map(len, self.table))
        for title, section in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(longest), said) for name, (_, said) in section.items()])

    def invoke(self, ctx: click.Context) -> Any:
        with pipe_watched():
            return super().invoke(ctx)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with pipe_watched():  # the help is printed here
            return super().make_context(*args, **kwargs)

    def main(  # type: ignore[override]  # it never returns
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a command and end the process with its exit code; every failure is one line on stderr."""
        given = list(sys.argv[1:] if args is None else args)
        try:
            standing()
            printable()
            hear(given)
            no_surrogates(given)
            if COMPLETING in os.environ:
                import_module("claims.cli.shells")
            extra["standalone_mode"] = False
            code = super().main(given, prog_name or "claims", **extra)
        except Exception as error:
            code = report(error)
        except KeyboardInterrupt:
            code = report(click.Abort())
        hear(())  # whoever runs several commands in one process starts each anew
        sys.exit(code if isinstance(code, int) else 0)
