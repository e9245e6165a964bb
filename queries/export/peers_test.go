package export

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"

	"github.com/parquet-go/parquet-go"
)

// peer returns a program that others wrote, or skips.
func peer(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	return path
}

// ask runs a peer and returns what it prints.
func ask(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", filepath.Base(program), args, err, out)
	}
	return string(out)
}

// files writes the world as files and returns their folder: single files under the
// format's name, others in a folder of that name.
func files(t *testing.T, s *graph.Store, formats ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range formats {
		f, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if len(f.Files()) > 0 {
			if err := f.WriteFolder(t.Context(), path, s.Reader, Options{}); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, []byte(write(t, s, name, Options{})), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// wide is a world of some thousand facts with names that need care.
func wide(t *testing.T) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	world := graphtest.World(5, 12_000)
	for iri, e := range world.Entities {
		if strings.HasPrefix(string(iri), "person:") {
			e.Label = e.Label + ` "O'<&>\` + "\t" + `é,;` + "\n" + strings.Repeat("long ", len(world.Entities)%7)
			e.Aliases = append(e.Aliases, strings.Repeat("alias ", 900))
			world.Entities[iri] = e
		}
	}
	if err := s.Apply(t.Context(), world.Change()); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRapper counts with raptor what the forms of RDF hold.
func TestRapper(t *testing.T) {
	rapper := peer(t, "rapper")
	s := wide(t)
	dir := files(t, s, "nquads", "ntriples", "turtle", "trig", "ontology")
	count := func(file, syntax string) string {
		out := ask(t, rapper, "-c", "-i", syntax, filepath.Join(dir, file))
		m := regexp.MustCompile(`returned (\d+) triples`).FindStringSubmatch(out)
		if m == nil || strings.Contains(out, "Error") || strings.Contains(out, "Warning") {
			t.Fatalf("%s: %s", file, out)
		}
		return m[1]
	}
	quads := strconv.Itoa(strings.Count(write(t, s, "nquads", Options{}), "\n"))
	triples := strconv.Itoa(strings.Count(write(t, s, "ntriples", Options{}), "\n"))
	for _, c := range []struct{ file, syntax, want string }{
		{"nquads", "nquads", quads}, {"trig", "trig", quads}, {"ntriples", "ntriples", triples}, {"turtle", "turtle", triples},
	} {
		if got := count(c.file, c.syntax); got != c.want {
			t.Errorf("%s: raptor reads %s, want %s", c.file, got, c.want)
		}
	}
	for name, opts := range map[string]Options{"articles": {Graphs: ByArticle}, "no text": {NoText: true}} {
		text := write(t, s, "nquads", opts)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := count(name, "nquads"); got != strconv.Itoa(strings.Count(text, "\n")) {
			t.Errorf("%s: raptor reads %s of %d", name, got, strings.Count(text, "\n"))
		}
	}
	if n, _ := strconv.Atoi(count("ontology", "turtle")); n < 500 {
		t.Errorf("the ontology has %d statements", n)
	}
}

// riotOf returns how Apache Jena's riot is called: as it is installed, else from the
// local Maven repository, into which
//
//	mvn dependency:get -Dartifact=org.apache.jena:jena-cmds:4.10.0
//
// puts it. Nothing is fetched here.
func riotOf(t *testing.T) []string {
	t.Helper()
	if path, err := exec.LookPath("riot"); err == nil {
		return []string{path}
	}
	java, mvn, dir := peer(t, "java"), peer(t, "mvn"), t.TempDir()
	pom := `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>peer</groupId><artifactId>riot</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency><groupId>org.apache.jena</groupId><artifactId>jena-cmds</artifactId><version>4.10.0</version></dependency></dependencies></project>`
	if err := os.WriteFile(filepath.Join(dir, "pom.xml"), []byte(pom), 0o644); err != nil {
		t.Fatal(err)
	}
	paths := filepath.Join(dir, "paths")
	cmd := exec.CommandContext(t.Context(), mvn, "-q", "-B", "-o", "-f", filepath.Join(dir, "pom.xml"), "dependency:build-classpath", "-Dmdep.outputFile="+paths)
	if cmd.Run() != nil {
		t.Skip("neither riot nor, in the local Maven repository, org.apache.jena:jena-cmds:4.10.0 is installed")
	}
	list, err := os.ReadFile(paths)
	if err != nil {
		t.Fatal(err)
	}
	return []string{java, "-cp", strings.TrimSpace(string(list)), "riotcmd.riot"}
}

// TestRiot reads the forms of RDF with Apache Jena, and counts.
func TestRiot(t *testing.T) {
	riot := riotOf(t)
	dir := files(t, wide(t), "nquads", "ntriples", "turtle", "trig", "jsonld")
	for file, syntax := range map[string]string{"nquads": "nquads", "ntriples": "ntriples", "turtle": "turtle", "trig": "trig", "jsonld": "jsonld"} {
		args := append(slices.Clone(riot[1:]), "--validate", "--syntax="+syntax, filepath.Join(dir, file))
		if out := ask(t, riot[0], args...); strings.Contains(out, "ERROR") {
			t.Errorf("%s: %s", file, out)
		}
	}
	// What Jena reads of TriG and JSON-LD is what N-Quads hold.
	for _, syntax := range []string{"trig", "jsonld"} {
		args := append(slices.Clone(riot[1:]), "--output=nquads", "--syntax="+syntax, filepath.Join(dir, syntax))
		out, err := exec.CommandContext(t.Context(), riot[0], args...).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got, want := bytes.Count(out, []byte(" .\n")), strings.Count(write(t, wide(t), "nquads", Options{}), "\n"); got != want {
			t.Errorf("%s: Jena reads %d quads, want %d", syntax, got, want)
		}
	}
}

// TestGEXFSchema holds GEXF against Gephi's schema.
func TestGEXFSchema(t *testing.T) {
	xmllint := peer(t, "xmllint")
	dir := files(t, wide(t), "gexf", "graphml")
	ask(t, xmllint, "--noout", "--schema", filepath.Join("testdata", "gexf", "gexf.xsd"), filepath.Join(dir, "gexf"))
	ask(t, xmllint, "--noout", filepath.Join(dir, "graphml"))
	if err := os.WriteFile(filepath.Join(dir, "bad"), []byte(strings.Replace(write(t, talks(t), "gexf", Options{}), "<nodes>", "<knots>", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if exec.CommandContext(t.Context(), xmllint, "--noout", "--schema", "testdata/gexf/gexf.xsd", filepath.Join(dir, "bad")).Run() == nil {
		t.Error("the schema takes anything")
	}
}

// TestNetworkX counts with NetworkX what GraphML holds, and reads Cytoscape JSON.
func TestNetworkX(t *testing.T) {
	python := pythonWith(t, "networkx")
	s := wide(t)
	dir := files(t, s, "graphml", "cytoscape")
	out := ask(t, python, "-c", `
import networkx, json, sys
g = networkx.read_graphml(sys.argv[1], force_multigraph=True)
c = json.load(open(sys.argv[2]))['elements']
ids = {n['data']['id'] for n in c['nodes']}
assert all(e['data']['source'] in ids and e['data']['target'] in ids for e in c['edges'])
d = next(d for a, b, d in g.edges(data=True) if d['type'] == 'participant')
print(g.number_of_nodes(), g.number_of_edges(), len(ids), type(d['weight']).__name__, type(d['asserted']).__name__, g.is_directed())
`, filepath.Join(dir, "graphml"), filepath.Join(dir, "cytoscape"))
	nodes, edges := count(t, s)
	if want := fmt.Sprintf("%d %d %d int bool True\n", nodes, edges, nodes); out != want {
		t.Errorf("got %q, want %q", out, want)
	}
}

// count counts nodes and edges.
func count(t *testing.T, s *graph.Store) (nodes, edges int) {
	t.Helper()
	v, err := newView(t.Context(), s.Reader, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.nodes(t.Context(), func(node) error { nodes++; return nil }); err != nil {
		t.Fatal(err)
	}
	if err := v.links(t.Context(), func(edge) error { edges++; return nil }); err != nil {
		t.Fatal(err)
	}
	return nodes, edges
}

// TestGraphviz reads DOT with Graphviz.
func TestGraphviz(t *testing.T) {
	gvpr := peer(t, "gvpr")
	s := wide(t)
	dir := files(t, s, "dot")
	nodes, edges := count(t, s)
	got := strings.Fields(ask(t, gvpr, `BEG_G { printf("%d %d", nNodes($G), nEdges($G)); }`, filepath.Join(dir, "dot")))
	if len(got) != 2 || got[0] != strconv.Itoa(nodes) || got[1] != strconv.Itoa(edges) {
		t.Errorf("graphviz reads %v, want %d nodes and %d edges", got, nodes, edges)
	}
}

// TestSQLite asks SQLite whether the file is whole, whether keys lead somewhere,
// and through the indexes.
func TestSQLite(t *testing.T) {
	sqlite := peer(t, "sqlite3")
	s := wide(t)
	dir := files(t, s, "sqlite")
	nodes, edges := count(t, s)
	got := ask(t, sqlite, filepath.Join(dir, "sqlite"), `PRAGMA integrity_check; PRAGMA foreign_key_check;
		SELECT count(*) FROM entities; SELECT count(*) FROM facts WHERE object <> '' AND subject NOT LIKE 'article:%';
		SELECT count(*) FROM entities a JOIN entities b ON a.id = b.id;
		SELECT count(*) FROM statements WHERE quote IS NULL OR subject IS NULL OR object IS NULL;
		SELECT count(*) = (SELECT count(*) FROM claim_facts) FROM claims c JOIN claim_facts f ON f.claim = c.id;
		SELECT max(length(name)) FROM aliases;`)
	want := fmt.Sprintf("ok\n%d\n%d\n%d\n0\n1\n5400\n", nodes, edges, nodes)
	if !strings.HasPrefix(got, want[:strings.LastIndex(want[:len(want)-1], "\n")]) {
		t.Errorf("got %q, want %q", got, want)
	}
	if plan := ask(t, sqlite, filepath.Join(dir, "sqlite"), `EXPLAIN QUERY PLAN SELECT * FROM facts WHERE object = 'x'`); !strings.Contains(plan, "facts_object") {
		t.Errorf("no index: %s", plan)
	}
}

// TestParquet reads Parquet with parquet-go and finds each row.
func TestParquet(t *testing.T) {
	s := wide(t)
	dir := files(t, s, "parquet", "sqlite")
	type entity struct{ ID, Label, Type string }
	data, err := os.ReadFile(filepath.Join(dir, "parquet", "entities.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.Read[struct {
		ID    string `parquet:"id"`
		Label string `parquet:"label"`
		Type  string `parquet:"type"`
	}](bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	v, err := newView(t.Context(), s.Reader, Options{})
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	if err := v.nodes(t.Context(), func(n node) error {
		if i >= len(rows) || (entity{rows[i].ID, rows[i].Label, rows[i].Type} != entity{n.id, n.label, n.typ}) {
			t.Fatalf("row %d: got %v, want %v", i, rows[i], n)
		}
		i++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"facts.parquet", "claims.parquet"} {
		f, err := os.Open(filepath.Join(dir, "parquet", name))
		if err != nil {
			t.Fatal(err)
		}
		info, _ := f.Stat()
		p, err := parquet.OpenFile(f, info.Size())
		if err != nil || p.NumRows() == 0 {
			t.Errorf("%s: %v", name, err)
		}
		f.Close()
	}
}

// pythonWith returns a Python that has a library, or skips.
func pythonWith(t *testing.T, library string) string {
	t.Helper()
	python := peer(t, "python3")
	if exec.CommandContext(t.Context(), python, "-c", "import "+library).Run() != nil {
		t.Skipf("Python's %s is not installed", library)
	}
	return python
}

// TestDuckDB reads Parquet, CSV and, where its extension is installed, SQLite with
// DuckDB, and counts the same.
func TestDuckDB(t *testing.T) {
	python := pythonWith(t, "duckdb")
	s := wide(t)
	dir := files(t, s, "parquet", "csv", "sqlite")
	nodes, edges := count(t, s)
	got := ask(t, python, "-c", `
import duckdb, sys
d, con = sys.argv[1], duckdb.connect()
one = lambda q: con.execute(q).fetchone()[0]
print(one(f"SELECT count(*) FROM '{d}/parquet/entities.parquet'"))
print(one(f"SELECT count(*) FROM '{d}/parquet/facts.parquet' WHERE object <> '' AND subject NOT LIKE 'article:%'"))
print(one(f"SELECT count(*) FROM read_csv('{d}/csv/nodes.csv', header=true)"))
print(one(f"SELECT count(*) FROM read_csv('{d}/csv/edges.csv', header=true)"))
print(one(f"SELECT count(*) FROM '{d}/parquet/claims.parquet' WHERE quote IS NULL"))
try:
    con.execute("LOAD sqlite")
    print(one(f"SELECT count(*) FROM sqlite_scan('{d}/sqlite', 'entities')"))
except duckdb.Error:
    print("no sqlite")
`, dir)
	want := fmt.Sprintf("%d\n%d\n%d\n%d\n0\n", nodes, edges, nodes, edges)
	if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, fmt.Sprintf("%d\n", nodes)) && !strings.HasSuffix(got, "no sqlite\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDatasette opens the SQLite file as Datasette does.
func TestDatasette(t *testing.T) {
	datasette := peer(t, "datasette")
	s := wide(t)
	nodes, _ := count(t, s)
	file := filepath.Join(files(t, s, "sqlite"), "sqlite")
	got := ask(t, datasette, "--get", "/sqlite.json?sql=select+count(*)+as+n+from+entities&_shape=array", file)
	if want := fmt.Sprintf(`"n": %d`, nodes); !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestFollowTheMoney cleans each value with FollowTheMoney's own library.
func TestFollowTheMoney(t *testing.T) {
	python := pythonWith(t, "followthemoney")
	dir := files(t, wide(t), "ftm")
	ask(t, python, "-c", `
import json, sys
from followthemoney import model
seen = {}
for line in open(sys.argv[1]):
    e = json.loads(line)
    seen[e['id']] = e
for e in seen.values():
    schema = model.get(e['schema'])
    for p, values in e['properties'].items():
        prop = schema.get(p)
        for v in values:
            assert prop.type.clean(v) == v, (e['schema'], p, v)
            if prop.type.name == 'entity':
                assert model.get(seen[v]['schema']).is_a(prop.range.name), (e['schema'], p, v)
`, filepath.Join(dir, "ftm"))
}

// TestChecks: our own files pass our validators, and damaged ones do not.
func TestChecks(t *testing.T) {
	s := wide(t)
	for name, check := range Checks {
		good := write(t, s, name, Options{})
		faults := func(text string) (all []string) {
			if err := check(strings.NewReader(text), func(n int, what string) { all = append(all, fmt.Sprintf("line %d: %s", n, what)) }); err != nil {
				t.Fatal(err)
			}
			return all
		}
		if found := faults(good); len(found) > 0 {
			t.Errorf("%s: %v", name, found[0])
		}
		lines := strings.SplitAfter(good, "\n")
		if len(lines) < 4 {
			t.Fatalf("%s: only %d lines", name, len(lines))
		}
		last := lines[len(lines)-2]
		for what, bad := range map[string]string{"a line twice": good + last, "half a line": good + last[:len(last)/2]} {
			if what == "a line twice" && (name == "icews" || name == "triples") {
				continue // rows without an id of their own
			}
			if len(faults(bad)) == 0 {
				t.Errorf("%s: %s is no fault", name, what)
			}
		}
	}
	if Checks["polecat"](strings.NewReader("Event ID\n"), func(int, string) {}) != nil {
		t.Error("a wrong head ends the check")
	}
}
