"use strict";
const rows = [...document.querySelectorAll("tr[data-id]")];
const sections = [...document.querySelectorAll("section.document")].map((section) => ({ section, rows: [...section.querySelectorAll("tr[data-id]")] }));
const marksOf = (id) => ["m", "s"].map((side) => document.getElementById(side + id)).filter(Boolean); // in the text, in the source
const rowOf = (id) => document.getElementById("r" + id);
const card = document.getElementById("card");
const filters = Object.fromEntries(["rule", "severity", "confidence", "words"].map((name) => [name, document.getElementById("by-" + name)]));

function fill(select, values) {
  for (const value of [...new Set(values)].sort()) select.append(new Option(value, value));
}

function applies(row) {
  const { rule, severity, confidence, words } = filters;
  return (!rule.value || row.dataset.rule === rule.value)
    && (!severity.value || row.dataset.severity === severity.value)
    && Number(row.dataset.confidence) >= Number(confidence.value)
    && row.textContent.toLowerCase().includes(words.value.toLowerCase());
}

function filter() {
  let shown = 0;
  for (const row of rows) {
    row.hidden = !applies(row);
    shown += !row.hidden;
    for (const mark of marksOf(row.dataset.id)) mark.classList.toggle("hidden", row.hidden);
  }
  for (const { section, rows: own } of sections) {
    section.hidden = shown < rows.length && own.every((row) => row.hidden);
    const listed = document.querySelector(`tr[data-document="${section.id}"]`);
    if (listed) listed.hidden = section.hidden;
  }
  document.getElementById("shown").textContent = `${shown} of ${rows.length} findings`;
  card.hidden = true;
}

function show(mark) {
  const row = rowOf(mark.id.slice(1));
  if (row.hidden) return;
  card.replaceChildren(...[...row.querySelector(".reason").childNodes].map((node) => node.cloneNode(true)));
  card.hidden = false;
  const place = mark.getClientRects()[0];
  card.style.left = Math.max(8, Math.min(place.left, innerWidth - card.offsetWidth - 16)) + scrollX + "px";
  card.style.top = place.bottom + scrollY + 6 + "px";
}

function choose(id, target) {
  document.querySelectorAll(".chosen").forEach((element) => element.classList.remove("chosen"));
  for (const mark of marksOf(id)) mark.classList.add("chosen");
  rowOf(id).classList.add("chosen");
  target.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

document.querySelector("main").prepend(document.getElementById("index")); // counted last, read first
document.getElementById("to-index").hidden = true;
for (const mark of document.querySelectorAll("mark")) {
  const id = mark.id.slice(1);
  mark.addEventListener("mouseenter", () => show(mark));
  mark.addEventListener("focus", () => show(mark));
  mark.addEventListener("mouseleave", () => { card.hidden = true; });
  mark.addEventListener("blur", () => { card.hidden = true; });
  mark.addEventListener("click", () => choose(id, rowOf(id)));
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter") choose(id, rowOf(id)); });
}
for (const row of rows) row.addEventListener("click", () => choose(row.dataset.id, marksOf(row.dataset.id)[0] ?? row));
fill(filters.rule, rows.map((row) => row.dataset.rule));
for (const field of Object.values(filters)) field.addEventListener("input", filter);
filter();
