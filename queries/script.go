package queries

import (
	"fmt"
	"strings"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// gizmo writes the question as a script for Cayley's page. Counting is no step of
// a path: with --min-sources the script counts for itself, as Ask does.
func (a *asking) gizmo(w Walk, limit int) string {
	least := a.minSources()
	if least < 2 {
		return w.Gizmo(limit)
	}
	if a.q.prove != nil {
		return fmt.Sprintf("// Whatever the number of sources: 'entente ask %s' counts those of what makes each row.\n", a.q.Name) + w.Gizmo(limit)
	}
	stop := ""
	if limit > 0 {
		stop = fmt.Sprintf("  if (given >= %d) return\n", limit)
	}
	return fmt.Sprintf(`// Independent sources: articles of one text count once, the gazetteer not at all.
function sources(thing) {
  var seen = {}
  g.V(thing).LabelContext(g.V(), 'fact').Out(%s).ForEach(function (edge) {
    g.V(edge.fact).LabelContext(%s, 'article').In(%s).ForEach(function (claim) {
      if (claim.article == %s) return
      seen[g.V(claim.article).Out(%s).ToValue() || claim.article] = true
    })
  })
  return Object.keys(seen).length
}
var given = 0
%s.ForEach(function (found) {
%s  if (sources(found.id) >= %d) { given++; g.Emit({id: found.id}) }
})`, list(a.q.predicates(a.req.Mode)), a.tellers(), list(says(a.countedModalities())), word(quad.IRI(graph.GazetteerArticle)),
		word(graph.SourceGroup), strings.TrimSuffix(w.Gizmo(0), ".All()"), stop, least)
}

// tellers writes the articles that may tell as a path of Gizmo.
func (a *asking) tellers() string {
	if a.narrowed() {
		return a.articles().gizmo
	}
	return "g.V()"
}
