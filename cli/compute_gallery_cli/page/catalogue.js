"use strict";
(() => {
  const controls = document.querySelector(".controls");
  const [search, region, latest, count, nothing] = ["search", "region", "latest", "count", "nothing"].map((id) => document.getElementById(id));
  const rows = [...document.querySelectorAll(".version")];
  const total = rows.filter((row) => !row.matches(".empty")).length;
  const groups = [...document.querySelectorAll("tbody"), ...document.querySelectorAll("section")];
  const holds = (text, name) => text !== "" && (name === "" || text.split("|").includes(name));
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const name = region.value;
    let shown = 0;
    for (const row of rows) {
      const { text, regions, latest: latestIn } = row.dataset;
      row.hidden = !words.every((word) => text.includes(word))
        || (name !== "" && !holds(regions, name))
        || (latest.checked && !holds(latestIn, name));
      shown += row.hidden || row.matches(".empty") ? 0 : 1;
      const chips = row.querySelectorAll(".regions li");
      regions.split("|").forEach((each, index) => chips[index]?.classList.toggle("found", each === name));
    }
    const all = words.length === 0 && name === "" && !latest.checked;
    for (const group of groups) group.hidden = !all && !group.querySelector(".version:not([hidden])");
    nothing.hidden = all || shown > 0;
    count.textContent = `${shown} of ${total} versions`;
  };
  for (const each of [search, region, latest]) each.addEventListener("input", show);
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  controls.hidden = false;
  show();
})();
