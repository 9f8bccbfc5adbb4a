"""The doctor: what could keep claims from working, and the mend."""

import click

from claims.cli import card, options
from claims.cli.group import Command
from claims.cli.opened import database, named

WORDS = {True: "ok", False: "trouble", None: "note"}
FOUND_SOMETHING = 5


@click.command(cls=Command)
@options.as_json
def doctor(as_json: bool) -> None:
    """Find out why something does not work.

    Looks at the installation, the database and what belongs to it, and says
    how to mend what is wrong. Changes nothing. After a move (`claims export
    --whole` and import) it checks that claims say what their histories say.

    \b
    Example:
      claims doctor
    """
    from claims.doctor import examine

    findings = examine(database() if named() else None)
    if as_json:
        from claims.cli.output import print_array
        from claims.schemas import FindingRecord

        print_array(FindingRecord.of(finding) for finding in findings)
    else:
        for finding in findings:
            mend = f"; {finding.mend}" if finding.mend and finding.mend not in finding.said else ""
            card.labelled(WORDS[finding.ok], f"{finding.name}: {finding.said}{mend}")
    if any(finding.ok is False for finding in findings):
        raise click.exceptions.Exit(FOUND_SOMETHING)
