"""The review in a real browser (the installed Chromium, driven by Playwright), by keyboard alone; axe says whether everybody can use it."""

from itertools import product

import pytest

pytest.importorskip("playwright.sync_api", reason="needs the dependency group `browser`")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
ONLY = {"resultTypes": ["violations"]}


@pytest.fixture
def window(chromium, server):
    """Open windows at a server; what their consoles complain of fails the test."""
    complaints, contexts, excused = [], [], ["409"]

    def opened(server, name: str = "", **settings):
        contexts.append(chromium.new_context(base_url=server.address, reduced_motion="reduce", **settings))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((server.address, "data:")) else complaints.append(request.url))
        page.goto("/")
        if name:
            expect(page.get_by_label("Name")).to_be_focused()
            page.keyboard.type(name)
            page.keyboard.press("Enter")
            expect(page.locator(".to-article").first).to_be_focused()
        return page

    opened.complaints, opened.excused = complaints, excused
    yield opened
    for context in contexts:
        context.close()
    assert not [one for one in complaints if not any(word in one for word in excused)], complaints


def progress(page, text: str) -> None:
    """Wait for the counts of an article, and for the script to have chosen a finding."""
    expect(page.locator(".card.current")).to_have_count(1)
    expect(page.locator("#progress")).to_contain_text(text)


