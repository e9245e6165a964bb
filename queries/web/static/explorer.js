// Small helps on top of pages that work without them: suggestions under fields
// that take a name, a field that narrows a list, a file dropped on a form.
(function () {
  "use strict";
  const isStatic = document.body ? document.body.hasAttribute("data-static") : false;

  // Suggestions: a combobox as the ARIA practices describe it.
  let count = 0;
  function suggest(input) {
    const goes = input.dataset.suggest === "go";
    const list = document.createElement("ul");
    const id = "suggestions-" + ++count;
    list.id = id;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    input.after(list);
    for (const [k, v] of Object.entries({ role: "combobox", "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list" }))
      input.setAttribute(k, v);
    let found = [], at = -1, asked = 0, wait = 0;

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function mark(i) {
      at = i;
      [...list.children].forEach((li, n) => li.setAttribute("aria-selected", String(n === i)));
      if (i < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[i].id);
      list.children[i].scrollIntoView({ block: "nearest" });
    }
    // A field that takes several names keeps those before the last semicolon.
    function typed() { return goes ? input.value.trim() : input.value.split(";").pop().trim(); }
    function choose(i) {
      const f = found[i];
      close();
      if (!f) return;
      if (goes) { location.href = f.path; return; }
      const before = input.value.split(";").slice(0, -1).map((s) => s.trim());
      input.value = [...before, f.label].join("; ");
      input.focus();
    }
    function show(all) {
      const chosen = found[at]?.id;
      found = all;
      list.replaceChildren(...all.map((f, i) => {
        const li = document.createElement("li");
        li.id = id + "-" + i;
        li.setAttribute("role", "option");
        li.setAttribute("aria-selected", "false");
        const name = document.createElement("span");
        name.textContent = f.label;
        const kind = document.createElement("span");
        kind.className = "type " + f.kind;
        kind.textContent = f.kind;
        li.append(name, kind);
        li.addEventListener("pointerdown", (e) => { e.preventDefault(); choose(i); });
        return li;
      }));
      list.hidden = all.length === 0;
      input.setAttribute("aria-expanded", String(all.length > 0));
      mark(all.findIndex((f) => f.id === chosen));
    }
    async function ask() {
      const words = typed(), n = ++asked;
      if (words.length < 2) return close();
      const all = await lookUp(words, goes ? "" : input.dataset.suggest);
      if (n === asked && document.activeElement === input) show(all);
    }
    input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(ask, 90); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (e) => {
      if (e.key === "Escape") return close();
      if (list.hidden) return;
      if (e.key === "ArrowDown") { e.preventDefault(); mark((at + 1) % found.length); }
      if (e.key === "ArrowUp") { e.preventDefault(); mark((at + found.length) % (found.length + 1) - 1 < 0 && at <= 0 ? found.length - 1 : at - 1); }
      if (e.key === "Enter" && at >= 0) { e.preventDefault(); choose(at); }
    });
    if (isStatic && goes)
      input.form.addEventListener("submit", async (e) => {
        e.preventDefault();
        const all = await lookUp(typed(), "");
        if (all[0]) location.href = all[0].path;
      });
  }

  // On a server the server looks names up; in plain files the list of names does.
  async function lookUp(words, types) {
    if (isStatic) {
      const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      const w = fold(words);
      if (!w) return [];
      const names = await staticNames();
      const begin = names.filter((f) => fold(f.label).startsWith(w));
      const within = names.filter((f) => !fold(f.label).startsWith(w) && fold(f.label).includes(" " + w));
      return [...begin, ...within].slice(0, 10);
    }
    try {
      const answer = await fetch("/suggest?q=" + encodeURIComponent(words) + "&type=" + encodeURIComponent(types));
      return answer.ok ? await answer.json() : [];
    } catch { return []; }
  }
  function staticNames() {
    if (window.ententeNames) return Promise.resolve(window.ententeNames);
    return new Promise((done) => {
      const script = document.createElement("script");
      const root = document.querySelector('link[rel="stylesheet"]').getAttribute("href").replace(/static\/style\.css$/, "");
      script.src = root + "names.js";
      script.onload = () => {
        for (const f of window.ententeNames) f.path = root + f.path;
        done(window.ententeNames);
      };
      script.onerror = () => done([]);
      document.head.append(script);
    });
  }

  function narrow(input) {
    const items = [...document.querySelector(input.dataset.narrow).children];
    input.closest("[hidden]")?.removeAttribute("hidden");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase();
      for (const li of items) li.hidden = !li.textContent.toLowerCase().includes(words);
    });
  }

  function drop(box) {
    const input = box.querySelector("input[type=file]");
    const over = (on) => (e) => { e.preventDefault(); box.classList.toggle("over", on); };
    box.addEventListener("dragover", over(true));
    box.addEventListener("dragleave", over(false));
    box.addEventListener("drop", (e) => {
      over(false)(e);
      if (e.dataTransfer.files.length) input.files = e.dataTransfer.files;
    });
  }

  // The token is kept while the tab is open, so that looking and storing ask once.
  function token(input) {
    input.value = sessionStorage.getItem("entente-token") || "";
    input.form.addEventListener("submit", () => sessionStorage.setItem("entente-token", input.value));
  }

  document.querySelectorAll("[data-suggest]").forEach(suggest);
  document.querySelectorAll("[data-narrow]").forEach(narrow);
  document.querySelectorAll("[data-drop]").forEach(drop);
  document.querySelectorAll("#load-token").forEach(token);
})();
