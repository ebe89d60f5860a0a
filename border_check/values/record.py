"""`NamedTuple`, without paying for `typing`.

A document check starts a process, and importing `typing` (or `dataclasses`) alone costs as much
time as opening and asking the snapshot. To a type checker these are the NamedTuples of the
standard library; when running, a few lines over `collections.namedtuple` make the same classes.
"""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _NamedTupleMeta(type):
        def __new__(meta, name, bases, namespace):
            if not bases:
                return super().__new__(meta, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            given = [field for field in fields if field in namespace]
            fields_base = namedtuple(
                name,
                fields,
                defaults=[namespace[field] for field in given],
                module=namespace["__module__"],
            )
            own = {key: value for key, value in namespace.items() if key not in given}
            own.setdefault("__slots__", ())
            return type(name, (fields_base,), own)

    class NamedTuple(metaclass=_NamedTupleMeta):
        """A frozen value with named fields; see `typing.NamedTuple`."""


__all__ = ["NamedTuple"]
