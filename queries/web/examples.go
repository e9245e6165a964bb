package web

import (
	"embed"
	"encoding/json"
	"net/http"
	"path"
)

//go:embed static
var staticFiles embed.FS

// staticFile serves /static/style.css and its like.
func staticFile(w http.ResponseWriter, r *http.Request) {
	serveFile(w, r, staticFiles, path.Join("static", path.Base(r.PathValue("file"))), nil)
}

// example is a query offered in Cayley's page.
type example struct {
	Title string `json:"title"`
	Lang  string `json:"lang"`
	Text  string `json:"text"`
}

// examples are offered in Cayley's page, the first is in its editor at the start.
// All draw something under Visualize: they tag source and target.
var examples = []example{
	{"Meetings and who took part", "gizmo", `// Meetings and who took part. Visualize draws source and target.
g.V('<ent:Meeting>').In('<rdf:type>').Tag('source')
  .Out('<ent:participant>').Tag('target').GetLimit(100)
`},
	{"Who met whom", "gizmo", `// People who took part in the same meeting
var met = g.M().In('<ent:participant>').Out('<ent:participant>')
g.V('<ent:Person>').In('<rdf:type>').Tag('source')
  .Follow(met).Tag('target').GetLimit(100)
`},
	{"What is only planned or denied", "gizmo", `// Edges that no claim asserts stand under unasserted: predicates,
// so that a walk over ent: predicates never meets them.
g.V('<ent:Meeting>').In('<rdf:type>').Tag('source')
  .Out('<unasserted:participant>').Tag('target').GetLimit(100)
`},
	{"Agreements, parties and topics", "gizmo", `g.V('<ent:Agreement>').In('<rdf:type>').Tag('source')
  .Out(['<ent:party>', '<ent:topic>'], 'as').Tag('target').GetLimit(100)
`},
	{"Who holds which office of what", "gizmo", `g.V('<ent:Person>').In('<rdf:type>').Tag('source')
  .Out('<ent:holds>').Tag('target').Save('<ent:of>', 'of').GetLimit(100)
`},
	{"From an edge to its sentence", "gizmo", `// An edge's label is its fact; claims point at the fact with ent:states
// (or plans, denies, ...), and carry their words.
g.V('<ent:Meeting>').In('<rdf:type>').Tag('source')
  .LabelContext(g.V(), 'fact').Out('<ent:participant>').Tag('target')
  .LabelContext(null).Back('source').GetLimit(20)

g.V('<ent:Meeting>').In('<rdf:type>').Out('<ent:place>').Labels()
  .In('<ent:states>').Tag('source').Out('<ent:quote>').Tag('target').GetLimit(20)
`},
	{"Names of all countries (GraphQL)", "graphql", `{
  nodes(first: 20, <rdf:type>: <ent:Country>) { id, name: <rdfs:label> }
}
`},
	{"All that stands at a country (MQL)", "mql", `[{"id": null, "<rdf:type>": "<ent:Country>", "<rdfs:label>": null}]
`},
}

// examplesScript is the script that our part of Cayley's page is made of: the
// examples as data, then static/examples.js.
func examplesScript(w http.ResponseWriter, r *http.Request) {
	data, err := json.Marshal(examples)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	code, err := staticFiles.ReadFile("static/examples.js")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	serveBytes(w, r, "examples.js", append(append([]byte("window.ententeExamples = "), data...), append([]byte(";\n"), code...)...))
}
