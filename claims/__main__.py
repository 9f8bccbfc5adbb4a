"""The entry point `claims`: ready for Ctrl-C before anything that takes time is imported."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from claims.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