@pytest.fixture
def beside(tmp_path):
    """An article beside its source, and one without."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "prison.fr.txt").write_text(
        "L'assaut contre la prison a échoué lundi.\n\nDouze personnes ont été blessées dans la ville.\n", encoding="utf-8"
    )
    (folder / "prison.en.txt").write_text(
        "The assault once morest the prison failed on Monday.\n\nFifteen people were hurt in the city, as to their goalsand plans.\n",
        encoding="utf-8",
    )
    (folder / "match.en.txt").write_text(
        "The coach praised the goalsand the saves of his team.\n\nIt was decided in high places.\n\n" + "The council met on Monday. " * 20,
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def running(server, beside):
    return server("--pairs", "{stem}.{lang}.txt", "--source-lang", "fr", beside)


def test_from_opening_to_applied_files_by_keyboard_alone(window, running, beside):
    page = window(running, "Ada")
    keys = page.keyboard
    expect(page.locator(".to-article").first).to_be_focused()
    keys.press("j")
    expect(page.locator(".to-article").nth(1)).to_be_focused()
    keys.press("k")
    keys.press("Enter")
    expect(page.locator("h1")).to_contain_text("The assault once morest")
    progress(page, "3 to decide")
    expect(page.locator(".pair.current .source")).to_have_text("L'assaut contre la prison a échoué lundi.")
    keys.press("a")
    progress(page, "2 to decide, 1 accepted")
    expect(page.locator(".card.current q")).to_have_text("Fifteen")
    expect(page.locator(".pair.current .source")).to_contain_text("Douze personnes")
    keys.press("e")
    keys.type("Twelve")
    keys.press("Enter")
    progress(page, "1 to decide, 2 accepted")
    keys.press("x")
    keys.type("a name")
    keys.press("Enter")
    progress(page, "0 to decide, 2 accepted, 1 refused")
    expect(page.locator("#told")).to_contain_text("All decided")
    keys.press("u")
    progress(page, "1 to decide, 2 accepted, 0 refused")
    expect(page.locator(".card.current q")).to_have_text("goalsand")
    keys.press("1")
    progress(page, "0 to decide, 3 accepted")
    keys.press("n")
    expect(page.locator("h1")).to_contain_text("The coach praised")
    progress(page, "2 to decide")
    keys.press("j")
    keys.press("k")
    keys.press("a")
    progress(page, "1 accepted")
    keys.press("w")
    expect(page.locator("#write")).to_be_focused()
    expect(page.locator("del")).to_have_count(4)
    keys.press("Enter")
    expect(page.locator(".done")).to_have_count(2)
    assert (beside / "prison.en.txt").read_text() == (
        "The assault against the prison failed on Monday.\n\nTwelve people were hurt in the city, as to their goals and plans.\n"
    )
    assert "praised the goals and the saves" in (beside / "match.en.txt").read_text()
    keys.press("s")
    expect(page.locator("h1")).to_have_text("Figures")
    keys.press("q")
    expect(page.locator("h1")).to_have_text("Articles to review")


def test_two_people_see_each_other(window, running):
    ada, bo = window(running, "Ada"), window(running, "Bo")
    for page in (ada, bo):
        page.keyboard.press("Enter")
        progress(page, "3 to decide")
    ada.keyboard.press("a")
    progress(ada, "2 to decide")
    expect(bo.locator(".card.accepted .state")).to_have_text("accepted by Ada")
    progress(bo, "2 to decide, 1 accepted")
    expect(bo.locator("mark[data-state=accepted]").first).to_have_text("once morest")
    bo.keyboard.press("j")
    bo.keyboard.press("j")
    bo.keyboard.press("x")
    bo.keyboard.type("a name")  # and is not disturbed while typing
    ada.keyboard.press("j")
    expect(ada.locator(".card.current q")).to_have_text("goalsand")
    ada.keyboard.press("a")
    progress(ada, "1 to decide")
    expect(bo.locator("#told")).to_contain_text("Meanwhile somebody else decided about this: accepted by Ada")
    bo.keyboard.press("Enter")
    expect(bo.locator(".card.current .note")).to_have_text("Your decision was not saved: Ada accepted this.")
    expect(bo.locator(".card.current .state")).to_have_text("accepted by Ada")
    bo.keyboard.press("x")
    bo.keyboard.type("I know better")
    bo.keyboard.press("Enter")
    progress(bo, "1 refused")
    expect(ada.locator(".card.refused .stays")).to_contain_text("I know better")


def test_a_server_that_is_gone_loses_nothing(window, running):
    page = window(running, "Ada")
    page.keyboard.press("Enter")
    progress(page, "3 to decide")
    window.excused += ["ERR_CONNECTION", "htmx:"]
    running.kill()
    page.locator(".card.current .suggestion").first.click()
    expect(page.locator("#told")).to_contain_text("Not saved: the server does not answer")
    running.start()
    page.keyboard.press("a")  # the open page goes on
    progress(page, "2 to decide, 1 accepted")
    assert any("ERR_CONNECTION" in one for one in window.complaints)


def test_search_and_filters_as_one_types(window, running):
    page = window(running, "Ada")
    page.keyboard.press("/")
    page.keyboard.type("coach")
    expect(page.locator(".to-article")).to_have_count(1)
    assert "search=coach" in page.url
    page.locator("#search").fill("")
    expect(page.locator(".to-article")).to_have_count(2)
    page.locator("select[name=rule]").select_option("number-mismatch")
    expect(page.locator(".to-article")).to_have_count(1)
    page.locator(".to-article").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Tab")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    progress(page, "3 to decide")  # single keys do nothing any more


@pytest.mark.parametrize(("lacking", "width"), [("scripts", 390), ("htmx", 1280)])
def test_forms_are_enough(window, running, beside, lacking, width):
    """By mouse, in a browser that runs no scripts, and in one that did not get htmx: everything is seen that is needed, and works."""
    page = window(running, viewport={"width": width, "height": 850}, java_script_enabled=lacking != "scripts")
    if lacking == "htmx":
        window.excused.append("ERR_FAILED")
        page.route("**/htmx*", lambda route: route.abort())
        page.reload()
    page.get_by_label("Name").fill("Ada")
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Rule").select_option("number-mismatch")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".to-article")).to_have_count(1)
    page.locator(".to-article").click()
    page.goto(page.url.partition("?")[0])
    card = lambda words: page.locator(".card").filter(has=page.locator("q", has_text=words))  # noqa: E731
    card("once morest").locator(".suggestion").first.click()
    expect(card("once morest").locator(".state")).to_have_text("accepted by Ada")
    card("Fifteen").get_by_text("Edit").click()
    card("Fifteen").get_by_label("Write instead").fill("Twelve")
    card("Fifteen").get_by_role("button", name="Accept").click()
    expect(card("Fifteen").locator(".to")).to_have_text("→ Twelve")
    card("goalsand").get_by_text("Refuse", exact=False).first.click()
    card("goalsand").get_by_label("It stays").fill("a name")
    card("goalsand").get_by_role("button", name="Refuse").click()
    expect(card("goalsand").locator(".stays")).to_have_text("stays: a name")
    card("goalsand").get_by_text("History").click()
    card("goalsand").get_by_role("link", name="Who decided what").click()
    expect(page.locator(".events li")).to_contain_text("a name")
    page.get_by_role("link", name="To the article").click()
    card("goalsand").get_by_role("button", name="Undo").click()
    expect(card("goalsand")).to_have_class("card open" + " current" * (lacking == "htmx"))
    expect(page.get_by_role("button", name="Keys")).to_be_hidden()
    page.get_by_role("link", name="Apply").click()
    page.get_by_role("button", name="Write 1 file").click()
    expect(page.locator(".done")).to_contain_text("2 changes")
    assert "Twelve people were hurt" in (beside / "prison.en.txt").read_text(encoding="utf-8")


def test_everybody_can_use_it(window, running):
    page = window(running)
    faults = {"name": serious(page)}
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    expect(page.locator(".to-article").first).to_be_focused()
    faults["queue"] = serious(page)
    page.keyboard.press("Enter")
    progress(page, "3 to decide")
    faults["article"] = serious(page)
    page.keyboard.press("a")
    progress(page, "1 accepted")
    page.keyboard.press("x")
    faults["refusing"] = serious(page)
    page.keyboard.type("a name")
    page.keyboard.press("Enter")
    progress(page, "1 refused")
    page.keyboard.press("k")
    page.locator(".card.current .history summary").click()
    expect(page.locator(".card.current .events li").first).to_be_visible()
    faults["decided"] = serious(page)
    page.keyboard.press("?")
    faults["help"] = serious(page)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("h1")).to_have_text("Figures")
    faults["figures"] = serious(page)
    page.keyboard.press("w")
    expect(page.locator("#write")).to_be_visible()
    faults["apply"] = serious(page)
    assert {place: found for place, found in faults.items() if found} == {}


def test_everybody_can_sign_in(window, server, beside, accounts, tmp_path):
    """By keyboard alone; what is wrong is said, and the pages of accounts are as usable as the others."""
    (add_users, settings), url = accounts, f"sqlite:///{tmp_path}/team.sqlite3"
    add_users(url, {"Ada": "admin", "Bo with a name that is rather long, as some are": "reviewer"})
    running = server("--database", url, "--pairs", "{stem}.{lang}.txt", "--source-lang", "fr", beside, **settings)
    page = window(running)
    faults = {"sign in": serious(page)}
    window.excused.append("422")  # the answer to the wrong password
    expect(page.locator("#name")).to_be_focused()
    for key in ("ada", "Tab", "wrong wrong wrong", "Enter"):
        page.keyboard.press(key) if key.istitle() else page.keyboard.type(key)
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    faults["wrong"] = serious(page)
    expect(page.locator("#password")).to_be_focused()  # the name is still there
    page.keyboard.type(settings["password"])
    page.keyboard.press("Enter")
    expect(page.locator(".to-article").first).to_be_focused()
    faults["queue"] = serious(page)
    page.keyboard.press("Enter")
    expect(page.locator(".card.current")).to_have_count(1)
    faults["article"] = serious(page)
    for name in ("Users", "Ada"):
        page.get_by_role("link", name=name, exact=True).press("Enter")
        expect(page.locator("h1")).to_have_text(name)
        faults[name] = serious(page)
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.locator("#name")).to_be_focused()
    assert {place: found for place, found in faults.items() if found} == {}


def serious(page) -> list[str]:
    """Return what axe finds serious or critical, light and dark, on a desk and on a phone, and whether the page is wider than its window."""
    found = []
    for scheme, width in product(("dark", "light"), (390, 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 850})
        violations = Axe().run(page, options=ONLY).response["violations"]
        grave = ((one, node) for one in violations if one["impact"] in ("serious", "critical") for node in one["nodes"][:3])
        found += [f"{scheme} {width} {one['id']}: {node['html'][:120]} {node['failureSummary'][:200]}" for one, node in grave]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{scheme} {width}: {wider} pixels too wide"] if wider > 0 else []
    return found
