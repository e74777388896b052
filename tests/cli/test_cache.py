"""Unchanged files cost nothing the second time, and a cache that cannot be used costs one line."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans. Report number {}.\n"
SLOW = """
import sys, time
from mtcheck.cli import main
from mtcheck.scorers import Scores, loading
from mtcheck.scorers.cache import CachedScorer

class Slow:
    name = "slow"
    def score(self, passages):
        time.sleep(0.05 * len(passages))
        return [Scores((), tuple((1.0,) * len(question.options) for question in passage.questions)) for passage in passages]

def load():
    print("the model was loaded", file=sys.stderr)
    return Slow()

loading.scorer_for = lambda setting, keep=True: CachedScorer("slow", "slow 1", load, None)
main()
"""


@pytest.fixture
def site(tmp_path, checker, cache):
    """Twenty articles, and a cache that has the compiled rules alone."""
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "cache").mkdir()
    for file in cache.glob("rules-*"):
        shutil.copy2(file, tmp_path / "cache")
    for number in range(20):
        (folder / f"{number}.txt").write_text(BAD.format(number), encoding="utf-8")
    return tmp_path


def run(site, *arguments, code=None, **environment):
    command = [sys.executable, *(("-c", code) if code else ("-m", "mtcheck"))]
    return subprocess.run(
        [*command, "check", "--scorer", "required" if code else "off", "--format", "json", *arguments, "site"],
        cwd=site,
        capture_output=True,
        text=True,
        env={**os.environ, "MTCHECK_CACHE": str(site / "cache"), **environment},
        check=False,
    )


def store(site):
    return site / "cache" / "results.sqlite"


def test_the_second_run_loads_no_model_and_says_the_same(site):
    begun = time.monotonic()
    first = run(site, code=SLOW)
    middle = time.monotonic()
    second = run(site, code=SLOW)
    assert (first.returncode, first.stderr) == (1, "the model was loaded\n")
    assert (second.returncode, second.stdout, second.stderr) == (1, first.stdout, "")
    assert time.monotonic() - middle < middle - begun


def test_reports_are_the_same_with_and_without(site):
    plain = run(site, "--no-cache")
    assert not store(site).exists()
    runs = [run(site), run(site), run(site, "--jobs", "2"), run(site, "--no-cache", "--jobs", "2")]
    assert {done.stdout for done in runs} == {plain.stdout} and {done.stderr for done in runs} == {""}
    assert store(site).exists()


def test_the_config_may_keep_nothing(site):
    (site / "site" / "mtcheck.toml").write_text("cache = false\n", encoding="utf-8")
    assert run(site).returncode == 1 and not store(site).exists()


def test_what_is_ignored_counts_for_what_was_kept_before(site):
    before = json.loads(run(site).stdout)
    finding = before["documents"][3]["findings"][0]
    ignore = site / ".mtcheck-ignore.tsv"
    ignore.write_text(f"rule\tcontext\treason\texpiry\n{finding['rule']}\t{finding['context']}\tmeant so\t\n", encoding="utf-8")
    after = json.loads(run(site).stdout)
    assert after["documents"][3]["suppressed"] == [finding] and finding not in after["documents"][3]["findings"]


def test_changed_files_and_settings_are_checked_anew(site):
    run(site)
    (site / "site" / "3.txt").write_text("It rained on Monday.\n", encoding="utf-8")
    counts = {one["path"]: len(one["findings"]) for one in json.loads(run(site).stdout)["documents"]}
    assert counts.pop("site/3.txt") == 0 and set(counts.values()) == {2}
    assert not any(one["findings"] for one in json.loads(run(site, "--ignore", "substituted-word,fused-words").stdout)["documents"])
    (site / "site" / "mtcheck.toml").write_text('[severity]\nfused-words = "critical"\n', encoding="utf-8")
    assert "critical" in run(site).stdout


def test_the_size_is_limited(site):
    for number in range(2000):
        (site / "site" / f"{number}.txt").write_text(BAD.format(number) * 3, encoding="utf-8")
    (site / "site" / "mtcheck.toml").write_text("cache-size = 1\n", encoding="utf-8")
    assert run(site, "--jobs", "2").returncode == 1
    assert 300_000 < store(site).stat().st_size <= 1_000_000


@pytest.mark.parametrize("place", ["file/cache", "/proc/cache"])
def test_a_folder_that_cannot_be_written_is_one_line(site, place):
    (site / "file").touch()
    done = run(site, MTCHECK_CACHE=place if place.startswith("/") else str(site / place))
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1 and len(json.loads(done.stdout)["documents"]) == 20
    assert "cannot keep results for the next run" in line and "--no-cache does without" in line
    assert run(site, "--no-cache", MTCHECK_CACHE=str(site / place)).stderr == ""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="file modes do not bind root")
def test_a_read_only_cache_is_used_and_one_line_where_more_is_to_be_kept(site):
    first = run(site)
    store(site).chmod(0o444)
    store(site).parent.chmod(0o555)
    try:
        again = run(site)
        assert (again.stdout, again.stderr) == (first.stdout, "")
        (site / "site" / "3.txt").write_text("It rained on Monday.\n", encoding="utf-8")
        assert len(run(site).stderr.splitlines()) == 1
    finally:
        store(site).parent.chmod(0o755)


def test_a_broken_cache_is_made_anew(site):
    first = run(site)
    store(site).write_bytes(b"broken " * 5000)
    assert [(done.stdout, done.stderr) for done in (run(site), run(site))] == [(first.stdout, "")] * 2
    assert store(site).read_bytes().startswith(b"SQLite format 3")


def test_two_runs_at_once(site):
    environment = {**os.environ, "MTCHECK_CACHE": str(site / "cache")}
    command = [sys.executable, "-m", "mtcheck", "check", "--scorer", "off", "--format", "json", "site"]
    runs = [subprocess.Popen(command, cwd=site, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    outputs = {process.communicate(timeout=120) for process in runs}
    assert len(outputs) == 1 and {process.returncode for process in runs} == {1}
    ((out, err),) = outputs
    assert err == "" and out == run(site).stdout


def test_a_single_article_keeps_nothing_by_rules_alone(site):
    for file in list(Path(site / "site").iterdir())[1:]:
        file.unlink()
    assert run(site).returncode == 1 and not store(site).exists()
