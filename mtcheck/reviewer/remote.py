"""A reviewer behind an endpoint: asks what is not kept of earlier runs, a few passages at a time, within the limits of the run."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.store import Store
from mtcheck.reviewer import Passage, Remark, Review, prompt
from mtcheck.reviewer.answers import entries
from mtcheck.reviewer.budget import Budget, Limits, SpentError
from mtcheck.reviewer.calibration import Measured, confidence
from mtcheck.reviewer.endpoint import REFUSED_FORM, Endpoint, EndpointError, Reply
from mtcheck.reviewer.placing import placed

CACHE = "reviews.sqlite"
LARGEST = 64_000_000
"""Bytes from which on the least recently used answers go."""
PARALLEL = 2
"""Requests under way at a time: a server on a desk answers one after the other."""
HOPELESS = 3
"""Failures in a row after which a run asks no more: the rest would only wait."""
CUT = "an answer was cut off (--reviewer-max-tokens)"


class Answer(NamedTuple):
    """What a model said to a passage, or why it said nothing."""

    content: str = ""
    cut: bool = False
    trouble: str = ""


class RemoteReviewer:
    """Reviews with a model of an endpoint; ``folder`` holds the answers kept between runs, None keeps none. ``measured`` says how sure its remarks are."""

    def __init__(self, endpoint: Endpoint, model: str, limits: Limits, measured: Measured, folder: Path | None) -> None:
        self.name, self.measured, self.budget = model, measured, Budget(limits)
        self.known = 0  # answers that were kept
        self._endpoint, self._folder = endpoint, folder
        self._form = self._failed = 0
        self._given_up = ""

    @property
    def identity(self) -> str:
        """The address, the model, what it is asked, and how sure its remarks are."""
        return f"{self._endpoint.target} {self.name} {prompt.VERSION} {self.budget.limits.answer_tokens} {sorted(self.measured.items())}"

    @cached_property
    def store(self) -> Store | None:
        """The file of the answers."""
        return Store(self._folder / CACHE, LARGEST) if self._folder else None

    @property
    def trouble(self) -> str:
        """Why no answer can be kept; "" where it can."""
        return self.store.trouble if self.store else ""

    def review(self, passages: Sequence[Passage]) -> list[Review]:
        """Return the review of each passage, from what is kept where that has it."""
        keys = [self._key(passage) for passage in passages]
        found = {key: answer for key in dict.fromkeys(keys) if (answer := self._kept(key))}
        self.known += len(found)
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in found}
        answers = in_parallel(self._asked, list(missing.values()), PARALLEL)
        new = dict(zip(missing, answers, strict=True))
        self._keep(new)
        found |= new
        return [self._read(found[key], passage) for key, passage in zip(keys, passages, strict=True)]

    def _read(self, answer: Answer, passage: Passage) -> Review:
        if answer.trouble:
            return Review((), answer.trouble)
        said = entries(answer.content)
        if said is None and not answer.cut:
            return Review((), "an answer was not in the form that was asked for")
        remarks = (Remark(*one, *confidence(self.measured, one.category)) for one in placed(said or (), passage))
        return Review(tuple(remarks), CUT if answer.cut else "")

    def _asked(self, passage: Passage) -> Answer:
        """Return what the model says; asked in another form where the server refuses one."""
        form = self._form
        while not self._given_up:
            try:
                reply = self._reply(passage, form)
            except SpentError as spent:
                return Answer(trouble=str(spent))
            except EndpointError as error:
                if error.status in REFUSED_FORM and form < len(prompt.FORMS):
                    form += 1
                    continue
                return Answer(trouble=self._noted(error))
            self._form, self._failed = form, 0
            return Answer(reply.content, reply.cut)
        return Answer(trouble=self._given_up)

    def _reply(self, passage: Passage, form: int) -> Reply:
        """Return the reply, its tokens counted; those that the server does not count are guessed from its length."""
        body = prompt.request(self.name, passage, self.budget.limits.answer_tokens, form)
        size = len(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"))
        most, taken = self.budget.most(size), 0

        def count() -> None:
            nonlocal taken
            self.budget.take(most)
            taken += 1

        asked = answered = 0
        try:
            reply = self._endpoint.complete(body, count)
            asked = size // 4 if reply.asked is None else reply.asked
            answered = len(reply.content) // 4 if reply.answered is None else reply.answered
            return reply
        finally:
            self.budget.settle(most * taken, asked, answered)

    def _noted(self, error: EndpointError) -> str:
        """Return why there is no answer; from some failures on nothing is asked any more."""
        self._failed += 1
        if error.lasting or self._failed >= HOPELESS:
            self._given_up = self._given_up or str(error)
        return str(error)

    def _key(self, passage: Passage) -> bytes:
        settings = [self._endpoint.target, self.name, prompt.VERSION, self.budget.limits.answer_tokens]
        return hashlib.blake2b(json.dumps([*settings, *passage]).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _kept(self, key: bytes) -> Answer | None:
        value = self.store.get(key) if self.store else None
        with suppress(ValueError, TypeError):
            return Answer(*json.loads(value)) if value else None
        return None

    def _keep(self, answers: dict[bytes, Answer]) -> None:
        """Keep the answers that say something; the others are asked for again."""
        if self.store is None:
            return
        for key, answer in answers.items():
            if not answer.trouble and (answer.cut or entries(answer.content) is not None):
                self.store.put(key, json.dumps([answer.content, answer.cut]).encode())
        self.store.flush()


def in_parallel(work: Callable[[Passage], Answer], items: Sequence[Passage], workers: int) -> list[Answer]:
    """Return what the work makes of each item, in order; raise what it raises. An interrupted run does not wait for what is under way."""
    results = [Answer()] * len(items)
    raised: list[BaseException] = []
    places = iter(range(len(items)))
    lock = threading.Lock()

    def run() -> None:
        while True:
            with lock:
                at = next(places, None)
            if at is None or raised:
                return
            try:
                results[at] = work(items[at])
            except BaseException as error:  # noqa: BLE001  it is raised where somebody waits for the results
                raised.append(error)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(min(workers, len(items)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
    return results
