"""Which browser the tests drive: the one named by path, else Chromium or Chrome of this machine.

`python tests/browser.py` says which it will be, or how to get one.
"""

import os
import shutil
import sys

PATH_VARIABLE = "CLAIMTRACK_TEST_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MEND = f"apt-get install chromium, or name one with {PATH_VARIABLE}=/path/to/chrome"


class NoBrowser(Exception):
    """No browser can be had; the message says how to get one."""


def find_browser() -> str:
    """Return the path of a browser; raises NoBrowser."""
    if given := os.environ.get(PATH_VARIABLE):
        if not os.access(given, os.X_OK):
            raise NoBrowser(f"{PATH_VARIABLE} names {given!r}, which is no program: {MEND}")
        return given
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise NoBrowser(f"No browser for the tests: {MEND}")


def main() -> int:
    try:
        print(f"browser: {find_browser()}")
    except NoBrowser as why:
        print(why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
