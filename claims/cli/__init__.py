"""The command line: parse, call the book, print. Nothing but click is imported until a command needs it."""

import gc

import click

from claims.cli import offers
from claims.cli.group import Root, Settings

SECTIONS = {
    "Take in": {
        "ingest": ("ingest:ingest", "Read articles and record the claims in them."),
        "extract": ("extract:extract", "Show what extractors find in articles, side by side."),
        "feeds": ("feeds:feeds", "Subscribe to feeds, and take in what is new in them."),
        "add": ("add:add", "Record one claim by hand."),
        "import": ("interchange:load", "Read claims that were exported, or ready-made ones."),
    },
    "Ask": {
        "list": ("listing:list_", "List claims, newest first, by any filter."),
        "search": ("listing:search", "Find claims by their words, best match first."),
        "show": ("show:show", "Show all there is about one claim."),
        "history": ("show:history", "Show everything that ever happened to one claim."),
        "log": ("log:log", "Show all changes, newest first."),
        "diff": ("log:diff", "Show what became of the claims between two dates."),
        "duplicates": ("alike:duplicates", "List claims that may be one, with the reasons."),
        "conflicts": ("alike:conflicts", "List claims that cannot both be true, with the reasons."),
    },
    "Review": {
        "recheck": ("recheck:recheck", "Look at pages again, and find what became of their quotes."),
        "verify": ("review:verify", "Say that claims were checked and found true."),
        "dispute": ("review:dispute", "Say that credible sources conflict about claims."),
        "refute": ("review:refute", "Say that claims were checked and found false."),
        "retract": ("review:retract", "Say that the speaker withdrew claims."),
        "reject": ("review:reject", "Say that these are no claims: the extraction was wrong."),
        "mark": ("review:mark", "Set any status of a claim."),
        "assess": ("review:assess", "Say how sure we are that a claim is true."),
        "amend": ("amend:amend", "Correct the wording, kind, due date or subject of a claim."),
        "note": ("amend:note", "Write a remark into the history of a claim."),
        "evidence": ("evidence:evidence", "Add or withdraw what speaks for or against a claim."),
        "tag": ("tags:tag", "Give a claim tags."),
        "untag": ("tags:untag", "Take tags off a claim."),
        "merge": ("merges:merge", "Make one claim of two that say the same."),
        "unmerge": ("merges:unmerge", "Take a merged claim out again."),
        "link": ("alike:link", "Say how a claim stands to another one."),
        "unlink": ("alike:unlink", "Say that a claim does not stand so to another one."),
        "serve": ("serve:serve", "Serve the review desk: pages to read and review claims."),
        "undo": ("batches:undo", "Take back everything one command did."),
    },
    "Look around": {
        "sources": ("sources:sources", "List, show, rate and describe sources."),
        "subjects": ("subjects:subjects", "List whom claims are about, and join their names."),
        "documents": ("documents:documents", "List and show the documents claims came from."),
        "batches": ("batches:batches", "List and show what commands did."),
    },
    "Keep": {
        "erase": ("erase:erase", "Erase words for good: nothing brings them back."),
        "export": ("interchange:export", "Write claims with their history to a file."),
        "users": ("users:users", "Say who may work here over the network, and with what."),
        "audit": ("audit:audit", "Look for anything that was lost or changed since it was recorded."),
        "anchor": ("anchor:anchor", "Print the root that stands for all that was recorded so far."),
        "prove": ("prove:prove", "Print a proof that the history of a claim was recorded."),
        "db": ("db:db", "Create, migrate, check and back up the database."),
        "doctor": ("doctor:doctor", "Find out why something does not work."),
        "completion": ("completion:completion", "Print the completion script of a shell."),
    },
}
"""Each command: the module and name it is loaded from, and the one line `claims --help` shows without loading it."""


@click.group(
    "claims",
    cls=Root,
    sections=SECTIONS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--db",
    metavar="URL|FILE",
    shell_complete=offers.files,
    help="The database [env: CLAIMS_DATABASE_URL; else a file of yours].",
)
@click.option("--as", "actor", metavar="NAME", help="Who you are [env: CLAIMS_ACTOR; else your login name].")
@click.option("--no-color", is_flag=True, help="Print without colours [env: NO_COLOR].")
@click.option("--version", is_flag=True, help="Print the version and stop.")
@click.pass_context
def cli(ctx: click.Context, db: str | None, actor: str | None, no_color: bool, version: bool) -> None:
    """Track what was said, by whom, and whether it held.

    Articles go in; every assertion in them comes out as a claim with its exact words, its source, how sure we
    are, what was found when it was checked, and everything that ever happened to it.

    \b
    Example:
      claims ingest article.txt --source "The Example Times"
      claims list
      claims verify 7K2M --evidence https://example.org/report --note "Table 3"

    \b
    Exit codes:
      0 done                   4 nothing extracted
      1 usage or a bad value   5 a check found something
      2 some inputs failed     70 an error of this program (CLAIMS_DEBUG=1
      3 storage failed            shows where), 130 stopped, 141 broken pipe
    """
    settings = ctx.ensure_object(Settings)
    settings.update(ctx, db=db, actor=actor, no_color=no_color)
    if version:
        click.echo(f"claims {installed_version()}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def installed_version() -> str:
    from importlib.metadata import version

    return version("claimtrack")


def main() -> None:
    """Run the command line; the entry point `claims`."""
    try:
        cli(prog_name="claims")
    finally:
        gc.freeze()  # the process ends: looking through all modules for garbage took a quarter of `claims show`
