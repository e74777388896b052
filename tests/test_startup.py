"""Start-up: nothing heavy is imported before it is needed."""

import subprocess
import sys

HEAVY = (
    "torch",
    "transformers",
    "onnxruntime",
    "tokenizers",
    "pandas",
    "numpy",
    "sacrebleu",
    "rich",
    "wordfreq",
    "tomllib",
    "anyascii",
    "simplemma",
    "openpyxl",
    "pyarrow",
    "dask",
    "distributed",
    "fsspec",
    "mtcheck.bilingual.bitext",
    "mtcheck.bilingual.align",
    "tree_sitter",
    "regex",
    "concurrent.futures.process",
    "sqlite3",
    "pathspec",
    "mtcheck.english.british",
    "starlette",
    "uvicorn",
    "jinja2",
    "sqlalchemy",
    "alembic",
    "html.entities",
    "mtcheck.baseline",
    "mtcheck.suppression.comments",
    "mtcheck.suppression.ignore_file",
    "mtcheck.readers.html",
    "mtcheck.readers.docx",
    "mtcheck.readers.table",
)


def imported(*arguments: str, text: str = "Daesh said on Monday that goalsand plans were ready. «Oui», it said.") -> set[str]:
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: print('MODULES', *sorted(sys.modules), file=sys.stderr))\n"
        "from mtcheck.cli import main\n"
        "sys.argv = ['mtcheck', *sys.argv[1:]]\n"
        "main()\n"
    )
    run = lambda: subprocess.run([sys.executable, "-c", code, *arguments], input=text, capture_output=True, text=True, check=False)  # noqa: E731
    run()
    done = run()
    line = next(line for line in done.stderr.splitlines() if line.startswith("MODULES"))
    return set(line.split())


def test_json_report_imports_nothing_heavy(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Daesh said on Monday that goalsand plans were ready. «Oui», it said.\n", encoding="utf-8")
    modules = imported("check", "--format", "json", str(path))
    assert "mtcheck.pipeline" in modules
    assert not modules & set(HEAVY)


def test_report_for_a_terminal_takes_the_table_of_cells_alone(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Daesh said on Monday that goalsand plans were ready. «Oui», it said.\n", encoding="utf-8")
    modules = imported("check", "--scorer", "off", str(path))
    assert "mtcheck.reporters.terminal" in modules and "rich.cells" in modules
    assert not modules & ({*HEAVY, "rich.console", "rich.text", "rich.segment"} - {"rich"})


def test_help_imports_no_pipeline():
    assert "mtcheck.pipeline" not in imported("--version")
