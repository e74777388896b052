"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = () => all("#cards > .card");
  const sheet = matchMedia("(max-width: 60rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const KEYS = "mtcheck-keys";
  const decided = [];
  let current = null;
  let sent = null;
  if (!window.htmx) document.documentElement.classList.remove("scripted"); // forms are sent as they are, and pages load anew

  const say = (text) => {
    const told = one("#told");
    told.textContent = text;
    told.classList.toggle("shown", Boolean(text));
  };

  const marksOf = (id) => all(`#m${id}, #s${id}`);

  const sync = () => {
    for (const mark of all(".text mark")) {
      const id = mark.id.slice(1);
      const card = document.getElementById(`f${id}`);
      mark.dataset.state = card ? card.dataset.state : "other";
      mark.classList.toggle("current", id === current);
    }
    for (const pair of all(".pair")) pair.classList.toggle("current", Boolean(one("mark.current", pair)));
    for (const card of cards()) {
      const here = card.dataset.finding === current;
      card.classList.toggle("current", here);
      if (here) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    }
  };

  const select = (card, { focus = true } = {}) => {
    if (!card) return;
    current = card.dataset.finding;
    sync();
    const behavior = calm.matches ? "auto" : "smooth";
    const mark = marksOf(current)[0];
    if (mark) mark.scrollIntoView({ block: sheet.matches ? "start" : "center", behavior });
    if (focus) card.focus({ preventScroll: true });
    const list = card.closest(".findings");
    if (list && list.scrollHeight > list.clientHeight) list.scrollTo({ top: card.offsetTop - list.clientHeight / 4, behavior });
  };

  const chosen = () => document.getElementById(`f${current}`) || cards()[0];

  const step = (by, focus = true) => {
    const list = cards();
    const at = list.findIndex((card) => card.dataset.finding === current);
    select(list[Math.min(list.length - 1, Math.max(0, at < 0 ? 0 : at + by))], { focus });
  };

  const onward = () => {
    const list = cards();
    const at = list.findIndex((card) => card.dataset.finding === current);
    const next = [...list.slice(at + 1), ...list.slice(0, at)].find((card) => card.dataset.state === "open");
    if (next) select(next);
    else {
      select(list[at]);
      say("All decided. n: next article, w: apply, q: queue.");
    }
  };

  const press = (card, selector, without) => {
    const button = card && one(selector, card);
    if (!button) say(without);
    else if (!one(".htmx-request", card) && !card.classList.contains("htmx-request")) button.click();
  };

  const open = (card, kind) => {
    const tool = card && one(`.tools .${kind}`, card);
    if (!tool) return;
    for (const other of all(".tools details", card)) other.open = other === tool;
    const field = one("input:not([type=hidden])", tool);
    field.focus();
    field.select();
  };

  const close = (card) => {
    for (const tool of all(".tools details", card)) tool.open = false;
    card.focus({ preventScroll: true });
  };

  const undo = () => {
    while (decided.length) {
      const card = document.getElementById(`f${decided.pop()}`);
      if (card && one(".undo", card)) {
        select(card);
        press(card, ".undo", "");
        return;
      }
    }
    press(chosen(), ".undo", "Nothing to undo here.");
  };

  const follow = (selector, otherwise) => {
    const link = one(selector);
    if (link) link.click();
    else if (otherwise) location.assign(otherwise);
  };

  const rows = (by) => {
    const links = all(".to-article");
    const at = links.indexOf(document.activeElement);
    const link = links[Math.min(links.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
    if (link) link.focus();
  };

  const move = (by) => (one("#cards") ? step(by) : rows(by));

  const search = () => {
    const field = one("#search");
    if (field) field.select();
    else location.assign("/");
  };

  const help = () => one("#help").showModal();

  const deeds = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press(chosen(), ".suggestion", "No suggestion here: e writes something else."),
    e: () => open(chosen(), "edit"),
    x: () => open(chosen(), "refuse"),
    u: undo,
    n: () => follow("#next"),
    p: () => follow("#previous"),
    q: () => follow("#back", "/"),
    w: () => follow("#to-apply"),
    s: () => follow("#to-figures"),
    "/": search,
    "?": help,
  };

  const isField = (element) => element.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || one("dialog[open]")) return;
    if (event.key === "Escape") {
      const card = event.target.closest && event.target.closest(".card");
      if (card) close(card);
      else if (isField(event.target)) event.target.blur();
      return;
    }
    if (isField(event.target) || localStorage.getItem(KEYS) === "off") return;
    if (/^[1-9]$/.test(event.key) && one("#cards")) {
      event.preventDefault();
      press(chosen(), `.suggestion[value="${Number(event.key) - 1}"]`, `There is no suggestion ${event.key}.`);
    } else if (Object.hasOwn(deeds, event.key)) {
      event.preventDefault();
      if (event.key !== "?") say("");
      deeds[event.key]();
    }
  });

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest("#help-button")) help();
    else if (target.closest("#on-one")) step(1, false);
    else if (target.closest("#back-one")) step(-1, false);
    else if (target.closest(".text mark")) select(document.getElementById(`f${target.closest("mark").id.slice(1)}`), { focus: false });
    else if (target.closest("#cards > .card") && !target.closest("a, button, input, summary")) select(target.closest(".card"));
  });

  document.addEventListener("toggle", (event) => {
    const tool = event.target;
    if (tool.open && tool.matches(".tools details") && !one("form", tool).contains(document.activeElement)) open(tool.closest(".card"), tool.className);
  }, true);

  document.addEventListener("focusin", (event) => {
    const card = event.target.closest("#cards > .card");
    const mark = event.target.closest(".text mark");
    if (card && card.dataset.finding !== current) {
      current = card.dataset.finding;
      sync();
    } else if (mark && mark.id.slice(1) !== current && document.getElementById(`f${mark.id.slice(1)}`)) {
      current = mark.id.slice(1);
      sync();
    }
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const card = event.detail.elt.closest(".card");
    const given = event.detail.requestConfig.parameters;
    if (card && event.detail.elt.matches("form")) sent = { id: card.dataset.finding, undo: given.choice === "undo", xhr: event.detail.xhr };
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    sync();
    if (!sent || event.detail.xhr !== sent.xhr) return;
    const { id, undo: undone } = sent;
    sent = null;
    current = id;
    if (event.detail.xhr.status !== 200 || undone) select(document.getElementById(`f${id}`));
    else {
      decided.push(id);
      onward();
    }
  });

  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const old = event.detail.target;
    const fresh = event.detail.fragment.querySelector(".card");
    if (!fresh || !old.matches(".card")) return;
    if (fresh.dataset.version === old.dataset.version) event.detail.shouldSwap = false;
    else if (old.contains(document.activeElement) && isField(document.activeElement)) {
      event.detail.shouldSwap = false;
      say(`Meanwhile somebody else decided about this: ${one(".state", fresh).textContent.trim() || "open again"}.`);
    } else if (old.contains(document.activeElement)) queueMicrotask(() => select(document.getElementById(old.id)));
  });

  const failed = (event) => {
    sent = null;
    const body = event.detail.xhr.responseText || "";
    const text = new DOMParser().parseFromString(body, "text/html").body.textContent.trim();
    say(text.slice(0, 300) || "Not saved: the server does not answer. Try again in a moment.");
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", (event) => {
    if (event.detail.elt.matches("form")) failed(event);
  });

  const box = one("#keys-on");
  box.checked = localStorage.getItem(KEYS) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEYS, box.checked ? "on" : "off"));

  const named = location.hash.startsWith("#f") && document.getElementById(location.hash.slice(1));
  if (one("#cards")) select(named || cards().find((card) => card.dataset.state === "open") || cards()[0], { focus: Boolean(named) });
  const first = one(".to-article");
  if (first && document.activeElement === document.body) first.focus({ preventScroll: true });
  const write = one("#write");
  if (write) write.focus({ preventScroll: true });
})();
