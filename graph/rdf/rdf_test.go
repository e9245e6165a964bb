package rdf

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"
)

// suite is one of the W3C's, by the path of its files.
func suite(t *testing.T) map[string]string {
	t.Helper()
	z, err := zip.OpenReader("testdata/w3c/suites.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	return files
}

// TestW3C runs the cases of the W3C's suites: good files are read, bad ones are
// errors, and what has a result gives it. The manifests are read by the reader.
func TestW3C(t *testing.T) {
	files := suite(t)
	for _, s := range []struct {
		dir, read string
		least     int
	}{{"rdf-n-quads", "nquads", 80}, {"rdf-trig", "trig", 340}} {
		t.Run(s.dir, func(t *testing.T) {
			at := "https://w3c.github.io/rdf-tests/rdf/rdf11/" + s.dir + "/"
			cases := map[string]map[string]string{}
			for q, err := range TriGFrom(strings.NewReader(files[s.dir+"/manifest.ttl"]), at+"manifest.ttl") {
				if err != nil {
					t.Fatal(err)
				}
				name, p := text(q.Subject), path.Base(strings.ReplaceAll(text(q.Predicate), "#", "/"))
				if cases[name] == nil {
					cases[name] = map[string]string{}
				}
				cases[name][p] = text(q.Object)
			}
			n := 0
			for name, c := range cases {
				kind := c["type"][strings.LastIndexByte(c["type"], '#')+1:]
				if !strings.HasPrefix(kind, "Test") {
					continue
				}
				n++
				t.Run(path.Base(name), func(t *testing.T) { w3cCase(t, files, s.dir, at, kind, c) })
			}
			if n < s.least {
				t.Errorf("%d cases", n)
			}
			t.Logf("%d cases", n)
		})
	}
}

func w3cCase(t *testing.T, files map[string]string, dir, at, kind string, c map[string]string) {
	in, ok := files[dir+"/"+strings.TrimPrefix(c["action"], at)]
	if !ok {
		t.Fatalf("no file %s", c["action"])
	}
	quads := NQuads(strings.NewReader(in))
	if dir == "rdf-trig" {
		quads = TriGFrom(strings.NewReader(in), c["action"])
	}
	var got []quad.Quad
	var bad error
	for q, err := range quads {
		got, bad = append(got, q), err
	}
	negative := strings.Contains(kind, "Negative")
	if negative != (bad != nil) {
		t.Fatalf("%s: error %v\n%s", kind, bad, in)
	}
	var where *Error
	if bad != nil && !errors.As(bad, &where) {
		t.Errorf("%T: %v", bad, bad)
	}
	if c["result"] == "" || negative {
		return
	}
	var want []quad.Quad
	for q, err := range NQuads(strings.NewReader(files[dir+"/"+strings.TrimPrefix(c["result"], at)])) {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, q)
	}
	if canonical(t, got) != canonical(t, want) {
		t.Errorf("got\n%s\nwant\n%s", lines(got), lines(want))
	}
}

// canonical gives blank nodes the names that the W3C's algorithm gives them. A
// file without any is its sorted lines.
func canonical(t *testing.T, quads []quad.Quad) string {
	t.Helper()
	names := map[quad.Value]quad.Value{}
	plain := func(v quad.Value) quad.Value {
		if _, ok := v.(quad.BNode); ok && names[v] == nil {
			names[v] = quad.BNode(fmt.Sprint("n", len(names)))
		}
		return cmp.Or(names[v], v)
	}
	renamed := make([]quad.Quad, len(quads))
	for i, q := range quads {
		renamed[i] = quad.Quad{Subject: plain(q.Subject), Predicate: q.Predicate, Object: plain(q.Object), Label: plain(q.Label)}
	}
	if len(names) == 0 {
		return lines(quads)
	}
	nquads := lines(renamed)
	opts := ld.NewJsonLdOptions("")
	opts.Algorithm, opts.InputFormat, opts.Format = "URDNA2015", "application/n-quads", "application/n-quads"
	out, err := ld.NewJsonLdProcessor().Normalize(nquads, opts)
	if err != nil {
		t.Fatalf("%v\n%s", err, nquads)
	}
	return out.(string)
}

func text(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	}
	return fmt.Sprint(v)
}

func lines(quads []quad.Quad) string {
	var all []string
	for _, q := range quads {
		line := ""
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v != nil {
				line += term(v) + " "
			}
		}
		all = append(all, line+".\n")
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "")
}

var quotes = strings.NewReplacer("\\", `\\`, "\"", `\"`, "\n", `\n`, "\r", `\r`)

func term(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return "<" + string(v) + ">"
	case quad.BNode:
		return "_:" + string(v)
	case quad.LangString:
		return `"` + quotes.Replace(string(v.Value)) + `"@` + v.Lang
	case quad.TypedString:
		return `"` + quotes.Replace(string(v.Value)) + `"^^<` + string(v.Type) + ">"
	case quad.String:
		return `"` + quotes.Replace(string(v)) + `"`
	}
	return fmt.Sprintf("%T", v)
}

