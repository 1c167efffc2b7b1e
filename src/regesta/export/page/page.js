"use strict";
(() => {
  // Each stretch of text names its events and what it is to each: data-marks="1:who 3:source".
  const parsed = (mark) => mark.dataset.marks.split(" ").map((pair) => pair.split(":"));

  for (const sides of document.querySelectorAll(".sides")) {
    const marks = [...sides.querySelectorAll(".mark")];
    const cards = new Map([...sides.querySelectorAll(".card")].map((card) => [card.dataset.number, card]));
    const pane = sides.querySelector(".events");
    const byEvent = new Map([...cards.keys()].map((number) => [number, []]));
    for (const mark of marks) for (const [number, kind] of parsed(mark)) byEvent.get(number).push([mark, kind]);
    let lit = [];

    const clear = () => {
      for (const one of lit) delete one.dataset.lit;
      lit = [];
      sides.classList.remove("lit");
    };
    const light = (numbers) => {
      clear();
      if (!numbers.length) return;
      sides.classList.add("lit");
      for (const number of [...numbers].reverse()) {
        const card = cards.get(number);
        card.dataset.lit = "yes";
        lit.push(card);
        for (const [mark, kind] of byEvent.get(number)) {
          // Of several events lit together, none hides what another says of these words.
          if (kind === "told" && mark.dataset.lit) continue;
          mark.dataset.lit = kind;
          lit.push(mark);
        }
      }
    };
    const reveal = (card) => {
      if (getComputedStyle(pane).position !== "sticky") return;
      const top = Math.max(pane.getBoundingClientRect().top, 0);
      pane.style.maxHeight = `${Math.max(innerHeight - top - 8, 160)}px`;
      const room = pane.getBoundingClientRect();
      const box = card.getBoundingClientRect();
      if (box.top < room.top) pane.scrollTop -= room.top - box.top + 8;
      else if (box.bottom > room.bottom) pane.scrollTop += Math.min(box.bottom - room.bottom, box.top - room.top) + 8;
    };
    // Where a word says something of an event, the events that merely tell it there stay dark.
    const told = (mark) => {
      const pairs = parsed(mark);
      const strong = pairs.filter(([, kind]) => kind !== "told");
      return (strong.length ? strong : pairs).map(([number]) => number);
    };
    const opened = (mark) => mark.dataset.opens ? mark.dataset.opens.split(" ") : told(mark);
    const subject = (target) => {
      const mark = target.closest(".mark");
      if (mark) return opened(mark);
      const card = target.closest(".card");
      return card ? [card.dataset.number] : null;
    };
    const point = (event) => {
      const numbers = subject(event.target);
      if (!numbers) return event.type === "focusin" ? undefined : rest();
      light(numbers);
      if (event.target.closest(".mark")) reveal(cards.get(numbers[0]));
    };
    // When the pointer leaves, what has the keyboard's focus is lit again.
    const rest = () => {
      const held = document.activeElement;
      light((sides.contains(held) && held !== sides && subject(held)) || []);
    };
    sides.addEventListener("pointerover", point);
    sides.addEventListener("pointerleave", rest);
    sides.addEventListener("focusin", point);
    sides.addEventListener("focusout", (event) => { if (!sides.contains(event.relatedTarget)) clear(); });
    sides.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clear();
      if (event.key === "Enter" && event.target.classList.contains("card")) event.target.querySelector(".number").click();
    });
    sides.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const goal = link && document.getElementById(link.hash.slice(1));
      if (!goal || !sides.contains(goal)) return;
      event.preventDefault();
      goal.focus({ preventScroll: true });
      goal.scrollIntoView({ block: goal.matches(".card") ? "nearest" : "center" });
    });
  }
})();
