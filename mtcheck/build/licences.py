"""Makes ``docs/licences.md``: python -m mtcheck.build.licences FILE.

The licences of all packages that mtcheck needs, core and extras, with what those need in turn, as the metadata of the installed packages state them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from mtcheck.core.files import write_text

ROOT = "mtcheck"
COPYLEFT = re.compile(r"\bA?GPL|General Public License(?!.*Lesser)|Affero", re.IGNORECASE)
"""What the licence of something that mtcheck needs must not say; the Lesser GPL does not match."""
SHORTER = {
    "OSI Approved": "",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
LONGEST = 60
"""Characters from which on a License field holds a licence's text rather than its name."""
HEAD = """\
# Licences

Made by `make licences` from the metadata of the packages as they are installed on Linux; other systems and later versions may bring others. A test holds that every package that mtcheck
needs is in these tables, and that none of them is under the GNU GPL or AGPL. Tools for development are not in them. What mtcheck itself carries (word lists, glossaries) is in [NOTICE](../NOTICE).
"""


class Package(NamedTuple):
    """A package that is needed: its name, and its licence as it states it ("" where it does not)."""

    name: str
    licence: str


def needed(extra: str = "") -> dict[str, Package]:
    """Return all packages that mtcheck needs with an extra, by their levelled names; those that are not installed are left out."""
    found: dict[str, Package] = {}
    waiting = list(_requirements(distribution(ROOT), {extra}))
    asked = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if (name, *requirement.extras) in asked:
            continue
        asked.add((name, *requirement.extras))
        try:
            package = distribution(requirement.name)
        except PackageNotFoundError:
            continue
        found[name] = Package(package.name, licence(package))
        waiting += _requirements(package, requirement.extras or {""})
    return dict(sorted(found.items()))


def _requirements(package: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    for line in package.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield requirement


def licence(package: Distribution) -> str:
    """Return the licence of a package: its SPDX expression, else its classifiers, else the field that holds its name."""
    said = package.metadata
    classified = [value.removeprefix("License :: ") for value in said.get_all("Classifier", []) if value.startswith("License :: ")]
    names = [SHORTER.get(part, part) for value in classified for part in value.split(" :: ")]
    field = [line for value in said.get_all("License", []) for line in value.strip().splitlines()[:1]]
    short = [SHORTER.get(line, line) for line in field if len(line) < LONGEST]
    stated: list[str] = said.get_all("License-Expression", [])
    return ", ".join(stated or list(filter(None, names)) or short)


def extras() -> list[str]:
    """Return the names of the extras."""
    return sorted(distribution(ROOT).metadata.get_all("Provides-Extra", []))


def page() -> str:
    """Return the page: a table of the core's packages, and one for each extra of what it adds."""
    core = needed()
    lines = [HEAD]
    for title, packages in (("Core", core), *((f"`mtcheck[{extra}]` besides", _besides(extra, core)) for extra in extras())):
        lines += [f"## {title}", "| package | licence |", "|---|---|", *(f"| {one.name} | {one.licence} |" for one in packages.values()), ""]
    return "\n".join(lines)


def _besides(extra: str, core: dict[str, Package]) -> dict[str, Package]:
    return {name: package for name, package in needed(extra).items() if name not in core}


if __name__ == "__main__":
    write_text(Path(sys.argv[1]), [page()])