// TestJSONLD reads a document with a graph, types and a language.
func TestJSONLD(t *testing.T) {
	const doc = `{"@context": {"e": "https://e.example/"}, "@id": "e:g", "@graph": [
		{"@id": "e:a", "@type": "e:T", "e:p": ["x", {"@value": "1", "@type": "e:N"}, {"@value": "y", "@language": "en"}, {"@id": "_:b"}]}]}`
	var got []quad.Quad
	for q, err := range JSONLD(strings.NewReader(doc)) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, q)
	}
	const want = `<https://e.example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://e.example/T> <https://e.example/g> .
<https://e.example/a> <https://e.example/p> "1"^^<https://e.example/N> <https://e.example/g> .
<https://e.example/a> <https://e.example/p> "x" <https://e.example/g> .
<https://e.example/a> <https://e.example/p> "y"@en <https://e.example/g> .
<https://e.example/a> <https://e.example/p> _:b0 <https://e.example/g> .
`
	if lines(got) != want {
		t.Errorf("got\n%s", lines(got))
	}
}

// broken are files that a writer of each syntax could get wrong, each with the
// words of its error.
var broken = map[string][][2]string{
	"jsonld": {{``, "no JSON"}, {`{`, "no JSON"}, {`{} {}`, "behind the end"}, {`{"@context": "https://schema.org", "a": 1}`, "not fetched"},
		{`{"@context": {"a": 3}, "a": "x"}`, "JSON-LD"}, {`{"@id": 3}`, "JSON-LD"}, {`{"@graph": {"@value": [1]}}`, "JSON-LD"}, {`{"@type": 1}`, "JSON-LD"},
		{`{"@context": {"@base": 1}}`, "JSON-LD"}, {`{"@context": {"@vocab": 1}}`, "JSON-LD"}, {`{"@context": [[1]]}`, "JSON-LD"},
		{`{"@context": {"a": {"@id": 1}}}`, "JSON-LD"}, {`{"@context": {"a": {"@type": 1}}}`, "JSON-LD"}, {`{"@context": {"a": "b:c", "b": "a:c"}}`, "JSON-LD"},
		{`{"@id": "x:y", "x:p": {"@value": "1", "@type": "x:t", "@language": "en"}}`, "JSON-LD"}, {`{"x:p": {"@list": [], "@set": []}}`, "JSON-LD"},
		{`{"x:p": {"@value": {}}}`, "JSON-LD"}, {`{"x:p": {"@language": 1, "@value": "a"}}`, "JSON-LD"}, {`{"@reverse": "x"}`, "JSON-LD"},
		{`{"@context": {"x": {"@reverse": 1}}}`, "JSON-LD"}, {`{"@context": {"@language": 1}}`, "JSON-LD"}, {`{"@context": {"x": {"@container": "@x", "@id": "y:z"}}}`, "JSON-LD"},
		{`{"@context": {"x": {"@language": 1, "@id": "y:z"}}}`, "JSON-LD"}, {`{"@context": {"x": true}}`, "JSON-LD"}, {`{"@index": 1}`, "JSON-LD"},
		{`{"@context": {"@version": 1.1, "x": "y:z"}`, "no JSON"}, {`nul`, "no JSON"}, {`{"a":}`, "no JSON"}, {"{\"a\": \"\x01\"}", "no JSON"}, {`[{"@id": "x:y"]`, "no JSON"}},
	"nquads": {{`<a> <b:c> <d:e> .`, "not absolute"}, {`<a:b> <c:d>`, "no object"}, {`<a:b> .`, "want <"}, {`<a:b> <c:d> "x`, "without its end"}, {`<a:b> <c:d> "x" "y" .`, "no label"},
		{`<a:b> <c:d> 'x' .`, "no object"}, {`<a:b> <c:d> <e:f> <g:h> <i:j> .`, "want ."}, {`<a:b> _:c <d:e> .`, "want <"}, {`"x" <a:b> <c:d> .`, "no subject"},
		{`<a:b c> <d:e> <f:g> .`, "character"}, {`<a:b> <c:d> "\q" .`, "escape"}, {`<a:b> <c:d> "\u12" .`, "digit"}, {`<a:b> <c:d> "\uD800" .`, "no character"},
		{`<a:b> <c:d> "x"@1 .`, "language"}, {`<a:b> <c:d> "x"^<e:f> .`, "want ^"}, {`<a:b> <c:d> "x"^^"y" .`, "want <"}, {`<a:b> <c:d> _: .`, "without a name"},
		{`<a:b> <c:d> <e:f> . <a:b>`, "more behind"}, {"<a:b> <c:d> \"x\xff\" .", "UTF-8"}, {`<a:b> <c:d> <e:f>`, "no label"}, {`<a:b`, "without its end"},
		{"<a:b> <c:d>\n<e:f> .", "no object"}, {`<a:\n> <c:d> <e:f> .`, "escape"}, {`<a:b> <c:d> "x" ; <e:f> "g" .`, "no label"}, {`@prefix a: <b:c> .`, "no subject"},
		{`<a:b> a <c:d> .`, "want <"}, {`<a:b> <c:d> 1 .`, "no object"}, {`<a:b> <c:d> true .`, "no object"}, {`<a:b> <c:d> "x"@en- .`, "language"}, {`<a:b> <c:d> """x""" .`, "no label"},
		{"\n\n<a:b> <c:d> .", "line 3: no object"}},
	"trig": {{`a:b <c:d> <e:f> .`, "not declared"}, {`@prefix a <b:c> .`, "want :"}, {`@prefix a: <b:c>`, "want ."}, {`@nonsense a .`, "unknown directive"}, {`<a> <b:c> <d:e> .`, "not absolute"},
		{`{ <a:b> <c:d> <e:f>`, "want }"}, {`<a:b> { <c:d> }`, "want"}, {`<a:b> <c:d> "x`, "without its end"}, {`<a:b> <c:d> """x"" .`, "without its end"}, {`<a:b> <c:d> [ .`, "want"},
		{`<a:b> <c:d> ( <e:f> .`, "want"}, {`<a:b> <c:d> <e:f> ;`, "want ."}, {`<a:b> <c:d> <e:f> , .`, "want"}, {`<a:b> <c:d> 1e .`, "digits"}, {`<a:b> <c:d> + .`, "digits"},
		{`GRAPH { }`, "want"}, {`GRAPH <a:b> <c:d>`, "want {"}, {`} `, "want"}, {`<a:b> "c" <d:e> .`, "want"}, {`"a" <c:d> <d:e> .`, "want"}, {`@base <b> .`, "not absolute"},
		{`@prefix a: <b:c> . a:b\q <c:d> <e:f> .`, "escape"}, {`@prefix a: <b:c> . a:b%zz <c:d> <e:f> .`, "two digits"}, {`<a:b> <c:d> "x"^^ .`, "want"}, {`<a:b> <c:d> 'x\q' .`, "escape"},
		{`<a:b> <c:d> "x` + "\n" + `" .`, "without its end"}, {`[] .`, "want"}, {`() .`, "want"}, {`<a:b> <c:d> ` + strings.Repeat("[ <a:b> ", 300), "in one another"}, {`{ { } }`, "want"},
		{"<a:b> <c:d> \"\"\"x\xff\"\"\" .", "UTF-8"}, {`<a:b> { <c:d> <e:f> <g:h> } .`, "want"}},
}

