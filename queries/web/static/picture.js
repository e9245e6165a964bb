// The picture around a thing: cytoscape, laid out by fcose. A click selects, a
// second click (or Enter) opens what stands around; filters hide by kind, by time
// and by the way in which a fact is put. What no source asserts is dashed, what is
// denied is crossed in red.
(function () {
  "use strict";
  const most = 300;
  const denied = ["denied", "negated"];
  const kinds = ["person", "country", "organization", "place", "meeting", "agreement", "event", "office", "tenure", "statement", "article"];
  const quiet = ["statement", "tenure", "office", "event", "article"]; // not shown at first where there is much else

  document.querySelectorAll("[data-picture]").forEach((section) => {
    const path = section.dataset.picture;
    load(path).then((picture) => {
      if (picture && picture.nodes.length > 1) draw(section, path, picture);
      else section.hidden = true;
    });
  });

  // On a server the picture is JSON; in plain files it is a script.
  async function load(path) {
    if (document.body.hasAttribute("data-static")) {
      const root = document.querySelector('link[rel="stylesheet"]').getAttribute("href").replace(/static\/style\.css$/, "");
      return new Promise((done) => {
        window.ententePicture = done;
        const script = document.createElement("script");
        script.src = root + "graph" + decodeURI(path) + ".js";
        script.onerror = () => done(null);
        document.head.append(script);
      });
    }
    try {
      const answer = await fetch("/graph" + path + ".json");
      return answer.ok ? await answer.json() : null;
    } catch { return null; }
  }

  const kindOf = (type) => type.toLowerCase();
  const short = (s) => (s.length > 34 ? s.slice(0, 32).replace(/\s+\S*$/, "") + "…" : s);
  const pathOf = (id) => "/" + id.replace(":", "/");
  const year = (d) => Number((/\d{4}/.exec(d || "") || [])[0]) || 0;

  function elements(picture) {
    const nodes = picture.nodes.map((n) => ({
      group: "nodes",
      data: { id: n.id, label: short(n.label), full: n.label, kind: kindOf(n.type), first: n.first || "", center: n.id === picture.center ? 1 : 0 },
    }));
    const links = picture.links.map((l) => ({
      group: "edges",
      data: { id: l.fact, source: l.from, target: l.to, label: l.predicate, way: !l.modality ? "stated" : denied.includes(l.modality) ? "denied" : l.modality === "alleged" ? "alleged" : "planned", modality: l.modality || "" },
    }));
    return [...nodes, ...links];
  }

  function style() {
    const css = getComputedStyle(document.documentElement);
    const v = (name) => css.getPropertyValue("--" + name).trim();
    return [
      { selector: "node", style: { label: "data(label)", "font-family": "system-ui, sans-serif", "font-size": 15, color: v("ink"), "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 130, "text-background-color": v("paper"), "text-background-opacity": 0.8, "text-background-padding": 1, width: 24, height: 24, "min-zoomed-font-size": 5.5, "background-color": v("soft") } },
      ...kinds.map((k) => ({ selector: `node[kind="${k}"]`, style: { "background-color": v(k) } })),
      { selector: 'node[kind="meeting"], node[kind="agreement"], node[kind="event"], node[kind="statement"], node[kind="tenure"]', style: { shape: "round-rectangle", width: 18, height: 18, "font-size": 12, color: v("soft") } },
      { selector: 'node[kind="country"], node[kind="place"]', style: { shape: "round-hexagon" } },
      { selector: "node[center=1]", style: { width: 40, height: 40, "font-size": 19, "font-weight": 600, color: v("ink"), "border-width": 3, "border-color": v("meeting") } },
      { selector: "node.put-planned, node.put-alleged", style: { "background-opacity": 0.15, "border-width": 2, "border-style": "dashed", "border-color": v("planned") } },
      { selector: "node.put-denied", style: { "background-opacity": 0.15, "border-width": 2, "border-color": v("denied") } },
      { selector: "edge", style: { width: 1.4, "line-color": v("soft"), "line-opacity": 0.55, "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": v("soft"), "arrow-scale": 0.7 } },
      { selector: 'edge[way="planned"]', style: { "line-style": "dashed", "line-color": v("planned"), "target-arrow-color": v("planned"), "line-opacity": 0.9 } },
      { selector: 'edge[way="alleged"]', style: { "line-style": "dotted", width: 2, "line-color": v("alleged"), "target-arrow-color": v("alleged"), "line-opacity": 0.9 } },
      { selector: 'edge[way="denied"]', style: { "line-style": "dashed", "line-color": v("denied"), "target-arrow-color": v("denied"), "target-arrow-shape": "tee", "line-opacity": 0.9 } },
      { selector: "edge.named", style: { label: "data(label)", "font-size": 12, color: v("soft"), "text-background-color": v("paper"), "text-background-opacity": 0.9, width: 2.2, "line-opacity": 1 } },
      { selector: "node:selected", style: { "border-width": 3, "border-style": "solid", "border-color": v("link") } },
      { selector: ".off", style: { display: "none" } },
    ];
  }

  function draw(section, path, picture) {
    const canvas = section.querySelector(".canvas");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const cy = window.cytoscape({ container: canvas, elements: elements(picture), style: style(), minZoom: 0.15, maxZoom: 3, autounselectify: false });
    section.cy = cy;
    const says = document.createElement("p");
    says.className = "picture-says";
    says.setAttribute("role", "status");
    const tools = document.createElement("div");
    tools.className = "picture-tools";
    const filters = document.createElement("form");
    filters.className = "picture-filters";
    filters.setAttribute("aria-label", "Filter the picture");
    section.querySelector(".picture-head").append(tools);
    section.append(filters, says);
    const off = new Set(), offWays = new Set();
    let from = 0, until = 9999;
    if (picture.nodes.length > 24) quiet.forEach((k) => off.add(k));

    function button(words, label, act) {
      const b = document.createElement("button");
      b.type = "button";
      b.textContent = words;
      b.setAttribute("aria-label", label);
      b.addEventListener("click", act);
      tools.append(b);
    }
    button("+", "Zoom in", () => cy.zoom({ level: cy.zoom() * 1.25, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }));
    button("−", "Zoom out", () => cy.zoom({ level: cy.zoom() / 1.25, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }));
    button("Fit", "Fit all of it", () => cy.fit(cy.elements(":visible"), 24));
    button("⤢", "Larger or smaller", () => { section.classList.toggle("wide"); cy.resize(); cy.fit(cy.elements(":visible"), 24); });

    function check(words, kind, set, value) {
      const label = document.createElement("label");
      if (kind) label.className = kind;
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !set.has(value);
      box.name = value;
      box.addEventListener("change", () => { box.checked ? set.delete(value) : set.add(value); apply(true); });
      label.append(box, words);
      return label;
    }
    function menu() {
      const there = kinds.filter((k) => cy.nodes(`[kind="${k}"]`).length);
      const ways = ["planned", "denied", "alleged"].filter((w) => cy.edges(`[way="${w}"]`).length);
      const years = document.createElement("span");
      years.className = "years";
      const field = (words, act) => {
        const label = document.createElement("label");
        const input = document.createElement("input");
        input.type = "number";
        input.placeholder = words;
        input.setAttribute("aria-label", words + " year");
        input.addEventListener("change", () => { act(Number(input.value)); apply(true); });
        label.append(input);
        return label;
      };
      years.append(field("from", (n) => { from = n || 0; }), "–", field("until", (n) => { until = n || 9999; }));
      filters.replaceChildren(...there.map((k) => check(k, k, off, k)), ...ways.map((w) => check(w, "", offWays, w)), years);
    }

    // How a thing is put: the way of all its links, if none is stated.
    function putWays() {
      cy.nodes('[kind="meeting"], [kind="agreement"], [kind="event"], [kind="statement"]').forEach((n) => {
        n.removeClass("put-planned put-denied put-alleged");
        const ways = n.connectedEdges().map((e) => e.data("way"));
        if (!ways.length || ways.includes("stated")) return;
        n.addClass("put-" + (ways.includes("denied") ? "denied" : ways[0]));
      });
    }

    function apply(again) {
      cy.batch(() => {
        cy.elements().removeClass("off");
        cy.nodes().forEach((n) => {
          const y = year(n.data("first"));
          if (!n.data("center") && (off.has(n.data("kind")) || (y && (y < from || y > until)))) n.addClass("off");
        });
        cy.edges().forEach((e) => {
          if (offWays.has(e.data("way")) || e.source().hasClass("off") || e.target().hasClass("off")) e.addClass("off");
        });
        cy.nodes(":visible").forEach((n) => {
          if (!n.data("center") && n.connectedEdges().every((e) => e.hasClass("off"))) n.addClass("off");
        });
      });
      if (again) arrange();
      tell();
    }
    function arrange() {
      const shown = cy.elements(":visible");
      shown.layout({ name: "fcose", quality: shown.nodes().length > 150 ? "draft" : "default", animate: false, randomize: true, nodeDimensionsIncludeLabels: true, idealEdgeLength: 78, nodeRepulsion: 9000, padding: 24 }).run();
      section.dataset.ready = String(shown.nodes().length);
    }
    function tell(words) {
      const n = cy.nodes(":visible").length;
      says.replaceChildren(words || `${n} things` + (picture.left ? `, ${picture.left} more not drawn` : "") + ". Click a thing for its links, twice to open more.");
    }

    async function expand(node) {
      const before = cy.nodes().length;
      if (before >= most) return tell(`No more than ${most} things are drawn.`);
      tell("Looking around " + node.data("full") + "…");
      const more = await load(pathOf(node.id()));
      if (!more) return tell("Nothing more is known here.");
      const fresh = elements(more).filter((e) => cy.getElementById(e.data.id).empty());
      const nodes = fresh.filter((e) => e.group === "nodes").slice(0, most - before);
      nodes.forEach((n) => { n.data.center = 0; n.position = { ...node.position() }; });
      cy.add(nodes);
      cy.add(fresh.filter((e) => e.group === "edges" && cy.getElementById(e.data.source).nonempty() && cy.getElementById(e.data.target).nonempty()));
      putWays();
      menu();
      apply(true);
      tell(`${cy.nodes().length - before} more around ${node.data("full")}; ${cy.nodes(":visible").length} things shown.`);
    }
    function select(node) {
      cy.edges().removeClass("named");
      node.connectedEdges().addClass("named");
      const a = document.createElement("a");
      a.href = "/" === pathOf(node.id()) ? "#" : href(pathOf(node.id()));
      a.textContent = node.data("full");
      const open = document.createElement("button");
      open.type = "button";
      open.className = "quiet";
      open.textContent = "expand";
      open.addEventListener("click", () => expand(node));
      says.replaceChildren(node.data("kind") + " ", a, node.data("first") ? " " + node.data("first") + " " : " ", open);
    }
    function href(p) {
      if (!document.body.hasAttribute("data-static")) return p;
      const root = document.querySelector('link[rel="stylesheet"]').getAttribute("href").replace(/static\/style\.css$/, "");
      return root + p.slice(1) + ".html";
    }

    cy.on("tap", "node", (e) => {
      const node = e.target;
      if (node.selected()) expand(node); else select(node);
    });
    cy.on("tap", "edge", (e) => {
      const d = e.target.data();
      const a = document.createElement("a");
      a.href = document.body.hasAttribute("data-static") ? "#" : pathOf(d.id);
      a.textContent = `${e.target.source().data("full")} – ${d.label} – ${e.target.target().data("full")}`;
      says.replaceChildren(a, d.modality ? ` (${d.modality})` : "");
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style()));
    putWays();
    menu();
    apply(!still || true);
    section.expand = (id) => expand(cy.getElementById(id));
  }
})();
