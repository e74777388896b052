"use strict";
const FIRST = 50;
const table = document.getElementById("listed");
const body = table.tBodies[0];
const rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
const heads = [...table.tHead.rows[0].cells];
const words = document.getElementById("by-words");
const selects = [...document.querySelectorAll("[data-by]")];
const order = document.getElementById("by-order");
const more = document.getElementById("more");
let most = FIRST;

function applies({ row, text }) {
  return text.includes(words.value.toLowerCase())
    && selects.every((select) => !select.value || (row.getAttribute("data-" + select.dataset.by.replaceAll("_", "-")) ?? "").split("|").includes(select.value));
}

function filter() {
  let found = 0;
  for (const one of rows) {
    const applied = applies(one);
    found += applied;
    one.row.hidden = !applied || found > most;
  }
  document.getElementById("shown").textContent = `${Math.min(found, most).toLocaleString("en")} of ${found.toLocaleString("en")} shown`;
  more.hidden = found <= most;
}

function valueOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value === undefined ? cell.textContent.toLowerCase() : Number(cell.dataset.value);
}

function sort(column, turn) {
  const head = heads[column];
  const figures = head.classList.contains("number");
  const down = turn && head.ariaSort ? head.ariaSort === "ascending" : figures;
  for (const other of heads) other.ariaSort = null;
  head.ariaSort = down ? "descending" : "ascending";
  const sign = down ? -1 : 1;
  rows.sort((a, b) => {
    const [one, two] = [valueOf(a.row, column), valueOf(b.row, column)];
    return sign * (figures ? one - two : one.localeCompare(two));
  });
  order.value = column;
  body.append(...rows.map(({ row }) => row));
  filter();
}

heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(column, true));
  order.append(new Option(head.textContent, column));
  head.replaceChildren(button);
});
heads.at(-1).ariaSort = "descending";
order.value = heads.length - 1;
order.addEventListener("input", () => sort(Number(order.value), false));
more.addEventListener("click", () => { most = Infinity; filter(); });
for (const field of [words, ...selects]) field.addEventListener("input", filter);
document.querySelector(".filters").hidden = false;
filter();