// TestBroken: each gives one clear error.
func TestBroken(t *testing.T) {
	for _, s := range Syntaxes {
		if len(broken[s.Name]) < 30 {
			t.Errorf("%s: only %d broken files", s.Name, len(broken[s.Name]))
		}
		for _, c := range broken[s.Name] {
			var errs []error
			for _, err := range s.Read(strings.NewReader(c[0])) {
				if err != nil {
					errs = append(errs, err)
				}
			}
			if len(errs) != 1 || !strings.Contains(errs[0].Error(), c[1]) {
				t.Errorf("%s: %q gives %v, want one error with %q", s.Name, c[0], errs, c[1])
			}
		}
	}
}

// fuzz reads anything: no panic, and what is read reads again as N-Quads.
func fuzz(f *testing.F, name string, good ...string) {
	s, err := ByName(name)
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range broken[name] {
		f.Add([]byte(c[0]))
	}
	for _, g := range good {
		f.Add([]byte(g))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var quads []quad.Quad
		for q, err := range s.Read(bytes.NewReader(in)) {
			if err != nil {
				return
			}
			quads = append(quads, q)
		}
		var again []quad.Quad
		for q, err := range NQuads(strings.NewReader(lines(quads))) {
			if err != nil {
				if name == "jsonld" {
					return // the library lets through what no address may have
				}
				t.Fatalf("%v\n%s", err, lines(quads))
			}
			again = append(again, q)
		}
		if lines(again) != lines(quads) {
			t.Errorf("got\n%s\nwant\n%s", lines(again), lines(quads))
		}
	})
}

func FuzzNQuads(f *testing.F) { fuzz(f, "nquads", "<a:b> <c:d> \"x\\ny\"@en <g:h> . # c\n") }
func FuzzTriG(f *testing.F) {
	fuzz(f, "trig", "@prefix a: <b:c> . a:b { a:x a 1, 2.5, true ; a:y 'z'@en, \"\"\"q\"\"\"^^a:t, [ a:p (1 2) ] . }")
}
func FuzzJSONLD(f *testing.F) {
	fuzz(f, "jsonld", `{"@id": "a:b", "@graph": [{"@id": "a:c", "a:d": {"@value": "e", "@type": "a:f"}}]}`)
}

func BenchmarkNQuads(b *testing.B) {
	line := "<https://w3id.org/entente/claim/26in3j4u4fz6pedc> <https://w3id.org/entente/ns#rule> \"statement/direct-quote\" <https://w3id.org/entente/article/4azmmkpzmov77zkj> .\n"
	in := strings.Repeat(line, 1000)
	n := 0
	for b.Loop() {
		for range NQuads(strings.NewReader(in)) {
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
}
