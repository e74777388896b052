"""Hooks of the documentation site (``mkdocs.yml``, ``make site``): files from outside ``docs`` become pages, and links follow them.

Links in the pages lead from file to file of the repository, as code hosts show them; a link to a file that is neither on the site nor named here is a warning,
and so ends a strict build.
"""

from __future__ import annotations

import logging
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
OUTSIDE = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "corpora/README.md": "corpora.md",
    "README.md": "index.md",
    "LICENSE": "LICENSE.txt",
    "NOTICE": "NOTICE.txt",
    "action.yml": "action.yml",
    "templates/gitlab-ci.yml": "gitlab-ci.yml",
}
"""Files of the repository and where they stand on the site; ``README.md`` is what the first page is on code hosts."""
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#|/)([^)#\s]+)(?=[)#])")
log = logging.getLogger("mkdocs.hooks.site")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files from outside."""
    from mkdocs.structure.files import File

    for name, place in OUTSIDE.items():
        if place not in files.src_uris:
            files.append(File.generated(config, place, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the page with its links as the site has them."""
    here = page.file.src_uri
    home = {place: name for name, place in OUTSIDE.items() if name != "README.md"}.get(here, f"docs/{here}")
    return LINK.sub(lambda found: relinked(found[1], home, here, files), markdown)


def relinked(link: str, home: str, here: str, files: Files) -> str:
    """Return a link of the file ``home`` of the repository for its page ``here``."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(home), link))
    place = OUTSIDE.get(target, target.removeprefix("docs/"))
    if place not in files.src_uris or not (ROOT / target).is_file():
        log.warning("%s links to %s, which is no file of the site", home, link)
        return link
    return posixpath.relpath(place, posixpath.dirname(here) or ".")
