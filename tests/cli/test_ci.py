"""The hooks for pre-commit, the action and the GitLab template, each run as their hosts would."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mtcheck import readers

ROOT = Path(__file__).parents[2]
BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"
GOOD = "The council met on Monday.\n"
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""How the runner of GitHub starts bash."""


@pytest.fixture
def host(tmp_path, monkeypatch, cache):
    """A repository with a commit, ``mtcheck`` and a ``python`` on the path that only notes down what it is asked for; return its folder."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_", "CI_"))]:
        monkeypatch.delenv(name)
    folder, programs = tmp_path / "repository", tmp_path / "bin"
    (folder / "content").mkdir(parents=True)
    programs.mkdir()
    scripts = {
        "mtcheck": f'exec "{sys.executable}" -m mtcheck "$@"',
        "python": f'echo "$@" >> "{tmp_path}/asked"',
        "pip": f'echo "$@" >> "{tmp_path}/asked"',
    }
    for name, line in scripts.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "a@example.org")
    (folder / "content" / "old.txt").write_text(BAD, encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    committed(folder)
    return folder


def git(folder, *arguments):
    return subprocess.run(["git", *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def committed(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def loaded(name):
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


class TestPreCommit:
    @pytest.fixture
    def hook(self, host, tmp_path, monkeypatch):
        """Return what runs a hook of this project by pre-commit, from a repository of its own; ``language: system`` spares the installation."""
        monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
        hooks = tmp_path / "hooks"
        hooks.mkdir()
        (hooks / ".pre-commit-hooks.yaml").write_bytes((ROOT / ".pre-commit-hooks.yaml").read_bytes())
        git(hooks, "init", "-q")
        revision = committed(hooks)

        def run(identity, *arguments):
            config = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [{"id": identity, "language": "system"}]}]}
            (host / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
            git(host, "add", ".pre-commit-config.yaml")
            command = [sys.executable, "-m", "pre_commit", "run", identity, *arguments]
            return subprocess.run(command, cwd=host, capture_output=True, text=True, check=False)

        return run

    def test_manifest_is_valid(self):
        command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout

    def test_hooks_take_what_folders_give(self):
        articles = {suffix for suffix in readers.formats() if not getattr(readers.reader_of(f"x{suffix}"), "BY_NAME", False)}
        for hook in loaded(".pre-commit-hooks.yaml"):
            taken = {suffix for suffix in readers.formats() if re.search(hook["files"], f"content/a{suffix}")}
            assert taken == articles
            assert re.search(hook["files"], "A.TXT") and not re.search(hook["files"], "a.txt.py")

    def test_files_of_the_commit(self, hook, host):
        (host / "content" / "new.txt").write_text(GOOD, encoding="utf-8")
        git(host, "add", "-A")
        assert hook("mtcheck").returncode == 0
        (host / "content" / "new.txt").write_text(BAD, encoding="utf-8")
        git(host, "add", "-A")
        done = hook("mtcheck")
        assert done.returncode == 1 and "content/new.txt:1:30" in done.stdout and "old.txt" not in done.stdout
        assert "content/old.txt:1:30" in hook("mtcheck", "--all-files").stdout

    def test_lines_of_the_commit(self, hook, host):
        file = host / "content" / "old.txt"
        file.write_text(BAD + GOOD, encoding="utf-8")
        git(host, "add", "-A")
        assert hook("mtcheck-staged").returncode == 0
        assert hook("mtcheck").returncode == 1
        file.write_text(BAD + GOOD + "They made goalsand plans.\n", encoding="utf-8")
        git(host, "add", "-A")
        file.write_text(GOOD, encoding="utf-8")
        done = hook("mtcheck-staged")
        assert done.returncode == 1 and "old.txt:3:11" in done.stdout and "old.txt:1:" not in done.stdout


class TestAction:
    @pytest.fixture
    def action(self, host, tmp_path):
        """Return what runs the steps of the action that are scripts, with inputs as a workflow gives them; the outputs, the summary, and the last step."""
        steps = loaded("action.yml")
        defaults = {name: one.get("default", "") for name, one in steps["inputs"].items()}
        (tmp_path / "runner").mkdir()
        files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}

        def run(**inputs):
            given = defaults | inputs
            for file in files.values():
                file.write_text("", encoding="utf-8")
            for step in steps["runs"]["steps"]:
                if "run" not in step:
                    continue
                environment = {
                    name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: given[found[1]], value) for name, value in step["env"].items()
                }
                places = {"RUNNER_TEMP": tmp_path / "runner", "GITHUB_WORKSPACE": host, "GITHUB_ACTION_PATH": ROOT, **files}
                done = subprocess.run(
                    [*BASH, "-c", step["run"]],
                    cwd=host,
                    capture_output=True,
                    text=True,
                    env=os.environ | environment | {name: str(place) for name, place in places.items()},
                    check=False,
                )
                if done.returncode:
                    break
            outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines())
            return outputs, files["GITHUB_STEP_SUMMARY"].read_text("utf-8"), done

        return run

    def test_keeps_to_the_schema(self, published):
        import jsonschema

        jsonschema.Draft7Validator(published("github-action.json")).validate(loaded("action.yml"))
        text = (ROOT / "action.yml").read_text("utf-8")
        assert not [step["run"] for step in loaded("action.yml")["runs"]["steps"] if "${{" in step.get("run", "")], "inputs are no part of a script"
        assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(loaded("action.yml")["inputs"])

    def test_findings(self, action, host, tmp_path):
        outputs, summary, done = action(args="--scorer off")
        assert done.returncode == 1 and outputs["exit-code"] == "1"
        report = json.loads(Path(outputs["report"]).read_text("utf-8"))
        assert [result["ruleId"] for result in report["runs"][0]["results"]] == ["substituted-word", "fused-words"]
        assert summary.startswith("## mtcheck: 2 findings (1 major, 1 minor)")
        assert "::warning file=content/old.txt,line=1,title=substituted-word,col=30" in done.stdout
        assert (tmp_path / "asked").read_text("utf-8") == f"-m pip install --quiet {ROOT}\n"

    def test_paths_and_options_as_they_are_given(self, action, host):
        (host / "with space.txt").write_text(GOOD, encoding="utf-8")
        outputs, summary, done = action(
            paths="with space.txt\ncontent/*.txt\n",
            args="--scorer off --max 'Locale conventions/*=0'\n--max \"Accuracy/*=1\"",
            format="junit",
            output="out.xml",
        )
        assert (done.returncode, outputs) == (0, {"report": "out.xml", "exit-code": "0"}), done.stderr
        assert "in 2 documents" in summary
        assert 'classname="with space.txt"' in (host / "out.xml").read_text("utf-8")
        assert action(args="--scorer off --ignore $(touch x)")[0]["exit-code"] == "2" and not (host / "x").exists()

    def test_what_is_wrong_fails(self, action):
        outputs, summary, done = action(args="--scorer off --fail-on never", paths="none.txt")
        assert (done.returncode, outputs["exit-code"]) == (2, "2") and "none.txt: no such file or folder" in summary
        outputs, summary, done = action(args="--sorcer off", format="json")
        assert (done.returncode, outputs, summary) == (2, {"exit-code": "2"}, "") and "No such option" in done.stderr
        outputs, summary, done = action(args="--max 'Accuracy/*=0")
        assert done.returncode == 1 and not outputs and "unmatched" in done.stderr

    def test_model(self, action, host, tmp_path):
        (tmp_path / "bin" / "mtcheck").write_text(f'#!/bin/sh\necho mtcheck "$@" >> "{tmp_path}/asked"\n', encoding="utf-8")
        action(model="true")
        assert (tmp_path / "asked").read_text("utf-8").splitlines()[:2] == [f"-m pip install --quiet {ROOT}[model]", "mtcheck model install"]


class TestGitLab:
    @pytest.fixture
    def job(self, host):
        """Return what runs the scripts of the job in one shell, as GitLab does."""
        template = loaded("templates/gitlab-ci.yml")["mtcheck"]
        script = "\n".join(template["before_script"] + template["script"])

        def run(**variables):
            environment = os.environ | template["variables"] | {"MTCHECK_ARGS": "--scorer off"} | variables
            return subprocess.run([*BASH, "-c", script], cwd=host, capture_output=True, text=True, env=environment, check=False)

        return run

    def test_keeps_to_the_schema(self, published):
        import jsonschema

        jsonschema.Draft7Validator(published("schema/ci.json")).validate(loaded("templates/gitlab-ci.yml"))

    def test_all_files(self, job, host):
        done = job()
        assert done.returncode == 1 and "content/old.txt:1:30 major" in done.stdout
        reports = loaded("templates/gitlab-ci.yml")["mtcheck"]["artifacts"]["reports"]
        entries = json.loads((host / reports["codequality"]).read_text("utf-8"))
        assert [entry["location"]["path"] for entry in entries] == ["content/old.txt"] * 2
        assert 'tests="2"' in (host / reports["junit"]).read_text("utf-8")
        assert job(MTCHECK_PATHS="content/old.txt", MTCHECK_ARGS="--scorer off --fail-on critical").returncode == 0

    def test_a_merge_request(self, job, host):
        base = git(host, "rev-parse", "HEAD")
        (host / "content" / "old.txt").write_text(BAD + GOOD, encoding="utf-8")
        committed(host)
        done = job(CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        assert done.returncode == 0 and done.stdout.startswith("no findings in 1 document")
        assert job(CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40).returncode == 2


def test_what_the_documents_say_of_pre_commit_is_valid(published):
    import jsonschema

    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    (config,) = [block for block in blocks if "repos" in block]
    jsonschema.Draft7Validator(published("pre-commit-config.json")).validate(config)
    assert {hook["id"] for repo in config["repos"] for hook in repo["hooks"]} <= {hook["id"] for hook in loaded(".pre-commit-hooks.yaml")}
    (workflow,) = [block for block in blocks if "jobs" in block]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "mtcheck" in step.get("uses", "")]
    assert steps and all(set(step["with"]) <= set(loaded("action.yml")["inputs"]) for step in steps)
