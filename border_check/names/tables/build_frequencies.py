"""Rebuild frequencies.txt from the name lists of Faker (MIT licence): python build_frequencies.py.

Faker has lists of given names and surnames by country, some with their shares of the population.
In a list without shares every name gets the mean share, but never more than `UNWEIGHTED`. What
Faker lacks, the shares of the commonest names of the world, is set here by hand, from general
knowledge and rounded; the larger of both figures counts.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from pathlib import Path

UNWEIGHTED = 0.002
LEAST = 0.012
"""Rarer names are as rare as can be: see RARITY_BOUNDS of matching/weights.py."""

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


def main() -> None:
    """Write frequencies.txt beside this file."""
    from border_check.names.frequencies import family
    from border_check.names.words import Kind, spell

    shares: dict[str, float] = defaultdict(float)
    examples: dict[str, str] = {}

    def note(name: str, share: float, local: dict[str, float]) -> None:
        for word in spell(name):
            if word.kind is Kind.NAME and not word.is_open and word.sound:
                local[family(word)] += share
                examples.setdefault(family(word), word.text)

    for _country, lists in _faker_lists():
        local: dict[str, float] = defaultdict(float)
        for names, weighted in lists:
            total = sum(names.values())
            for name, weight in names.items():
                note(name, weight / total if weighted else min(1 / len(names), UNWEIGHTED), local)
        for key, share in local.items():
            shares[key] = max(shares[key], share)
    for per_cent, names_of in COMMON.items():
        for name in names_of.split():
            local = defaultdict(float)
            note(name, per_cent / 100, local)
            for key, share in local.items():
                shares[key] = max(shares[key], share)
    lines = [
        "# How common names are: family (names/frequencies.py), bearers per million, an example.",
        "# Built by build_frequencies.py from Faker's lists (MIT) and general knowledge.",
    ]
    for key, share in sorted(shares.items(), key=lambda item: (-round(item[1] * 1e6), item[0])):
        if share >= LEAST:
            lines.append(f"{key}\t{round(share * 1e6)}\t{examples[key]}")
    Path(__file__).with_name("frequencies.txt").write_text(
        "\n".join(lines) + "\n", encoding="utf-8"
    )


def _faker_lists() -> list[tuple[str, list[tuple[dict[str, float], bool]]]]:
    import faker.providers.person as person  # type: ignore[import-not-found,unused-ignore]

    found = []
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        lists: list[tuple[dict[str, float], bool]] = []
        for attribute in ("first_names_male", "first_names_female", "first_names", "last_names"):
            names = getattr(provider, attribute, None)
            if attribute == "first_names" and len(lists) > 1:
                continue
            if isinstance(names, dict):
                lists.append(({str(name): float(weight) for name, weight in names.items()}, True))
            elif isinstance(names, list | tuple | set) and len(names) >= 20:
                lists.append((dict.fromkeys(map(str, names), 1.0), False))
        found.append((module.name, lists))
    return found


if __name__ == "__main__":
    main()
