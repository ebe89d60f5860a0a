"""`python -m border_check`, and the command `border-check`."""

from __future__ import annotations


def main() -> None:
    """Run the command line and exit."""
    import gc

    gc.disable()  # until it is known that more is done than one short check
    from border_check.cli.start import main as start

    start()


if __name__ == "__main__":
    main()
