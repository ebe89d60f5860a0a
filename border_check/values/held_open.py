"""What is held open, and let go of at the end of a `with` statement."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self


class HeldOpen:
    """Something that keeps files or lines open until it is closed."""

    def close(self) -> None:
        """Let go of what it keeps."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
