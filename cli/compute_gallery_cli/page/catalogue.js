"use strict";
(() => {
  const controls = document.querySelector(".controls");
  const search = document.getElementById("search");
  const region = document.getElementById("region");
  const latest = document.getElementById("latest");
  const count = document.getElementById("count");
  const rows = [...document.querySelectorAll("tbody tr")];
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.dataset.text;
      const hidden = !words.every((word) => text.includes(word))
        || (region.value !== "" && !row.dataset.regions.split("|").includes(region.value))
        || (latest.checked && !(region.value === "" ? row.dataset.latest !== "" : row.dataset.latest.split("|").includes(region.value)));
      row.hidden = hidden;
      shown += hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${rows.length} versions`;
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
