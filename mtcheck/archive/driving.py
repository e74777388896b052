"""A run over an archive from its first file to its last row: plan, count, merge, check; what is there already is not done again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from distributed import Client

from mtcheck.archive import plan, tables, tasks
from mtcheck.archive.checking import Done
from mtcheck.archive.inputs import Input
from mtcheck.archive.places import Place
from mtcheck.archive.plan import Cuts, Partition
from mtcheck.archive.repeats import Counts as Lines
from mtcheck.archive.repeats import counts_of, merges
from mtcheck.archive.rounds import carried_out
from mtcheck.archive.state import Aside
from mtcheck.archive.tables import DONE, SCHEMAS, Counts
from mtcheck.archive.tasks import COUNTS, REPEATED, Job, Known
from mtcheck.core.errors import ReadError
from mtcheck.core.model import Failure

PLAN = ".work/plan.json"
COUNTED = f"{REPEATED}/counted.json"
"""Says that all merges are done, and over which partitions."""

Tell = Callable[[str, int, int, int], None]
"""What is told of progress: phase, partitions done, partitions in all, documents done in this run."""


class Outcome(NamedTuple):
    """What a run came to: all counts, the number of partitions, those set aside, and the first failures of each partition of this run."""

    counts: Counts
    partitions: int
    aside: tuple[Aside, ...]
    failures: tuple[Failure, ...]


class Driver:
    """Carries out a job with the workers of a cluster."""

    def __init__(self, client: Client, job: Job, tell: Tell) -> None:
        self._client, self._job, self._tell = client, job, tell
        self._place: Place = job.place

    def run(self, inputs: Sequence[Input]) -> Outcome:
        """Return what the run came to.

        Raises ReadError where nothing can be read, ConfigError where the cluster is gone.
        """
        parts, failures = self._planned(inputs)
        if not parts:
            raise ReadError(failures[0].message if failures else "no documents in it", failures[0].where if failures else None)
        lost, known = self._counted(parts)
        done = self._done(parts)
        found = list(failures)
        aside = lost | self._checked([one for one in parts if one.number not in lost], known, done, found)
        self._write_failures(failures)
        counts = sum(done.values(), Counts(failures=len(failures)))
        return Outcome(counts, len(parts), tuple(Aside(n, parts[n].names, reason) for n, reason in sorted(aside.items())), tuple(found))

    def _planned(self, inputs: Sequence[Input]) -> tuple[list[Partition], list[Failure]]:
        """Return the partitions, and what cannot be read."""
        if self._there(PLAN):
            return plan.read(self._place.read(PLAN))
        files = [one for one in inputs if one.kind != "file"]
        cuts: dict[str, Cuts] = {}

        def take(number: int, found: Cuts) -> None:
            cuts[files[number].name] = found
            self._tell("looking", len(cuts), len(files), 0)

        failed = self._carried_out(tasks.cut, {number: (one,) for number, one in enumerate(files)}, take)
        cuts |= {files[number].name: Cuts((), (Failure(files[number].name, f"cannot be read ({reason})"),)) for number, reason in failed.items()}
        parts = plan.partitions(inputs, cuts, self._job.size)
        failures = [failure for one in files for failure in cuts[one.name].failures]
        self._place.write(PLAN, plan.written(parts, failures))
        return parts, failures

    def _counted(self, parts: Sequence[Partition]) -> tuple[dict[int, str], Known]:
        """Return the partitions that cannot be counted, and what is known of repeated lines.

        Where one can be counted now that could not before, all that was checked is checked again, since its lines may come first.
        """
        before = json.loads(self._place.read(COUNTED)) if self._there(COUNTED) else None
        if before and not before["aside"]:
            return {}, _known(before)
        found = self._lines()

        def take(number: int, lines: Lines) -> None:
            found[number] = lines
            self._tell("counting", len(found), len(parts), sum(one.documents for one in found.values()))

        aside = self._carried_out(tasks.count, {one.number: (one,) for one in parts if one.number not in found}, take)
        if before and sorted(map(int, before["aside"])) == sorted(aside):
            return aside, _known(before)
        for folder in (*(SCHEMAS if before else ()), REPEATED):  # what says that there is a new beginning goes last
            self._place.remove(folder)
        return aside, self._merged(found, aside, len(parts))

    def _lines(self) -> dict[int, Lines]:
        """Return what was counted by an earlier run."""
        numbers = (int(name.partition(".")[0]) for name in self._place.sizes(COUNTS))
        return {number: counts_of(tasks.counts_file(number), self._place.read) for number in numbers}

    def _merged(self, found: Mapping[int, Lines], aside: Mapping[int, str], parts: int) -> Known:
        stretches = merges(sum(one.lines for one in found.values()))
        numbers, merged = sorted(found), []

        def take(number: int, _: Any) -> None:
            merged.append(number)
            self._tell("comparing", len(merged), len(stretches), 0)

        failed = self._carried_out(tasks.merge, {n: (stretch, numbers, parts) for n, stretch in enumerate(stretches)}, take)
        if failed:
            raise ReadError(
                f"the lines of the archive cannot be compared ({next(iter(failed.values()))})", self._place.name, "run the same command again"
            )
        known = Known(sum(one.documents for one in found.values()), parts, tuple(map(tasks.repeated_file, stretches)))
        self._place.write(COUNTED, json.dumps({"known": known, "aside": dict(aside)}).encode())
        return known

    def _done(self, parts: Iterable[Partition]) -> dict[int, Counts]:
        """Return what the partitions come to that are there already."""
        there = {tables.number_of(name) for name in self._place.sizes(DONE)}
        return {one.number: tables.counts_in(self._place.read(f"{DONE}/{tables.part(one.number)}")) for one in parts if one.number in there}

    def _checked(self, parts: Sequence[Partition], known: Known, done: dict[int, Counts], failures: list[Failure]) -> dict[int, str]:
        """Check the partitions that are not done; return those that cannot be."""
        before = sum(one.documents for one in done.values())

        def take(number: int, found: Done) -> None:
            done[number] = found.counts
            failures.extend(found.failures)
            self._tell("checking", len(done), len(parts), sum(one.documents for one in done.values()) - before)

        self._tell("checking", len(done), len(parts), 0)
        return self._carried_out(tasks.check, {one.number: (one, known) for one in parts if one.number not in done}, take)

    def _carried_out(self, task: Callable[..., Any], calls: Mapping[int, tuple[Any, ...]], take: Callable[[int, Any], None]) -> dict[int, str]:
        return carried_out(self._client, task, {number: (self._job.name, *call) for number, call in calls.items()}, take)

    def _write_failures(self, failures: Iterable[Failure]) -> None:
        """Write what could not be read at all beside what the partitions say."""
        table = tables.Table("failures", tables.metadata(self._job.signature))
        table.add({"where": one.where, "message": one.message, "internal": one.internal} for one in failures)
        self._place.write("failures/plan.parquet", table.close())

    def _there(self, name: str) -> bool:
        folder, _, file = name.rpartition("/")
        return file in self._place.sizes(folder)


def _known(counted: Mapping[str, Any]) -> Known:
    documents, parts, files = counted["known"]
    return Known(documents, parts, tuple(files))
