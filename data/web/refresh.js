// Keeps the figures of the front page up to date in place, while somebody looks at it. Nothing moves
// and nothing is announced: only the digits of plain numbers change.
"use strict";
(function () {
  const kEveryMs = 10000;
  const kNumber = /^\d+(\.\d+)?$/;

  function show(figures) {
    for (const place of document.querySelectorAll("[data-figure]")) {
      const value = figures[place.dataset.figure];
      if (typeof value !== "number" || !kNumber.test(place.textContent)) continue;
      const text = String(value);
      if (place.textContent !== text) place.textContent = text;
    }
  }

  async function refresh() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch("/status.json", { cache: "no-store" });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      // The server is away for a moment: the figures stay as they are.
    }
  }

  setInterval(refresh, kEveryMs);
})();
