"""Millions of articles, on one machine or many: a run over an archive with Dask, which goes on where it was killed (docs/archive.md).

``inputs`` says what there is, ``plan`` cuts it into partitions, ``reading`` gives the documents of one. ``repeats`` counts lines over all partitions, ``tables`` are what is
written. ``tasks`` is what workers do, ``state`` what a folder of results knows of its run, ``driving`` sends the tasks out and ``cluster`` starts or finds the workers.
Everything that is written is a function of input and settings, is written whole, and takes its name at once: a task may run twice, or again after a crash, and nothing counts twice.

Uses the flow as it is (``pipeline.Checker``). Dask, pyarrow and fsspec come with the extra ``cluster``; only ``cli.archive`` imports this room.
"""
