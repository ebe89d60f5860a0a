"""`python -m border_check`, and the command `border-check`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit."""
    from border_check.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
