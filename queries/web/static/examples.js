// Our part of Cayley's page: a query given in the address (#q=...), a menu of
// examples, and the way back to the explorer. Cayley's page keeps its last query
// under LAST_QUERY, which is where it is put for it to find.
(function () {
  "use strict";
  var key = "LAST_QUERY";
  var examples = window.ententeExamples;
  window.ententeFirst = examples[0].text;

  function put(text, language) {
    localStorage.setItem(key, JSON.stringify({ text: text, language: language }));
  }
  function fromAddress() {
    var hash = location.hash;
    if (hash.indexOf("#q=") !== 0) return false;
    put(decodeURIComponent(hash.slice(3)), "gizmo");
    history.replaceState(null, "", location.pathname);
    return true;
  }
  fromAddress();
  addEventListener("hashchange", function () { if (fromAddress()) location.reload(); });

  addEventListener("DOMContentLoaded", function () {
    document.documentElement.lang = "en";
    var bar = document.createElement("nav");
    bar.className = "entente-bar";
    bar.setAttribute("aria-label", "Entente");
    var home = document.createElement("a");
    home.href = "/";
    home.textContent = "← Explorer";
    var label = document.createElement("label");
    label.textContent = "Examples ";
    var select = document.createElement("select");
    select.id = "entente-examples";
    select.append(new Option("choose a query…", ""));
    examples.forEach(function (e, i) { select.append(new Option(e.title, String(i))); });
    select.addEventListener("change", function () {
      var e = examples[Number(select.value)];
      if (!select.value || !e) return;
      put(e.text, e.lang);
      location.reload();
    });
    label.append(select);
    bar.append(home, label);
    document.body.append(bar);
  });
})();
