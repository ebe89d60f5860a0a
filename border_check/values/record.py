"""`NamedTuple`, without paying for `typing`, or for constructors that nobody calls.

A document check starts a process, and importing `typing` (or `dataclasses`) alone costs as much
time as opening and asking the snapshot; making a class by `collections.namedtuple`, mostly for
compiling its constructor, as much as reading a table. To a type checker these are the NamedTuples
of the standard library. When running they are tuples that behave like those, and whose constructor
is compiled when the first value is made.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    try:
        from _collections import _tuplegetter as field_getter
    except ImportError:
        from operator import itemgetter

        def field_getter(place, doc):
            return property(itemgetter(place), doc=doc)

    class Record(tuple):
        """What all named tuples can do."""

        __slots__ = ()
        _fields = ()
        _field_defaults = {}  # noqa: RUF012 - as in the standard library

        def __new__(cls, *values, **named):
            cls.__new__ = staticmethod(_constructor(cls._fields, cls._field_defaults))
            return cls.__new__(cls, *values, **named)

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"expected {len(cls._fields)} values, found {len(made)}")
            return made

        def _replace(self, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"no such fields: {list(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            facts = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({facts})"

        def __getnewargs__(self):
            return tuple(self)

    def _constructor(fields, defaults):
        names = ", ".join(fields)
        made = f"({names},)" if fields else "()"
        # A name that no field has: one may well be called `make`.
        new = eval(f"lambda cls, {names}: _made(cls, {made})", {"_made": tuple.__new__})
        new.__name__ = new.__qualname__ = "__new__"
        new.__defaults__ = tuple(defaults.values())
        return new

    class _NamedTupleMeta(type):
        def __new__(meta, name, bases, namespace):
            if not bases:
                return super().__new__(meta, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in fields if field in namespace}
            getters = {field: field_getter(place, None) for place, field in enumerate(fields)}
            own = {
                **namespace,
                **getters,
                "__slots__": (),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
            }
            return type(name, (Record,), own)

    class NamedTuple(metaclass=_NamedTupleMeta):
        """A frozen value with named fields; see `typing.NamedTuple`."""


__all__ = ["NamedTuple"]
