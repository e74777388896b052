"""What the workers do: a plugin keeps rules, model and settings loaded, tasks name what is to be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from distributed import Worker, WorkerPlugin, get_worker

from mtcheck.archive.checking import Checking, Done
from mtcheck.archive.inputs import Input
from mtcheck.archive.places import Place
from mtcheck.archive.plan import Cuts, Partition
from mtcheck.archive.reading import Reader
from mtcheck.archive.repeats import Counts as Lines
from mtcheck.archive.repeats import Repeats, counted, merged
from mtcheck.archive.state import code
from mtcheck.core.model import Document
from mtcheck.pipeline import Checker
from mtcheck.readers import Options

COUNTS, REPEATED = ".work/counts", ".work/repeated"


@dataclass(frozen=True)
class Job:
    """What a run over an archive is to do; the same on every machine.

    ``size`` is the documents of a partition, ``base`` the folder that relative paths count from, ``out`` where results go; ``settings`` stands for all that
    decides the rows, ``code`` for the version that must run on the workers as well.
    """

    checker: Checker
    options: Options
    size: int
    base: str
    out: str
    signature: str
    settings: str
    code: str

    @property
    def name(self) -> str:
        """What the job is called on the workers, which may have others."""
        return f"mtcheck-archive {self.settings} {self.size} {self.out}"

    @cached_property
    def place(self) -> Place:
        """The folder of results."""
        return Place(self.out)

    @cached_property
    def reader(self) -> Reader:
        """What reads the archive."""
        return Reader(self.options, self.base)


class Keeping(WorkerPlugin):  # type: ignore[misc]  # distributed is partly typed
    """Keeps a job on each worker, the model with it once a document asked for it."""

    def __init__(self, job: Job) -> None:
        self.name, self.job = job.name, job

    def setup(self, worker: Worker) -> None:
        """Refuse a worker that would find something else."""
        if code() != self.job.code:
            raise RuntimeError("the mtcheck of this worker is another version, or was changed")


def _job(name: str) -> Job:
    job: Job = get_worker().plugins[name].job
    return job


class Known(NamedTuple):
    """What pass one came to: all documents, all partitions, and the names of the files of repeated lines."""

    documents: int
    parts: int
    files: tuple[str, ...]


def cut(name: str, one: Input) -> Cuts:
    """Return where a file may be cut."""
    job = _job(name)
    return job.reader.cuts(one, job.size)


def counts_file(number: int) -> str:
    """Return the file of a partition's lines."""
    return f"{COUNTS}/{number:06}.bin"


def count(name: str, partition: Partition) -> Lines:
    """Count the lines of a partition."""
    job = _job(name)
    content, found = counted(one for one in job.reader.documents(partition) if isinstance(one, Document))
    job.place.write(counts_file(partition.number), content)
    return found


def repeated_file(stretch: tuple[int, int]) -> str:
    """Return the file of what one merge found."""
    return f"{REPEATED}/{stretch[0]:03}-{stretch[1]:03}.bin"


def merge(name: str, stretch: tuple[int, int], numbers: Sequence[int], parts: int) -> None:
    """Find the lines of some groups that stand in several documents."""
    place = _job(name).place
    place.write(repeated_file(stretch), merged(stretch, [(number, counts_file(number)) for number in numbers], parts, place.read))


def check(name: str, partition: Partition, known: Known) -> Done:
    """Check a partition and write what was found; that of its documents last, which says that it is done."""
    job = _job(name)
    repeats = Repeats(known.files, partition.number, known.parts, job.place.read)
    files, done = Checking(job.checker, job.signature, repeats, known.documents).checked(partition.number, job.reader.documents(partition))
    for file, content in files:
        job.place.write(file, content)
    return done
