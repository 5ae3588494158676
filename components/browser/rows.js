// What tables of cards and of articles share.

const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };

function outright(table) {
  // On a phone the rows are laid out as blocks, and browsers then forget that it is a table.
  for (const part of [table, ...table.querySelectorAll("*")]) {
    if (part.tagName in ROLES) part.setAttribute("role", ROLES[part.tagName]);
  }
  return table;
}

