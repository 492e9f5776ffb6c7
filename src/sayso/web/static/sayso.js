// What a page does beyond links and forms: drop a file, light up words and cards together, move
// from claim to claim by key. Without it everything still works, by links.
"use strict";

(() => {
  const drop = document.querySelector("form[data-drop]");
  if (drop) {
    const file = drop.querySelector("input[type=file]");
    const wait = drop.querySelector("[data-wait]");
    const holds = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) document.body.classList.remove("dropping");
    });
    document.addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      document.body.classList.remove("dropping");
      file.files = event.dataTransfer.files;
      if (file.files.length) drop.requestSubmit();
    });
    document.addEventListener("submit", () => { wait.hidden = false; });
    window.addEventListener("pageshow", () => { wait.hidden = true; });
  }

  const report = document.querySelector(".reading .text");
  if (!report) return; // below is for readings
  const claimOf = (mark) => mark && mark.id.replace(/-claim-\d+$/, "");
  const marksOf = (card) =>
    [...report.querySelectorAll(".mark.claim")].filter((mark) => claimOf(mark) === card.id);

  let lit = [];
  const light = (elements) => {
    lit.forEach((element) => element.classList.remove("lit"));
    lit = elements;
    lit.forEach((element) => element.classList.add("lit"));
  };
  document.querySelectorAll(".card").forEach((card) => {
    card.addEventListener("pointerenter", () => light([card, ...marksOf(card)]));
    card.addEventListener("focusin", () => light([card, ...marksOf(card)]));
  });
  report.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(".mark.claim[id]");
    const card = mark && document.getElementById(claimOf(mark));
    light(card ? [card, ...marksOf(card)] : []);
  });

  // Any marked words can be linked to: a click puts their place into the address.
  report.addEventListener("click", (event) => {
    if (event.target.closest("a") || String(getSelection())) return;
    const mark = event.target.closest(".mark[id]");
    if (!mark) return;
    location.hash = mark.id;
    const claim = event.target.closest(".mark.claim[id]");
    const card = claim && document.getElementById(claimOf(claim));
    if (card) {
      card.scrollIntoView({ block: "nearest" });
      light([card, ...marksOf(card)]);
    }
  });

  const cards = [...document.querySelectorAll("#claims .card")];
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !cards.length) return;
    at = Math.min(cards.length - 1, Math.max(0, at + step));
    const number = cards[at].querySelector(".number a");
    (number || cards[at]).focus({ preventScroll: true });
    cards[at].scrollIntoView({ block: "nearest" });
    const [first] = marksOf(cards[at]);
    if (first) first.scrollIntoView({ block: "center" });
    light([cards[at], ...marksOf(cards[at])]);
  });
})();

// A name that was signed with is offered again.
(() => {
  const names = document.querySelectorAll("input[data-name]");
  names.forEach((input) => {
    input.value = input.value || localStorage.getItem("name") || "";
    input.form.addEventListener("submit", () => localStorage.setItem("name", input.value));
  });
})();
