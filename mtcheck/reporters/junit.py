"""JUnit XML as Jenkins and GitLab read it (Jenkins xUnit plugin, junit-10.xsd): a suite a document, a test that failed for each finding.

A document without findings is one test that passed; what could not be checked is an error. The name of a test is the rule and the words, without a line
number, so that a server knows the same test again after edits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mtcheck.core.model import DocumentReport, Failure, Finding, Result, Rule
from mtcheck.core.text import excerpt
from mtcheck.reporters._place import Place, placed, spot
from mtcheck.reporters._told import message, sentence
from mtcheck.reporters._xml import DECLARATION, attributes, text


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the suites."""
    yield f"{DECLARATION}<testsuites{attributes(name='mtcheck')}>\n"
    for result in results:
        yield _failed(result) if isinstance(result, Failure) else _document(result, signature)
    yield "</testsuites>\n"


def _document(report: DocumentReport, signature: str) -> str:
    document, seen = report.document, Counter[str]()
    name = f"{document.path}:{document.line}" if document.line else document.path
    name += f" ({document.id})" if document.id else ""
    tests = [_finding(report, *pair, name, seen) for pair in placed(report)] + [_error(failure, name) for failure in report.failures]
    properties = {"signature": signature, **({"source-language": sentence(report.told)} if report.told else {})}
    counts = {"failures": len(report.findings), "errors": len(report.failures)}
    return _suite(name, document.path, tests or [_case(name, "no findings", "")], counts, properties)


def _suite(name: str, path: str, tests: list[str], counts: Mapping[str, int], properties: Mapping[str, str]) -> str:
    head = attributes(name=name, tests=len(tests), **counts, file=path)
    stated = "".join(f"<property{attributes(name=key, value=value)}/>" for key, value in properties.items())
    return f"<testsuite{head}>\n<properties>{stated}</properties>\n{''.join(tests)}</testsuite>\n"


def _finding(report: DocumentReport, finding: Finding, place: Place, suite: str, seen: Counter[str]) -> str:
    document = report.document
    name = f"{finding.rule}: {finding.text}"
    seen[name] += 1
    where = f"{document.path}:{document.line}" if document.line else f"{document.path}:{place.line}:{place.column}"
    said = text(f"{where} {finding.severity}\n{excerpt(document.text, finding.span).line}")
    failure = f"<failure{attributes(type=finding.rule, message=message(finding))}>{said}</failure>\n"
    return _case(suite, f"{name} ({seen[name]})" if seen[name] > 1 else name, failure)


def _failed(failure: Failure) -> str:
    path = spot(failure).path
    return _suite(path, path, [_error(failure, path)], {"failures": 0, "errors": 1}, {})


def _error(failure: Failure, suite: str) -> str:
    return _case(suite, failure.where, f"<error{attributes(type='internal' if failure.internal else 'input', message=failure.message)}/>\n")


def _case(suite: str, name: str, inside: str) -> str:
    return f"<testcase{attributes(classname=suite, name=name)}>\n{inside}</testcase>\n"
