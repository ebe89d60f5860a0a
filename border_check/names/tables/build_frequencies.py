"""Rebuild frequencies.txt from the name lists of Faker (MIT licence): python build_frequencies.py.

Faker has lists of given names and surnames by country, some with their shares. A person has one
surname and one given name, of men or of women. Shares are of all people, also of those whose names
the list has not; in a list without shares every name gets the mean share, but never more than
`UNWEIGHTED`. Chinese and Korean names count by their syllables, which a short list samples well.
What Faker lacks, the shares of the commonest names of the world, is set here by hand, from general
knowledge and rounded; of all figures for one name, from whatever country, the largest counts.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from border_check.names import tables
from border_check.names.frequencies import family
from border_check.names.scripts import SYLLABIC, script_of
from border_check.names.words import Kind, Word, spell

UNWEIGHTED = 0.002
TAIL = 2.3
"""Shares go on below the last name of a list as one through the rank, to ten times its length:
then its length times its least share times log 10 are missing."""
LEAST = 0.005
"""Rarer names say no more than one of this share: see RARITY_BOUNDS of matching/weights.py."""

# Per cent of the people of the culture where the name is at home, all spellings and sexes together.
COMMON = {
    30.0: "nguyen",
    15.0: "mohammed kim singh",
    8.0: "ali ahmed hassan hussein khan abdullah lee park wang li zhang maria jose",
    5.0: "liu chen yang kumar tran jean ibrahim mahmoud",
    2.5: "zhao huang zhou wu xu sun choi jung le garcia silva "
    "santos ivan juan john anna aung win fatima david carlos luis begum devi bibi",
    1.5: "omar khalid youssef salah mustafa ismail salem said hamid abdulrahman karim "
    "kang cho yoon jang lim gonzalez rodriguez fernandez lopez martinez sanchez perez "
    "hernandez ivanov sergei aleksandr andrei dmitri mikhail vladimir elena olga tatiana "
    "natalia michael james robert william thomas peter paul ana antonio francisco manuel "
    "jesus smith johnson pham hoang shah malik hosseini mohammadi reza hu zhu guo he lin "
    "ma luo zheng liang xie tang feng deng cao peng zeng",
    1.2: "sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato",
    0.8: "abdulaziz abdulhamid abdulqadir abdulkarim nasser rashid saleh sayed tariq walid "
    "yahya yasin zaid jamal kamal adel adnan ahmad amin amir anwar aziz bakr bashir "
    "faisal farid fouad habib haidar hadi hamza haroun hashim isa jafar khalil latif "
    "majid mansour mehdi nabil omran osman qasim rahim rahman saad salim samir sami "
    "shahid sharif suleiman taha yaqub younis yusuf zain zakaria jin ming jian wei jun "
    "hong hua ping ying yan xiao jing yong song chol myong hyok yun il su kyong ramirez "
    "torres flores rivera gomez diaz reyes morales cruz ortiz gutierrez chavez ramos ruiz "
    "alvarez mendoza vasquez castillo jimenez moreno romero herrera medina aguilar vargas "
    "castro guzman mendez munoz rojas contreras miguel angel jorge pedro alejandro rafael "
    "ricardo roberto fernando eduardo daniel javier alberto mario sergio raul oscar "
    "hector victor petrov sidorov kuznetsov smirnov popov sokolov lebedev kozlov novikov "
    "morozov volkov aleksei nikolai viktor igor yuri oleg anatoly boris vasily sharma "
    "gupta patel das roy kaur rao reddy nair iqbal hussain akhtar ahmadi karimi jean "
    "marie pierre martin bernard mehmet mustafa yilmaz kaya demir ayse ali",
    0.4: "abu bin gul jan noor nur shah mir wali haq din allah lah daud dawood hakim ghani "
    "sattar jabbar ghaffar wahid rasul nabi zaman qadir hafiz aslam akram arif asif imran "
    "irfan javed nasir naveed pervez rafiq sajid tahir umar usman wasim yousaf zahid "
    "zafar bilal hasan ilyas junaid kashif",
}  # fmt: skip


_NOT_ASKED = {
    "de_LI",  # fewer people than a small town
    "ja_JP",  # Chinese characters, which cannot be read without a dictionary of names
}
_GIVEN = ("first_names_male", "first_names_female")


def main() -> None:
    """Write frequencies.txt beside this file."""
    shares: dict[str, float] = defaultdict(float)
    examples: dict[str, tuple[float, str]] = {}
    for people in (*_countries(), *({name: per_cent / 100} for name, per_cent in _by_hand())):
        local: dict[str, float] = defaultdict(float)
        for name, share in people.items():
            for word in _words(name):
                local[family(word)] += share
                example = (share, word.text)
                examples[family(word)] = max(examples.get(family(word), example), example)
        for key, share in local.items():
            shares[key] = max(shares[key], share)
    lines = [
        "# How common names are: family (names/frequencies.py), bearers per million, an example.",
        "# Built by build_frequencies.py from Faker's lists (MIT) and general knowledge.",
    ]
    for key, share in sorted(shares.items(), key=lambda item: (-round(item[1] * 1e6), item[0])):
        if share >= LEAST:
            lines.append(f"{key}\t{round(share * 1e6)}\t{examples[key][1]}")
    Path(__file__).with_name("frequencies.txt").write_text(
        "\n".join(lines) + "\n", encoding="utf-8"
    )


def _words(name: str) -> list[Word]:
    """The words that tell: no particle, though it could be a name where it stands alone, and none
    of a script whose vowels got lost."""
    words = spell(name)
    particles = tables.kinds("particles") if len(words) > 1 else {}
    return [
        word
        for word in words
        if word.kind is Kind.NAME and word.sound and not word.is_open
        if word.text not in particles and (name.isascii() or word.sound != word.skeleton)
    ]


def _by_hand() -> Iterator[tuple[str, float]]:
    for per_cent, names in COMMON.items():
        yield from ((name, per_cent) for name in names.split())


def _countries() -> Iterator[dict[str, float]]:
    """Names by country, with the share of its people who bear them."""
    for country, lists in _faker_lists():
        if country in _NOT_ASKED:
            continue
        people: dict[str, float] = defaultdict(float)
        sexes = sum(attribute in _GIVEN for attribute in lists)
        for attribute, names in lists.items():
            bearers_of_kind = 1 / sexes if attribute in _GIVEN else 1.0
            for name, share in _shares(names).items():
                people[name] += share * bearers_of_kind
        yield people


def _shares(names: dict[str, float]) -> dict[str, float]:
    least = min(names.values())
    if least < max(names.values()):
        total = sum(names.values()) + TAIL * len(names) * least
        return {name: weight / total for name, weight in names.items()}
    is_syllabic = any(script_of(letter) in SYLLABIC for letter in next(iter(names)))
    share = 1 / len(names) if is_syllabic else min(1 / len(names), UNWEIGHTED)
    return dict.fromkeys(names, share)


def bearers() -> set[str]:
    """Every given name and surname in Faker's lists."""
    return {name for _, lists in _faker_lists() for names in lists.values() for name in names}


def _faker_lists() -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    """Countries, with their lists by Faker's name for them; names all weigh 1 in some lists."""
    import faker.providers.person as person  # type: ignore[import-not-found,unused-ignore]

    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        lists: dict[str, dict[str, float]] = {}
        for attribute in (*_GIVEN, "first_names", "last_names"):
            names = getattr(provider, attribute, None)
            if attribute == "first_names" and len(lists) > 1:
                continue
            if isinstance(names, dict):
                lists[attribute] = {str(name): float(weight) for name, weight in names.items()}
            elif isinstance(names, list | tuple | set) and len(names) >= 20:
                lists[attribute] = dict.fromkeys(map(str, names), 1.0)
        yield module.name, lists


if __name__ == "__main__":
    main()
