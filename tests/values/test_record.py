"""The light `NamedTuple` behaves as that of the standard library, without importing typing."""

from __future__ import annotations

import subprocess
import sys
import typing

import pytest

from border_check.values.record import NamedTuple


class Light(NamedTuple):
    """A value."""

    first: str
    second: int = 2

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"

    @classmethod
    def made(cls) -> Light:
        return cls("x")


class Standard(typing.NamedTuple):
    """The same of the standard library."""

    first: str
    second: int = 2


def test_it_is_made_and_shown_as_the_standard_one() -> None:
    light, standard = Light("a"), Standard("a")
    assert tuple(light) == tuple(standard) == ("a", 2)
    assert repr(light) == repr(standard).replace("Standard", "Light")
    assert light._asdict() == standard._asdict()
    assert light._fields == standard._fields
    assert light._replace(second=3) == Light("a", 3)


def test_it_has_methods_and_a_docstring_of_its_own() -> None:
    assert Light("a", 1).both == "a1"
    assert Light.made() == Light("x")
    assert Light.__doc__ == "A value."
    assert (Light.__name__, Light.__module__) == ("Light", __name__)


def test_it_is_frozen_and_has_no_room_for_more() -> None:
    light = Light("a")
    with pytest.raises(AttributeError):
        light.first = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        light.third = "c"  # type: ignore[attr-defined]


@pytest.mark.parametrize("arguments", [(), ("a", 1, 2)], ids=["too few", "too many"])
def test_it_takes_as_many_as_it_has(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Light(*arguments)  # type: ignore[arg-type]


def test_it_can_be_sent_to_another_process() -> None:
    import pickle

    from border_check.values.dates import PartialDate

    assert pickle.loads(pickle.dumps(PartialDate(1985, 7))) == PartialDate(1985, 7)


def test_values_of_documents_are_light() -> None:
    script = (
        "import sys, border_check.values.document, border_check.values.dates\n"
        "print(sorted({'typing', 'dataclasses', 'json'} & sys.modules.keys()))"
    )
    # -I -S: what the site of this machine imports by itself is not ours.
    out = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{script}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout == "[]\n"


class Car(NamedTuple):
    """A value whose fields have the names of what makes it."""

    make: str
    cls_: str = ""
    tuple: str = ""


def test_no_name_of_a_field_stands_in_the_way() -> None:
    assert Car("Zephyr", tuple="x")._asdict() == {"make": "Zephyr", "cls_": "", "tuple": "x"}
