"""`StrEnum`, without paying for `enum`, whose import takes as long as asking a list.

To a type checker these are those of the standard library. When running they are texts that behave
like those as far as they are used here: members are singletons, looked up by their value, listed in
the order in which they are defined, and sent to other processes as what they are.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from enum import StrEnum
else:

    class _StrEnumMeta(type):
        def __new__(meta, name, bases, namespace):
            texts = {
                key: value
                for key, value in namespace.items()
                if isinstance(value, str) and not key.startswith("_")
            }
            own = {key: value for key, value in namespace.items() if key not in texts}
            made = super().__new__(meta, name, bases, own)
            made.__members__ = {}
            for key, text in texts.items():
                member = str.__new__(made, text)
                member.name, member.value = key, text
                made.__members__[key] = member
                type.__setattr__(made, key, member)
            made._by_value = {member.value: member for member in made.__members__.values()}
            return made

        def __call__(cls, value):
            try:
                return cls._by_value[value]
            except (KeyError, TypeError):
                raise ValueError(f"{value!r} is not a valid {cls.__name__}") from None

        def __getitem__(cls, name):
            return cls.__members__[name]

        def __iter__(cls):
            return iter(cls._by_value.values())

        def __len__(cls):
            return len(cls._by_value)

        def __contains__(cls, value):
            return value in cls._by_value

        def __setattr__(cls, name, value):
            if name in cls.__dict__.get("__members__", ()):
                raise AttributeError(f"{cls.__name__}.{name} stands as it is defined")
            type.__setattr__(cls, name, value)

    class StrEnum(str, metaclass=_StrEnumMeta):
        """Texts of which there are so many and no more; see `enum.StrEnum`."""

        def __repr__(self):
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __reduce__(self):
            return type(self), (self.value,)

        def __copy__(self):
            return self

        def __deepcopy__(self, memo):
            return self


__all__ = ["StrEnum"]
