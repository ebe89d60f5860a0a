"""What is held open, and let go of at the end of a `with` statement."""

from __future__ import annotations

from abc import ABC, abstractmethod

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self


class HeldOpen(ABC):
    """Something that keeps files or lines open until it is closed."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what it keeps."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
